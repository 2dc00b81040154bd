import { z } from 'zod';
import type { LocatedYaml } from '../yaml/located-yaml.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a layer speaks of phases: at all, and where it removes one, by id. */
export interface PhasePlaces extends Place {
  readonly file: string;
  readonly removed: Readonly<Record<string, Place>>;
}

const layer = z.object({ phases: z.array(z.object({ id: z.string(), remove: z.literal(true).optional() })).default([]) });

/** The places of a layer's phases; those of its top where it writes none. */
export function phasePlaces({ file, value, locate }: LocatedYaml): PhasePlaces {
  const phases = layer.safeParse(value).data?.phases ?? [];
  const removed = phases.flatMap(({ id, remove }, index) => (remove === true ? [[id, locate(['phases', index])] as const] : []));
  return { file, ...locate(['phases']), removed: Object.fromEntries(removed) };
}
