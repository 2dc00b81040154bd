import { compileProcedure } from './compile-procedure.ts';
import { hubConfigPath, misplacedConfig } from './misplaced-config.ts';
import { formFolder, type MissingForm, missingForm, namesForm } from './missing-form.ts';
import { setupOf } from './hub-setup.ts';
import { withoutQuotes } from './outside-layer.ts';
import { shippedUnder } from './presets.ts';
import { phasePlaces } from './phase-places.ts';
import { extendedRepository, readExtends } from './read-extends.ts';
import { type ParsedForm, parseForm } from '../form/parse-form.ts';
import { type LocatedYaml, readYaml } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Defaults, HubReading } from './hub-setup.ts';

/** What must be read next: a file or a folder of the hub, or the configuration that it extends. */
export type HubQuestion = { readonly kind: 'file' | 'folder'; readonly path: string } | { readonly kind: 'extended' };

/** What was read: a file, null where there is none; or the names in a folder. */
export type HubAnswer =
  | { readonly kind: 'file'; readonly text: string | null }
  | { readonly kind: 'folder'; readonly names: readonly string[] };

/** The repository of a hub. */
interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

/** A hub, with the answers so far, in the order of the questions. */
export interface HubFiles {
  readonly hub: RepositoryRef;
  readonly answers: readonly HubAnswer[];
}

/** What the files make, or what must be read first. */
export type HubCompilation =
  | { readonly kind: 'needs'; readonly question: HubQuestion }
  | { readonly kind: 'compiled'; readonly reading: HubReading };

type Asking<Result> = Generator<HubQuestion, Result, HubAnswer>;

/** A layer of a hub as read: none, or one, or what keeps it from being read. */
type ReadLayer = { readonly yaml: LocatedYaml | null } | { readonly problems: readonly Problem[] };

/** Makes the setup of a hub from its own layers and form, over the defaults; mistakes in files come back as problems. Pure: asked again with one more answer, it goes on. */
export function compileHub({ hub, answers }: HubFiles, defaults: Defaults): HubCompilation {
  const asking = compile(hub, defaults);
  let step = asking.next();
  for (const answer of answers) if (step.done !== true) step = asking.next(answer);
  return step.done === true ? { kind: 'compiled', reading: step.value } : { kind: 'needs', question: step.value };
}

function* compile(hub: RepositoryRef, defaults: Defaults): Asking<HubReading> {
  const own = yield* readOwn();
  return 'problems' in own ? { setup: null, problems: own.problems, phases: null } : yield* readOver(hub, own.yaml, defaults);
}

function* fileAt(question: HubQuestion): Asking<string | null> {
  const answer = yield question;
  return answer.kind === 'file' ? answer.text : null;
}

function* namesIn(path: string): Asking<readonly string[]> {
  const answer = yield { kind: 'folder', path };
  return answer.kind === 'folder' ? answer.names : [];
}

/** The hub's own file. Where it is not there, what was meant to be it is a problem. */
function* readOwn(): Asking<ReadLayer> {
  const text = yield* fileAt({ kind: 'file', path: hubConfigPath });
  if (text !== null) return asLayer(readYaml(text, hubConfigPath));
  const problem = misplacedConfig(yield* namesIn('.github'));
  return problem === null ? { yaml: null } : { problems: [problem] };
}

function asLayer(read: ReturnType<typeof readYaml>): ReadLayer {
  return read.ok ? { yaml: read.yaml } : { problems: read.problems };
}

function* readOver(hub: RepositoryRef, own: LocatedYaml | null, defaults: Defaults): Asking<HubReading> {
  const file = `${hub.owner}/${extendedRepository}:${hubConfigPath}`;
  const base = own === null ? { yaml: null } : yield* readBase(hub, own, file);
  const phases = own === null ? null : phasePlaces(own);
  const written = ['problems' in base ? null : base.yaml, own].filter((layer) => layer !== null);
  const shipped = shippedUnder(written, defaults.presets);
  const known = own === null ? [shipped] : [shipped, own];
  const refused = (yaml: LocatedYaml | null, problems: readonly Problem[]): HubReading => ({
    setup: null,
    problems: withoutQuotes(problems, { file, yaml }, known),
    phases,
  });
  if ('problems' in base) return refused(null, base.problems);
  const layers = [shipped, ...written];
  const drafted = compileProcedure(layers, null);
  if (!drafted.ok) return refused(base.yaml, drafted.problems);
  const { form: name } = drafted.procedure;
  const form = yield* readForm({ name, own, outside: base.yaml !== null && namesForm(base.yaml) }, defaults);
  if (!form.ok) return refused(base.yaml, form.problems);
  const compiled = compileProcedure(own === null ? [...layers, writtenNowhere(name)] : layers, form.form);
  if (!compiled.ok) return refused(base.yaml, compiled.problems);
  const { remarks } = form;
  const setup = setupOf(compiled.procedure, form.form);
  return { setup: remarks.length === 0 ? setup : { ...setup, remarks }, problems: [], phases };
}

/** The organisation's layer, where the hub asks for it. That it is absent and that the App may not read it are told in the same words. */
function* readBase(hub: RepositoryRef, own: LocatedYaml, file: string): Asking<ReadLayer> {
  const extended = readExtends(own, hub);
  if ('problem' in extended) return { problems: [extended.problem] };
  if (!extended.asked) return { yaml: null };
  const text = yield* fileAt({ kind: 'extended' });
  if (text !== null) return asLayer(readYaml(text, file));
  const message = `_extends : ${file} n’existe pas, ou l’application ne peut pas le lire`;
  const fix = 'ajoutez ce fichier et installez-y l’application, ou retirez cette clé';
  return { problems: [{ file: own.file, ...own.locate(['_extends']), message, fix }] };
}

function* readForm(asked: Omit<MissingForm, 'files'>, defaults: Defaults): Asking<ParsedForm> {
  const path = `${formFolder}/${asked.name}`;
  const text = yield* fileAt({ kind: 'file', path });
  if (text !== null) return parseForm(text, path);
  const problem = missingForm({ ...asked, files: yield* namesIn(formFolder) });
  return problem === null ? { ok: true, form: defaults.form, remarks: [] } : { ok: false, problems: [problem] };
}

/** The layer of a hub that writes none: what its form does not fit is told in the form, the only file that the hub has. */
function writtenNowhere(form: string): LocatedYaml {
  return { file: `${formFolder}/${form}`, value: {}, locate: () => ({ line: 1, column: 1 }) };
}
