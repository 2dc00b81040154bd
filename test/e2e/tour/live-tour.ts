import { callsOfLife, callsUnchanged } from '../../../bench/lifecycle.ts';
import { type Bench, startBench } from '../../../sandbox/bench/start-bench.ts';
import { appChanges } from '../../../sandbox/tour/narrator.ts';
import type { PlayedStep } from '../../../sandbox/tour/run-tour.ts';
import { readMarker } from '../../../src/render/marker.ts';

/** One step of the tour, and what the App made people read by it. */
export interface ToldStep {
  readonly number: number;
  readonly who: string;
  readonly does: string;
  /** Its comments that are new: those that notify somebody. */
  readonly written: readonly { readonly slot: string; readonly body: string }[];
  /** Every comment of the App as it stands after the step, by slot. */
  readonly standing: Readonly<Record<string, string>>;
}

/** The tour, played to its end in the sandbox's pages, which stay open until `bench.close()`. */
export interface LivedTour {
  readonly bench: Bench;
  readonly played: readonly PlayedStep[];
  readonly told: readonly ToldStep[];
  readonly calls: ReturnType<typeof callsOfLife>;
  /** Calls for its dossier when it is looked at once more. */
  readonly unchanged: Awaited<ReturnType<typeof callsUnchanged>>;
}

/** Lives the tour once, for all that is asked of it. Throws when a step can't be played. */
export async function liveTour(): Promise<LivedTour> {
  const bench = await startBench({ port: 0, pace: 0 });
  const sandbox = bench.world.sandbox();
  for (let step = 0; step < bench.player.state().total; step += 1) await bench.player.next();
  const { played, total, failure } = bench.player.state();
  if (failure !== null || played.length !== total) {
    await bench.close();
    throw new Error(`step ${played.length + 1} of ${total}: ${failure}`);
  }
  const calls = callsOfLife(sandbox.github);
  const unchanged = await callsUnchanged(sandbox);
  return { bench, played, told: played.map((step, index) => told({ bench, step, index })), calls, unchanged };
}

function told({ bench, step, index }: { bench: Bench; step: PlayedStep; index: number }): ToldStep {
  const { appLogin } = bench.world.sandbox().github;
  const { who = '', does = '' } = bench.world.steps[index] ?? {};
  return {
    number: index + 1,
    who,
    does,
    written: appChanges(step.before, step.after, appLogin).flatMap(({ comment: { body }, old }) =>
      old === null ? [{ slot: readMarker(body) ?? '', body }] : [],
    ),
    standing: Object.fromEntries(
      step.after.comments.filter(({ author }) => author === appLogin).map(({ body }) => [readMarker(body) ?? '', body]),
    ),
  };
}
