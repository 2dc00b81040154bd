import { z } from 'zod';
import { fr } from 'zod/locales';
import type { IssueForm } from '../form/issue-form.ts';
import type { LocatedYaml } from '../yaml/located-yaml.ts';
import { describeIssue } from '../yaml/describe-issue.ts';
import type { Problem } from '../yaml/problem.ts';
import { crossChecks, type Mistake } from './cross-checks.ts';
import { mergeLayers, type Merged } from './merge-layers.ts';
import { type ChecklistItem, type Phase, type Procedure, procedureSchema } from './procedure.ts';

export type Compiled = { readonly ok: true; readonly procedure: Procedure } | { readonly ok: false; readonly problems: readonly Problem[] };

/** More problems than this help nobody mend the first. */
const MAX_PROBLEMS = 20;

/**
 * Makes the procedure from its layers, the default one first: merged, checked, references resolved. All problems come back at once, each at its place in the
 * layer that holds the value. Without a form, what refers to its fields is not checked. Never throws.
 */
export function compileProcedure(layers: readonly LocatedYaml[], form: IssueForm | null): Compiled {
  const [lowest, ...higher] = layers;
  if (lowest === undefined) throw new Error('the default layer is always there');
  const notMaps = layers.filter(({ value }) => typeof value !== 'object' || value === null || Array.isArray(value));
  if (notMaps.length > 0) return { ok: false, problems: notMaps.map(notAMap) };
  const merged = mergeLayers([lowest, ...higher]);
  const parsed = procedureSchema.safeParse(merged.value, { error: (issue) => frenchMessage(issue) });
  if (!parsed.success) {
    const mistakes = parsed.error.issues.flatMap((issue) => describeIssue(issue, procedureSchema)).map(explainAfter);
    return { ok: false, problems: placed(mistakes, merged) };
  }
  const mistakes = crossChecks.flatMap((check) => check(parsed.data, form));
  if (mistakes.length > 0) return { ok: false, problems: placed(mistakes, merged) };
  return { ok: true, procedure: { ...parsed.data, phases: parsed.data.phases.map((phase) => withIncluded(phase, parsed.data.phases)) } };
}

/** Merging leaves an `after` only where it names nothing. */
function explainAfter(mistake: Mistake): Mistake {
  if (mistake.path.at(-1) !== 'after') return mistake;
  return { ...mistake, message: '« after » ne nomme aucun élément de cette liste', fix: 'écrivez l’identifiant d’un élément qui existe' };
}

const locale = fr().localeError;

function frenchMessage(issue: z.core.$ZodRawIssue): string | undefined {
  const message = locale(issue);
  return typeof message === 'string' ? message : message?.message;
}

function notAMap(layer: LocatedYaml): Problem {
  return {
    file: layer.file,
    ...layer.locate([]),
    message: 'le fichier ne contient pas de clés',
    fix: 'écrivez des clés suivies de « : », par exemple version: 1',
  };
}

function placed(mistakes: readonly Mistake[], { origin }: Merged): readonly Problem[] {
  const all = mistakes.map(({ path, message, fix }): Problem => {
    const { layer, path: own } = origin(path);
    return { file: layer.file, ...layer.locate(own), message, fix };
  });
  const [first, ...more] = all.slice(MAX_PROBLEMS);
  if (first === undefined) return all;
  const rest = { ...first, message: `${more.length + 1} autres erreurs, à partir de celle-ci : ${first.message}` };
  return [...all.slice(0, MAX_PROBLEMS), rest];
}

/** The checklist of a phase starts with those of the phases it includes; an item of the same id replaces the included one. */
function withIncluded(phase: Phase, phases: readonly Phase[]): Phase {
  const own = new Set(phase.checklist.map(({ id }) => id));
  const included = phase.include
    .flatMap((id) => phases.filter((candidate) => candidate.id === id))
    .flatMap((candidate): readonly ChecklistItem[] => withIncluded(candidate, phases).checklist)
    .filter(({ id }, index, all) => !own.has(id) && all.findIndex((item) => item.id === id) === index);
  return { ...phase, checklist: [...included, ...phase.checklist] };
}
