import type { Settings } from '../../../src/config/env.ts';
import { type FaultyProxy, startProxy } from './faulty-proxy.ts';
import { startAccostage } from './start-accostage.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** A world whose App reaches GitHub through a proxy that fails it when it is told to; the same proxy after a restart of the App. */
export interface ProxiedWorld {
  readonly world: World;
  readonly proxy: FaultyProxy;
  /** Ends both, the calls that hang included. */
  readonly close: () => Promise<void>;
}

/** Starts them; `settings` replace those of a test. */
export async function startProxiedWorld(
  options: Pick<WorldOptions, 'projects' | 'configuration' | 'at' | 'seed'> = {},
  settings: Partial<Settings> = {},
): Promise<ProxiedWorld> {
  const start = startAccostage(settings);
  let started: FaultyProxy | null = null;
  const world = await startWorld({
    ...options,
    startApp: async (environment) => {
      started ??= await startProxy(environment.apiUrl);
      return start({ ...environment, apiUrl: started.url });
    },
  });
  const proxy = proxyOf(started);
  const close = async () => {
    proxy.letGo();
    await world.close();
    proxy.close();
  };
  return { world, proxy, close };
}

function proxyOf(started: FaultyProxy | null): FaultyProxy {
  if (started === null) throw new Error('the world never started the App');
  return started;
}
