/** What the sweeps of a hub are given where no repository of a project matters. */
export const hubAlone = {
  hubIds: { isIt: () => true },
  projects: { opened: () => undefined, expect: () => undefined, before: () => [], watch: () => undefined },
  secrets: ['secret'],
  turn: () => Promise.resolve(),
} as const;
