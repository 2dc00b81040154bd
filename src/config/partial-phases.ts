import { z } from 'zod';
import type { ValuePath } from '../yaml/located-yaml.ts';
import { nearestKey } from '../yaml/nearest-key.ts';
import { listed } from '../yaml/problem.ts';
import type { Merged } from './merge-layers.ts';
import type { Mistake } from './place-mistakes.ts';

/**
 * Elements of `phases` that change a phase which no layer below describes, each one mistake with the phases that there are. One that says where it goes
 * (`after`) is meant to be new: what it lacks is told key by key.
 */
export function partialPhases(merged: Merged): readonly Mistake[] {
  const phases = list.safeParse(merged.value).data?.phases ?? [];
  const whole = phases.filter(isWhole);
  return phases.flatMap((phase, at): Mistake[] => {
    const path = ['phases', at];
    if (phase.id === undefined || isWhole(phase) || saysWhere(path, merged)) return [];
    return [
      {
        path: [...path, 'id'],
        message: `la phase « ${phase.id} » n’existe pas`,
        fix: `${meant(phase.id, whole)}, ou décrivez-la en entier (title, label, intro)`,
      },
    ];
  });
}

const phaseSchema = z.object({ id: z.string(), title: z.unknown(), label: z.unknown(), intro: z.unknown() }).partial();
type WrittenPhase = z.infer<typeof phaseSchema>;
const list = z.object({ phases: z.array(phaseSchema) });

function isWhole({ title, label, intro }: WrittenPhase): boolean {
  return [title, label, intro].every((value) => value !== undefined);
}

/** Merging takes `after` away: it stands in the layer only. */
function saysWhere(path: ValuePath, { origin }: Merged): boolean {
  const { layer, path: own } = origin(path);
  const written = own.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    layer.value,
  );
  return placed.safeParse(written).success;
}

const placed = z.object({ after: z.string() });

function meant(id: string, whole: readonly WrittenPhase[]): string {
  const known = whole.flatMap((phase) => phase.id ?? []);
  const titled = whole.find(({ title }) => typeof title === 'string' && title.toLowerCase() === id.toLowerCase());
  const nearest = nearestKey(id, known);
  if (titled?.id !== undefined) return `écrivez « ${titled.id} », l’identifiant de cette phase`;
  return nearest === null ? `écrivez une de ces phases : ${listed(known)}` : `écrivez « ${nearest} » (les phases : ${listed(known)})`;
}
