import { z } from 'zod';
import type { LocatedYaml } from '../yaml/located-yaml.ts';

/** Names that `preset` may hold: `ovh` is the shipped process as it stands, any other a layer over it, in `config/presets/`. */
export const presetNames = ['ovh', 'pax'] as const;
export type PresetName = (typeof presetNames)[number];

/** The shipped process under each preset. */
export type Presets = Readonly<Record<PresetName, LocatedYaml>>;

/** What a layer writes in `preset`; a name that no preset has is a mistake, told at its line. */
export const presetSchema = z.enum(presetNames, { error: 'ce préréglage n’existe pas' });

/** The lowest layer of a process: the shipped one, under the preset that the highest of the other layers names (the lowest first). A name that no preset has counts for none. */
export function shippedUnder(layers: readonly LocatedYaml[], presets: Presets): LocatedYaml {
  const named = layers.map(({ value }) => naming.safeParse(value).data?.preset).findLast((preset) => preset !== undefined);
  return presets[named ?? 'ovh'];
}

const naming = z.object({ preset: presetSchema });
