import type { CheckReport } from '../dossier/checks/check.ts';
import type { FixPlan } from '../dossier/checks/fix-plan.ts';
import type { MirrorWorkflow, Platform, RecognisedMirror } from '../dossier/mirror/mirror-workflow.ts';
import type { MirrorFile } from '../dossier/mirror/repository-reading.ts';
import type { HubCompilation, HubFiles } from '../config/compile-hub.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import type { markingForms } from '../config/marking-forms.ts';
import type { MadeSoFar, PlannedCharts } from '../inspect/helm/plan-delivered.ts';
import type { TextToCompute } from '../inspect/helmfile/computed-texts.ts';
import type { HelmfileInput } from '../inspect/helmfile/read-helmfiles.ts';
import type { FixRequest } from '../inspect/fixes/plan-fixes.ts';
import type { namedTexts } from '../inspect/named-texts.ts';
import type { InspectInput } from '../inspect/repository.ts';
import type { WorkflowFile } from '../mirror/recognise.ts';
import { keepLastBy } from '../words/keep-last.ts';

/** What is done with strangers' files: pure functions by name, of plain data to plain data, which crosses to another thread. */
export interface Jobs {
  readonly 'compile-hub': (files: HubFiles) => HubCompilation;
  readonly 'marking-forms': typeof markingForms;
  readonly 'recognise-mirrors': (files: readonly WorkflowFile[]) => readonly RecognisedMirror[];
  readonly 'mirror-file': (given: { text: string; platforms: readonly Platform[] }) => Omit<MirrorFile, 'text'>;
  readonly 'change-platforms': (given: { text: string; model: MirrorWorkflow; dropped: readonly Platform[] }) => string;
  readonly 'names-in-bodies': (given: { bodies: readonly string[]; setup: HubSetup }) => readonly (readonly string[])[];
  readonly 'named-texts': typeof namedTexts;
  readonly 'texts-to-compute': (given: HelmfileInput) => readonly TextToCompute[];
  readonly 'plan-charts': (given: MadeSoFar) => PlannedCharts;
  readonly inspect: (input: InspectInput) => CheckReport;
  readonly 'plan-fixes': (request: FixRequest) => FixPlan;
}

export type JobName = keyof Jobs;
export type Input<Name extends JobName> = Parameters<Jobs[Name]>[0];
export type Output<Name extends JobName> = ReturnType<Jobs[Name]>;

/** Files of hubs that stay compiled as long as the thread lives: most looks find those of the last one. */
const KEPT = 16;

let compiling: Promise<Jobs['compile-hub']> | undefined;

async function hubCompiler(): Promise<Jobs['compile-hub']> {
  const { compileHub } = await import('../config/compile-hub.ts');
  const defaults = (await import('../defaults.ts')).readDefaults();
  return keepLastBy(
    KEPT,
    (files) => JSON.stringify(files),
    (files) => compileHub(files, defaults),
  );
}

/** The functions, each loaded when it is first asked for: parsers are heavy. */
export const jobs: { readonly [Name in JobName]: () => Promise<(input: Input<Name>) => Output<Name>> } = {
  'compile-hub': () => (compiling ??= hubCompiler()),
  'marking-forms': async () => (await import('../config/marking-forms.ts')).markingForms,
  'recognise-mirrors': async () => (await import('../mirror/recognise.ts')).recogniseMirrors,
  'mirror-file': async () => {
    const { readMirrorFile } = await import('../mirror/change-platforms.ts');
    return ({ text, platforms }) => readMirrorFile(text, platforms);
  },
  'change-platforms': async () => {
    const { changePlatforms } = await import('../mirror/change-platforms.ts');
    return ({ text, model, dropped }) => changePlatforms(text, model, dropped);
  },
  'names-in-bodies': async () => {
    const { namesInBody } = await import('../dossier/names-in-body.ts');
    return ({ bodies, setup }) => bodies.map((body) => namesInBody(body, setup));
  },
  'named-texts': async () => (await import('../inspect/named-texts.ts')).namedTexts,
  'texts-to-compute': async () => (await import('../inspect/helmfile/read-helmfiles.ts')).textsToCompute,
  'plan-charts': async () => (await import('../inspect/helm/plan-delivered.ts')).planDelivered,
  'plan-fixes': async () => (await import('../inspect/fixes/plan-fixes.ts')).planFixes,
  inspect: async () => (await import('../inspect/inspect.ts')).inspect,
};
