import { chance, pick } from './chance.ts';
import type { Town } from './population.ts';
import type { ProfileName } from './profile.ts';
import type { StoryLength } from './story.ts';

/** A world to live in, but for its seed. */
export interface WorldLived {
  readonly dossiers: number;
  readonly faults: ProfileName;
  readonly stories: StoryLength;
  readonly town: Town;
}

/** Where one seed is lived, and nothing else is asked. */
export const usualWorld: WorldLived = { dossiers: 10, faults: '5', stories: 'whole', town: 'apart' };

/**
 * Of several sizes, the largest for the second seed, so that half an hour lives one, though it may take longer. The more dossiers, the shorter their stories: lived without and with
 * faults, a short one at 5 % costs some eight seconds of a processor, a whole one at 30 % some eighty.
 */
const sizes = [
  { dossiers: 3, stories: 'whole' },
  { dossiers: 10, stories: 'whole' },
  { dossiers: 200, stories: 'short' },
  { dossiers: 30, stories: 'brisk' },
] as const;

/** The world of a seed: the sizes take turns, all else is drawn. */
export function worldOf(seed: number): WorldLived {
  const size = sizes[seed % sizes.length] ?? sizes[0];
  return {
    ...size,
    faults: pick(['5', '30', 'all'] as const, chance(seed, 'faults')),
    town: pick(['apart', 'mixed', 'mixed-after'] as const, chance(seed, 'town')),
  };
}
