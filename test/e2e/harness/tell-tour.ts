import { readDefaults } from '../../../src/defaults.ts';
import { readMarker } from '../../../src/render/marker.ts';
import { createNarrator, appChanges } from '../../../sandbox/tour/narrator.ts';
import { tourConfiguration } from '../../../sandbox/tour/configuration.ts';
import { projectRepositories } from '../../../sandbox/tour/project-repositories.ts';
import { runTour } from '../../../sandbox/tour/run-tour.ts';
import { startSandbox } from '../../../sandbox/start-sandbox.ts';
import { story } from '../../../sandbox/tour/story.ts';

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

/** The tour, told step by step, with what differed from what was expected. */
export async function tellTour(): Promise<{ readonly steps: readonly ToldStep[]; readonly differences: readonly string[] }> {
  const sandbox = await startSandbox({ configuration: tourConfiguration });
  try {
    const { github } = sandbox;
    const app = github.appLogin;
    const steps: ToldStep[] = [];
    const quiet = createNarrator(() => undefined, app);
    let current = { number: 0, who: '', does: '' };
    const { differences } = await runTour(story(readDefaults()), {
      ...sandbox,
      narrator: {
        ...quiet,
        act: ({ number, who, does }) => {
          current = { number, who, does };
        },
        changes: (before, after) => {
          const own = after.comments.filter(({ author }) => author === app);
          steps.push({
            ...current,
            written: appChanges(before, after, app).flatMap(({ comment: { body }, old }) =>
              old === null ? [{ slot: readMarker(body) ?? '', body }] : [],
            ),
            standing: Object.fromEntries(own.map(({ body }) => [readMarker(body) ?? '', body])),
          });
        },
      },
      app,
      projects: projectRepositories(github),
      requests: github.requests,
    });
    return { steps, differences };
  } finally {
    await sandbox.close();
  }
}
