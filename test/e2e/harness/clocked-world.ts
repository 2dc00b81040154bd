import { startAccostage } from './start-accostage.ts';
import { type AppEnvironment, startWorld, type World } from './world.ts';

/** A world, and the clock that the App has in it. */
export async function startClockedWorld(): Promise<{ readonly world: World; readonly clock: AppEnvironment['clock'] }> {
  const startApp = startAccostage();
  let clock: AppEnvironment['clock'] | null = null;
  const world = await startWorld({
    startApp: (environment) => {
      ({ clock } = environment);
      return startApp(environment);
    },
  });
  if (clock === null) throw new Error('the App was not started');
  return { world, clock };
}
