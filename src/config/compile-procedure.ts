import type { z } from 'zod';
import type { IssueForm } from '../form/issue-form.ts';
import { describeIssues } from '../yaml/describe-issue.ts';
import { frenchMessage } from '../yaml/french-message.ts';
import type { LocatedYaml, ValuePath } from '../yaml/located-yaml.ts';
import { namePath } from '../yaml/name-path.ts';
import { describeProblem, type Problem, tellFirst } from '../yaml/problem.ts';
import { crossChecks } from './cross-checks.ts';
import { formAsRead } from './form-as-read.ts';
import { layerSchema } from './layer-schema.ts';
import { withPages } from './pages.ts';
import { mergeLayers, type Merged } from './merge-layers.ts';
import { partialPhases } from './partial-phases.ts';
import { type Mistake, placeMistakes } from './place-mistakes.ts';
import { type ChecklistItem, type Phase, type Procedure, procedureSchema } from './procedure.ts';

export type Compiled = { readonly ok: true; readonly procedure: Procedure } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Makes the procedure from its layers, the default one first: each read by itself, merged, checked, references resolved. The first problems of many come back
 * at once, each at the line of the layer that caused it. Without a form, what refers to its fields is not checked. Never throws.
 */
export function compileProcedure(layers: readonly LocatedYaml[], form: IssueForm | null): Compiled {
  const [lowest, ...higher] = layers;
  if (lowest === undefined) throw new Error('the default layer is always there');
  const misshapen = layers.flatMap(layerProblems);
  if (misshapen.length > 0) return { ok: false, problems: atMost(misshapen) };
  // A layer answers for what goes wrong over layers that hold together without it.
  const below = higher.length > 1 ? compileProcedure(layers.slice(0, -1), null) : null;
  if (below?.ok === false) return below;
  const merged = mergeLayers([lowest, ...higher]);
  const parsed = procedureSchema.safeParse(merged.value, { error: frenchMessage });
  // Where an element stands, or whether it stays, is unknown: what is read together would only tell the same again.
  const together = merged.mistakes.length > 0 ? [] : crossChecks;
  const mistakes = parsed.success
    ? together.flatMap((check) => check(parsed.data, form === null ? null : formAsRead(parsed.data, form)))
    : misshapenParts(parsed.error, merged);
  const problems = distinct([...mergeProblems(merged), ...placeMistakes(mistakes, merged, layers)]);
  if (!parsed.success || problems.length > 0) return { ok: false, problems: atMost(problems) };
  return { ok: true, procedure: withPages({ ...parsed.data, phases: withIncluded(parsed.data.phases) }) };
}

/** What the merged value lacks; of a phase that no layer describes, only that. */
function misshapenParts(error: z.core.$ZodError, merged: Merged): readonly Mistake[] {
  const partial = partialPhases(merged);
  const isOfOne = (path: ValuePath) => partial.some((phase) => phase.path.slice(0, 2).join() === path.slice(0, 2).join());
  const others = describeIssues(error, procedureSchema, (path) => namePath(merged.value, path)).filter(({ path }) => !isOfOne(path));
  return [...partial, ...others];
}

/** What is wrong with a layer whatever the others hold. */
function layerProblems(layer: LocatedYaml): readonly Problem[] {
  if (typeof layer.value !== 'object' || layer.value === null || Array.isArray(layer.value)) return [notAMap(layer)];
  const { error } = layerSchema.safeParse(layer.value, { error: frenchMessage });
  const mistakes = error === undefined ? [] : describeIssues(error, layerSchema, (path) => namePath(layer.value, path));
  return mistakes.map(({ path, message, fix }) => ({ file: layer.file, ...layer.locate(path), message, fix }));
}

function notAMap(layer: LocatedYaml): Problem {
  return {
    file: layer.file,
    ...layer.locate([]),
    message: 'le fichier ne contient pas de clés',
    fix: 'écrivez des clés suivies de « : », par exemple version: 1',
  };
}

function mergeProblems({ mistakes }: Merged): readonly Problem[] {
  return tellFirst(mistakes, ({ layer, path, message, fix }) => ({ file: layer.file, ...layer.locate(path), message, fix }));
}

function atMost(all: readonly Problem[]): readonly Problem[] {
  return tellFirst(all, (problem) => problem);
}

/** Several conditions of a gate may lack the same phase: said once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [describeProblem(problem), problem])).values()];
}

/** The checklist of a phase starts with those of the phases it includes, which come before it; an item of the same id replaces the included one. */
function withIncluded(phases: readonly Phase[]): Phase[] {
  const checklists = new Map<string, readonly ChecklistItem[]>();
  return phases.map((phase) => {
    const taken = new Set(phase.checklist.map(({ id }) => id));
    const included = [...new Set(phase.include)]
      .flatMap((id) => checklists.get(id) ?? [])
      .filter(({ id }) => {
        if (taken.has(id)) return false;
        taken.add(id);
        return true;
      });
    const checklist = [...included, ...phase.checklist];
    checklists.set(phase.id, checklist);
    return { ...phase, checklist };
  });
}
