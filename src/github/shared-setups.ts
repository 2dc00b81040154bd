import { z } from 'zod';
import type { HubSetup } from '../config/hub-setup.ts';
import type { SharedFacts } from '../queue/facts.ts';
import { digest } from '../words/digest.ts';
import { hubKey, type HubKey, repositoryNamed } from '../words/key.ts';
import type { HubRegistry } from './hub-registry.ts';

/** One word for what the files of a hub say: what versions before them told is not in it, since another version of the App may keep more of it, or less. */
export function wordOf(setup: HubSetup): string {
  const { procedure, form } = setup.asRead ?? setup;
  return digest(JSON.stringify([procedure, form]));
}

/**
 * A registry whose hubs have one setup in all processes: a hub is looked at by one of them, which may find another process there; those that work with the one before
 * would undo what it does, dossier by dossier. What is told is a digest: each reads the hub itself.
 */
export function shareSetups(registry: HubRegistry, facts: Pick<SharedFacts, 'open'>): HubRegistry {
  const words = new WeakMap<HubSetup, string>();
  const inUse = new Map<HubKey, string>();

  function use(hub: HubKey, setup: HubSetup): string {
    const word = words.get(setup) ?? wordOf(setup);
    words.set(setup, word);
    inUse.set(hub, word);
    return word;
  }

  const tell = facts.open({
    kind: 'setup',
    keptMs: null,
    concerns: (subject) => registry.isHub(repositoryNamed(subject)),
    schema: z.string(),
    hear: ({ subject, value }) => {
      const hub = hubKey(repositoryNamed(subject));
      // What is being read for the first time may be older too.
      if (value !== null && inUse.get(hub) !== value) registry.forget(hub);
    },
  });

  return {
    ...registry,
    setupOf: async (hub) => {
      const setup = await registry.setupOf(hub);
      if (setup !== null) use(hubKey(hub), setup);
      return setup;
    },
    refresh: async (hub) => {
      const reading = await registry.refresh(hub);
      const setup = reading.setup === null ? null : await registry.setupOf(hub);
      if (setup !== null) tell(hubKey(hub), use(hubKey(hub), setup));
      return reading;
    },
  };
}
