import { setTimeout as wait } from 'node:timers/promises';
import type { DossierView } from '../emulator/dossier-view.ts';
import type { Person } from '../emulator/person.ts';
import type { Call, RequestLog } from '../emulator/request-log.ts';
import type { Login } from '../seed/people.ts';
import { appChanges, type Narrator, newReactions } from './narrator.ts';
import type { Expected, ProjectRepositories, Step } from './step.ts';

export interface TourPorts {
  readonly as: (login: Login, repository?: string) => Person;
  readonly read: (number: number) => Promise<DossierView>;
  /** Resolves when the App has reacted to everything. */
  readonly settle: () => Promise<void>;
  readonly narrator: Narrator;
  readonly app: string;
  readonly projects: ProjectRepositories;
  readonly requests: Pick<RequestLog, 'of'>;
  /** Lets the second end; waits for it by default. */
  readonly nextSecond?: () => Promise<void>;
}

/** What came of a tour: the dossier's number, and every difference with what was expected. */
export interface TourResult {
  readonly number: number;
  readonly steps: number;
  readonly failedSteps: number;
  readonly differences: readonly string[];
}

const nobody: DossierView = { state: 'open', stateReason: null, title: '', body: '', labels: [], assignees: [], comments: [] };

/** What came of one step, and what the dossier was and is. */
export interface PlayedStep {
  readonly number: number;
  readonly before: DossierView | null;
  readonly after: DossierView;
  readonly differences: readonly string[];
}

/** A tour under way. */
export interface Tour {
  /** Plays the next step and tells it. Throws when none is left. */
  next(): Promise<PlayedStep>;
}

/** A tour that plays its steps one by one, telling each, and compares the dossier with what is expected. A step that fails is a difference; the tour goes on. */
export function createTour(steps: readonly Step[], ports: TourPorts): Tour {
  const { as, read, settle, narrator, app, projects, requests, nextSecond = untilNextSecond } = ports;
  let number = 0;
  let before: DossierView | null = null;
  let index = 0;
  return {
    next: async () => {
      const step = steps[index];
      if (step === undefined) throw new Error('the tour is over');
      index += 1;
      const { chapter, who, does, act, expected, shows } = step;
      if (chapter !== undefined) narrator.chapter(chapter);
      narrator.act({ number: index, total: steps.length, who, does });
      const callsBefore = requests.of('installation').length;
      const failed = await attempt(async () => {
        number = (await act({ as, number, projects, dossier: before ?? nobody })) ?? number;
        await settle();
      });
      const after = await read(number);
      if (after.body !== before?.body) await nextSecond();
      narrator.changes(before, after);
      if (shows !== undefined) narrator.page(await shows({ as, number, projects, dossier: after }));
      const words = [...appChanges(before, after, app).map(({ comment }) => comment.body), ...newReactions(before, after)].join('\n');
      const written = touched(expected, requests.of('installation').slice(callsBefore));
      for (const repository of expected.untouched ?? [])
        if (!written.has(repository)) narrator.line(`      rien d’écrit dans ${repository}`);
      const differences = [
        ...failed,
        ...compare(expected, after, words),
        ...[...written].map((repository) => `aucune écriture attendue dans ${repository}`),
      ];
      narrator.verdict(differences);
      const played = { number, before, after, differences };
      before = after;
      return played;
    },
  };
}

/** Plays the steps one after the other; `between` is awaited before each but the first. */
export async function runTour(
  steps: readonly Step[],
  ports: TourPorts,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<TourResult> {
  const tour = createTour(steps, ports);
  const differences: string[] = [];
  let number = 0;
  let failedSteps = 0;
  for (const [index, { who, does }] of steps.entries()) {
    if (index > 0) await between();
    const played = await tour.next();
    number = played.number;
    failedSteps += played.differences.length === 0 ? 0 : 1;
    differences.push(...played.differences.map((difference) => `étape ${index + 1} (${who} ${does}) : ${difference}`));
  }
  return { number, steps: steps.length, failedSteps, differences };
}

/** People read what was edited before they act. GitHub tells its times in whole seconds: of two acts within one, the App cannot know which came first. */
export function untilNextSecond(): Promise<void> {
  return wait(1_000 - (Date.now() % 1_000));
}

async function attempt(work: () => Promise<void>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Repositories that should have been left alone, and were not. */
function touched({ untouched = [] }: Expected, calls: readonly Call[]): ReadonlySet<string> {
  const writes = calls.filter(({ kind }) => kind === 'write' || kind === 'content');
  return new Set(untouched.filter((repository) => writes.some(({ path }) => path.startsWith(`/repos/${repository}/`))));
}

function compare(expected: Expected, { state, labels }: DossierView, words: string): readonly string[] {
  const phases = labels.filter((label) => label.startsWith('phase:'));
  const plain = words.replaceAll('\u00a0', ' ');
  return [
    ...(state === expected.state ? [] : [`ticket ${expected.state} attendu, ${state} trouvé`]),
    ...(phases.join() === expected.phase ? [] : [`étiquette « ${expected.phase} » seule attendue, « ${phases.join(', ')} » trouvée`]),
    ...expected.labels.filter((label) => !labels.includes(label)).map((label) => `étiquette « ${label} » attendue`),
    ...expected.says.filter((word) => !plain.includes(word)).map((word) => `« ${word} » attendu dans ce que l’application écrit`),
  ];
}
