import { setTimeout as wait } from 'node:timers/promises';
import type { Procedure } from '../../src/config/procedure.ts';
import type { IssueForm } from '../../src/form/issue-form.ts';
import type { Front } from '../emulator/front.ts';
import type { MovableClock } from '../movable-clock.ts';
import type { Login } from '../seed/people.ts';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import { createNarrator } from '../tour/narrator.ts';
import { projectRepositories } from '../tour/project-repositories.ts';
import { createTour, type Tour } from '../tour/run-tour.ts';
import type { Step } from '../tour/step.ts';
import { tourConfiguration } from '../tour/configuration.ts';
import { story } from '../tour/story.ts';

/** One sandbox after another at one address, in one time that is moved by hand. */
export interface World {
  readonly steps: readonly Step[];
  sandbox(): Sandbox;
  /** A new sandbox in the place of the one before, and its tour. */
  restart(): Promise<Tour>;
  /** Moves the time of everything forward. */
  advance(milliseconds: number): void;
  nextSecond(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly front: Front;
  readonly clock: MovableClock;
  readonly configuration: string | undefined;
  /** Who reads until they say who they are. */
  readonly visitor: Login;
  readonly process: { readonly procedure: Procedure; readonly form: IssueForm };
  /** Called with each sandbox once it is there. */
  readonly begun: (sandbox: Sandbox) => void;
}

/** Starts the first sandbox. A process that has not the shipped phases has no tour. */
export async function startWorld({
  front,
  clock,
  configuration = tourConfiguration,
  visitor,
  process,
  begun,
}: WorldOptions): Promise<World & { readonly tour: Tour }> {
  const steps = stepsOf(process);
  const nextSecond = () => {
    clock.advance(1_000 - (Date.now() % 1_000) + 5);
    return Promise.resolve();
  };
  const start = async () => {
    const sandbox = await startSandbox({ port: front, clock, configuration, visitor });
    begun(sandbox);
    return sandbox;
  };
  const tourOf = (sandbox: Sandbox) =>
    createTour(steps, {
      ...sandbox,
      narrator: createNarrator(() => undefined, sandbox.github.appLogin),
      app: sandbox.github.appLogin,
      projects: projectRepositories(sandbox.github, nextSecond),
      requests: sandbox.github.requests,
      nextSecond,
    });
  let current = await start();
  return {
    steps,
    tour: tourOf(current),
    sandbox: () => current,
    restart: async () => {
      await current.close();
      current = await start();
      return tourOf(current);
    },
    advance: (milliseconds) => clock.advance(milliseconds),
    nextSecond,
    close: async () => {
      await current.close();
      clock.stop();
    },
  };
}

/** Longest time for which somebody who acts waits for the App, in milliseconds: afterwards the page follows by itself. */
const PATIENCE_MS = 4_000;

/** Resolves when the App has reacted to everything, or soon after. */
export async function reacted({ settle }: Pick<Sandbox, 'settle'>): Promise<void> {
  const calm = settle().catch(() => undefined);
  await Promise.race([calm, wait(PATIENCE_MS, undefined, { ref: false })]);
}

function stepsOf(process: WorldOptions['process']): readonly Step[] {
  try {
    return story(process);
  } catch {
    return [];
  }
}
