import { sameLabel } from '../../words/label.ts';
import type { Phase } from '../../config/procedure.ts';
import { daysLater } from '../../words/calendar.ts';
import type { Dossier } from '../dossier.ts';
import { type Facts } from '../facts.ts';
import { sameLogin } from '../../words/login.ts';
import type { IssueEvent } from '../observation.ts';
import { phaseOfEvent } from './phase-of-event.ts';
import { lastRefused } from './refusals.ts';

type LabelEvent = Extract<IssueEvent, { kind: 'labeled' | 'unlabeled' }>;

/** A move that somebody asked for by setting the label of a phase. */
export interface LabelMove {
  readonly to: Phase;
  /** Who set the label and when; nobody can forge it. */
  readonly event: LabelEvent;
  /** Null for an account that is gone. */
  readonly by: string | null;
  /** `withdrawn`: its label was taken off again by whoever set it or by the Service Team, and the dossier was asked nowhere else meanwhile. */
  readonly standing: 'asked' | 'withdrawn';
}

/** What the phase labels and their events ask for since the last move that was judged. */
export type LabelMoves =
  /** In the order of the events, those too whose label is gone. */
  | { readonly kind: 'moves'; readonly moves: readonly LabelMove[] }
  /** GitHub shows a label and not yet the event that explains it: moves are judged in order, so all wait. */
  | { readonly kind: 'unexplained'; readonly lookAgain: string };

/** How long a label may stay without its event before it is taken off, in days: a minute. */
const PATIENCE = 1 / (24 * 60);

/**
 * Reads the moves asked by labels from the events, each as of when it was asked: a label that went again meanwhile, because somebody moved the dossier on by
 * hand or because the App was killed before it could say why it took it off, still asked something.
 */
export function readLabelMoves(dossier: Dossier): LabelMoves {
  const { issue, events: seen } = dossier.observation;
  const own = dossier.phase;
  const strange = dossier.procedure.phases.filter(
    ({ id, label }) => id !== own.id && issue.labels.some((name) => sameLabel(name, label.name)),
  );
  // Names that labels had then are read only where an event of today may ask something.
  if (strange.length === 0 && askedSince(dossier, seen).length === 0) return { kind: 'moves', moves: [] };
  const events = dossier.ask.events();
  const fresh = askedSince(dossier, events);
  const story = events.reduce(
    (before, event) => follow(before, { event, phase: phaseOfEvent(dossier, event), fresh, dossier }),
    begin(own),
  );
  if (strange.some(({ id }) => !story.present.has(id)) && isPatient(dossier))
    return { kind: 'unexplained', lookAgain: patienceEnds(dossier) };
  return { kind: 'moves', moves: story.pending === null ? story.moves : [...story.moves, settle(story.pending, story.gone)] };
}

/** The events by which somebody else than the App set the label of a phase after the last move that was judged. */
function askedSince(dossier: Dossier, events: readonly IssueEvent[]): readonly LabelEvent[] {
  const { lastMove } = dossier.state;
  const last = lastMove === null ? -1 : events.findIndex(({ id }) => id === lastMove);
  const lost = lastMove !== null && last === -1;
  const judged = lost ? lastRefused(dossier, events) : last;
  return events
    .slice(judged + 1)
    .filter(
      (event): event is LabelEvent =>
        event.kind === 'labeled' &&
        !sameLogin(event.actor?.login ?? '', dossier.observation.app) &&
        phaseOfEvent(dossier, event) !== null &&
        !(lost && isOld(dossier, event)),
    );
}

/** Where GitHub no longer shows the last event that was judged, the entry into the phase tells, and the App's last refusal. */
function isOld({ since }: Dossier, event: LabelEvent): boolean {
  return Date.parse(event.at) <= Date.parse(since);
}

/** The phase labels and what they ask for, as the events follow one another. */
interface Story {
  /** Ids of the phases whose label is on. */
  readonly present: ReadonlySet<string>;
  readonly moves: readonly LabelMove[];
  /** Asked last, and not passed over by another. */
  readonly pending: Omit<LabelMove, 'standing'> | null;
  /** Whether its label was taken off by whoever may, with no other one left: somebody on the way to another phase, if it comes. */
  readonly gone: boolean;
}

function begin(own: Phase): Story {
  return { present: new Set([own.id]), moves: [], pending: null, gone: false };
}

interface Step {
  readonly event: IssueEvent;
  readonly phase: Phase | null;
  readonly fresh: readonly LabelEvent[];
  readonly dossier: Dossier;
}

function follow(before: Story, { event, phase, fresh, dossier }: Step): Story {
  if (phase === null) return before;
  const { present, moves, pending } = before;
  if (event.kind === 'labeled') {
    const on = { ...before, present: new Set([...present, phase.id]) };
    if (!fresh.includes(event)) return on;
    const passed = pending === null ? [] : [{ ...pending, standing: 'asked' } as const];
    return { ...on, moves: [...moves, ...passed], pending: { to: phase, event, by: event.actor?.login ?? null }, gone: false };
  }
  const left = new Set([...present].filter((id) => id !== phase.id));
  const off = { ...before, present: left };
  if (pending?.to.id !== phase.id || !mayWithdraw(dossier, { event, by: pending.by })) return off;
  return left.size === 0 ? { ...off, gone: true } : { ...off, moves: [...moves, settle(pending, true)], pending: null };
}

/** What another automation, or a passer-by, takes off is asked all the same: later, the App would put it back. */
function mayWithdraw(dossier: Dossier, { event: { actor }, by }: { event: IssueEvent; by: string | null }): boolean {
  if (actor === null) return true;
  if (sameLogin(actor.login, dossier.observation.app)) return false;
  return sameLogin(actor.login, by ?? '') || dossier.ask.right(actor.login).answer === 'yes';
}

function settle(pending: Omit<LabelMove, 'standing'>, gone: boolean): LabelMove {
  return { ...pending, standing: gone ? 'withdrawn' : 'asked' };
}

function patienceEnds({ observation: { issue } }: Facts): string {
  return daysLater(issue.updatedAt, PATIENCE);
}

function isPatient(facts: Facts): boolean {
  return Date.parse(patienceEnds(facts)) > Date.parse(facts.now);
}
