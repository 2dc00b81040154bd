import { draw, pick } from './chance.ts';
import { authors, owner, serviceTeam, stranger } from './population.ts';

/** What somebody does to a dossier. */
export type Act =
  | { readonly does: 'open'; readonly answers: AnswersName }
  | { readonly does: 'edit'; readonly answers: AnswersName }
  | { readonly does: 'say'; readonly text: string }
  | { readonly does: 'label'; readonly names: readonly string[] }
  | { readonly does: 'unlabel'; readonly name: string }
  /** Ticks the first open boxes of a checklist. */
  | { readonly does: 'tick'; readonly phase: string; readonly boxes: number }
  | { readonly does: 'close' | 'reopen' }
  /** Deletes a comment of the App, or writes in it. */
  | { readonly does: 'delete' | 'deface'; readonly slot: string }
  | { readonly does: 'merge' | 'refuse-pull' | 'push' }
  | { readonly does: 'run'; readonly conclusion: 'success' | 'failure' };

export const answersNames = ['complete', 'incomplete', 'changed', 'more flows'] as const;
export type AnswersName = (typeof answersNames)[number];

export interface Step {
  /** Milliseconds after the begin of the run. */
  readonly at: number;
  readonly by: string;
  readonly act: Act;
}

export interface StoryOptions {
  readonly seed: number;
  /** Place of the dossier in the run, from 1. */
  readonly place: number;
  /** How many dossiers share a repository, and so what happens in it: their scenes take turns. */
  readonly sharing: number;
  /** Milliseconds between two scenes: long enough for the App to come to rest, whatever happened to it. */
  readonly pace: number;
  /** A whole life has some twenty scenes; a brisk one, of the same kinds, half as many; a short one begins so, and stops; plain ones hold no chance, one up to OVH and one from there to the end. */
  readonly length: StoryLength;
}

export const storyLengths = ['whole', 'brisk', 'short', 'plain', 'plain-end'] as const;
export type StoryLength = (typeof storyLengths)[number];

const SHORT = 5;
const MINUTE = 60_000;

type Scene = readonly { readonly by: string; readonly act: Act }[];

/** What happens to one dossier, from its opening on, by the seed alone. Acts of one scene follow each other within seconds, or come in the same second. */
export function storyOf({ seed, place, sharing, pace, length }: StoryOptions): readonly Step[] {
  const random = draw(seed, 'story', place);
  const author = pick(authors, random());
  const cast: Cast = { author, camille: serviceTeam[0], sacha: serviceTeam[1], random };
  // Without chance, so that a life holds few calls beside those of what happens.
  const isPlain = length.startsWith('plain');
  const begin = isPlain ? MINUTE : Math.floor(random() * pace);
  const turn = (place - 1) % sharing;
  const steps: Step[] = [];
  let at = begin;
  for (const [rank, scene] of scenesOf(length, cast).entries()) {
    if (sharing > 1) at = Math.floor((rank * sharing + turn + 1 + random() * 0.3) * 1.5 * pace);
    let within = 0;
    for (const { by, act } of scene) {
      steps.push({ at: at + within, by, act });
      within += random() < 0.4 ? 0 : Math.floor(random() * 20_000);
    }
    at += pace + (isPlain ? 0 : Math.floor(random() * pace * 0.5));
  }
  return steps;
}

interface Cast {
  readonly author: string;
  readonly camille: string;
  readonly sacha: string;
  readonly random: () => number;
}

function scenesOf(length: StoryLength, cast: Cast): readonly Scene[] {
  switch (length) {
    case 'whole':
      return wholeLife(cast);
    case 'brisk':
      return briskLife(cast);
    case 'short':
      return briskLife(cast).slice(0, SHORT);
    case 'plain':
      return plainLife(cast);
    case 'plain-end':
      return plainEnd(cast);
    default:
      return length satisfies never;
  }
}

const says = (by: string, text: string): Scene => [{ by, act: { does: 'say', text } }];

function wholeLife(cast: Cast): readonly Scene[] {
  const { author, camille, sacha, random } = cast;
  const aside = (): readonly Scene[] => (random() < 0.6 ? [pick(asides, random())(cast)] : []);
  const complete = random() < 0.6;
  const story: Scene[] = [[{ by: author, act: { does: 'open', answers: complete ? 'complete' : 'incomplete' } }], ...aside()];
  if (!complete) {
    if (random() < 0.5) story.push([{ by: camille, act: { does: 'label', names: ['phase: OVH'] } }]);
    story.push([{ by: author, act: { does: 'edit', answers: 'complete' } }], ...aside());
  }
  if (random() < 0.3) story.push(pick(wrongMoves, random())(cast));
  story.push([{ by: camille, act: { does: 'label', names: ['phase: OVH'] } }], ...aside());
  if (random() < 0.8) story.push([{ by: author, act: { does: 'merge' } }]);
  else story.push([{ by: author, act: { does: 'refuse-pull' } }]);
  if (random() < 0.5) story.push([{ by: author, act: { does: 'run', conclusion: 'failure' } }]);
  story.push([{ by: author, act: { does: 'run', conclusion: 'success' } }], ...aside());
  story.push([{ by: sacha, act: { does: 'tick', phase: 'ovh', boxes: 1 + Math.floor(random() * 3) } }]);
  story.push(says(author, '/fait images-docker console-depots'), ...aside());
  if (random() < 0.6)
    story.push(
      [{ by: author, act: { does: 'edit', answers: pick(['changed', 'more flows'] as const, random()) } }],
      says(sacha, '/valider tous'),
    );
  if (random() < 0.4) story.push([{ by: camille, act: { does: 'label', names: ['phase: Cloud π native'] } }]);
  if (random() < 0.2)
    return [
      ...story,
      [{ by: author, act: { does: 'close' } }],
      ...(random() < 0.5 ? [[{ by: camille, act: { does: 'reopen' } } as const]] : []),
    ];
  story.push(says(camille, '/forcer cloud-pi-native jalon ministériel'), ...aside());
  if (random() < 0.7) story.push([{ by: author, act: { does: 'merge' } }]);
  story.push(says(sacha, '/forcer ouverture-de-flux calendrier tenu'), ...aside());
  story.push(
    says(camille, '/flux tous demandé REQ-2027-118'),
    says(camille, '/flux tous ouvert'),
    says(author, '/flux tous testé'),
    ...aside(),
  );
  if (random() < 0.25) return [...story, [{ by: camille, act: { does: 'label', names: ['phase: prérequis'] } }]];
  story.push(says(camille, '/forcer embarque décidé en comité'));
  return random() < 0.2 ? [...story, [{ by: camille, act: { does: 'reopen' } }], ...aside()] : story;
}

/** The gates are forced, so that a few scenes lead from the opening to the end. */
function briskLife(cast: Cast): readonly Scene[] {
  const { author, camille, sacha, random } = cast;
  const answers = random() < 0.5 ? 'complete' : 'incomplete';
  return [
    [{ by: author, act: { does: 'open', answers } }],
    pick(wrongMoves, random())(cast),
    pick(asides, random())(cast),
    says(camille, '/forcer ovh décidé en comité'),
    [{ by: author, act: { does: random() < 0.8 ? 'merge' : 'refuse-pull' } }],
    [{ by: author, act: { does: 'run', conclusion: random() < 0.5 ? 'success' : 'failure' } }],
    [{ by: sacha, act: { does: 'tick', phase: 'ovh', boxes: 2 } }],
    says(author, '/fait images-docker'),
    pick(asides, random())(cast),
    ...(random() < 0.7 ? [says(camille, '/forcer embarque décidé en comité')] : [[{ by: author, act: { does: 'close' } } as const]]),
  ];
}

/** One thing of each kind: a form to complete, a label refused, another accepted with its pull request, a command, a box. */
function plainLife({ author, camille, sacha }: Cast): readonly Scene[] {
  return [
    [{ by: author, act: { does: 'open', answers: 'incomplete' } }],
    [{ by: camille, act: { does: 'label', names: ['phase: OVH'] } }],
    [{ by: author, act: { does: 'edit', answers: 'complete' } }],
    [{ by: camille, act: { does: 'label', names: ['phase: OVH'] } }],
    says(author, '/statut'),
    [{ by: sacha, act: { does: 'tick', phase: 'ovh', boxes: 1 } }],
  ];
}

/** What follows in OVH, one thing of each kind: a pull request, runs, flows, a question sent back and corrected, the end, and the issue opened again. */
function plainEnd({ author, camille, sacha }: Cast): readonly Scene[] {
  return [
    [{ by: author, act: { does: 'open', answers: 'complete' } }],
    says(camille, '/forcer ovh décidé en comité'),
    [{ by: author, act: { does: 'merge' } }],
    [{ by: author, act: { does: 'run', conclusion: 'failure' } }],
    [{ by: author, act: { does: 'run', conclusion: 'success' } }],
    [...says(sacha, '/flux tous demandé REQ-2027-118'), ...says(sacha, '/a-preciser sauvegarde conservée où ?')],
    [{ by: author, act: { does: 'edit', answers: 'changed' } }],
    says(camille, '/forcer embarque décidé en comité'),
    [{ by: camille, act: { does: 'reopen' } }],
  ];
}

/** What happens beside the story, and changes nothing of it. */
const asides: readonly ((cast: Cast) => Scene)[] = [
  ({ author }) => says(author, '/statut'),
  ({ author }) => says(author, '/aide'),
  ({ author }) => says(author, '/verifier'),
  ({ author }) => says(author, '/pourquoi ovh'),
  ({ author }) => says(author, '/satut'),
  ({ author }) => says(author, 'Merci, nous regardons cela.'),
  ({ author }) => says(author, '/miroir'),
  ({ sacha }) => says(sacha, '/diagnostic'),
  ({ author }) => says(author, '/etapes'),
  ({ author, camille }) => [...says(author, '/statut'), ...says(camille, '/pourquoi cloud-pi-native')],
  ({ author }) => [...says(author, '/statut\n\n/fait images-docker'), ...says(stranger, '/fait images-docker')],
  () => says(stranger, '/forcer embarque pour voir'),
  () => says(stranger, 'Bonjour, ce projet m’intéresse.'),
  ({ camille }) => [...says(camille, '/pause congés'), ...says(camille, '/reprendre')],
  ({ sacha }) => says(sacha, '/sans-objet certificats fournis par la plateforme'),
  ({ camille }) => says(camille, '/equipe @paul-visiteur'),
  () => [{ by: owner, act: { does: 'label', names: ['phase: embarqué'] } }],
  ({ camille }) => [{ by: camille, act: { does: 'unlabel', name: 'phase: prérequis' } }],
  ({ author }) => [{ by: author, act: { does: 'push' } }],
  () => [{ by: owner, act: { does: 'deface', slot: 'status' } }],
  () => [{ by: owner, act: { does: 'delete', slot: 'checks' } }],
];

const wrongMoves: readonly ((cast: Cast) => Scene)[] = [
  () => [{ by: owner, act: { does: 'label', names: ['phase: OVH'] } }],
  ({ camille }) => [{ by: camille, act: { does: 'label', names: ['phase: Cloud π native'] } }],
  ({ camille }) => [{ by: camille, act: { does: 'label', names: ['phase: OVH', 'phase: Cloud π native'] } }],
];
