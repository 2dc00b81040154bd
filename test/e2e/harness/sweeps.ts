import type { World } from './world.ts';

/** The time of so many sweeps passes, at the usual interval. */
export async function passSweeps({ advance, settle }: Pick<World, 'advance' | 'settle'>, count: number): Promise<void> {
  for (let sweep = 0; sweep < count; sweep += 1) {
    advance({ minutes: 15 });
    await settle();
  }
}
