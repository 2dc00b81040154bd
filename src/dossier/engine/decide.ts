import { assessItems, assessPrerequisites, assessRevalidations } from '../assess.ts';
import { bindAuthorisations, isGranting } from '../authorisations.ts';
import { dayAfter, earliest } from '../../words/calendar.ts';
import { assessChecks } from '../checks/assess-checks.ts';
import { wantReports, watchChecks } from '../checks/plan-checks-comment.ts';
import type { Draft } from './draft.ts';
import { type Facts, phaseOf, readFacts, readForm, sameLabel } from '../facts.ts';
import { assessFlows, showsFlows } from '../flows/assess-flows.ts';
import { changeLabels, labelsOfClosed } from './labels.ts';
import { assessMirrors, wantPulls } from '../mirror/assess-mirrors.ts';
import { watchMirrors } from '../mirror/plan-mirror-comments.ts';
import { nextPhase } from '../next-phase.ts';
import { readNamings } from '../namings.ts';
import type { Needs, Observation } from '../observation.ts';
import { noNeeds, openQuestions } from './open-questions.ts';
import { playInbox, withNote } from './inbox.ts';
import type { Plan, StatusView } from '../plan.ts';
import { restoreState } from './restore-state.ts';
import { remind } from './reminders.ts';
import { enteredAt, waitingFor } from '../standing.ts';
import type { DossierState } from '../state.ts';
import { addressees, assessTeam } from '../team.ts';
import { readTicks, showTicks } from './ticks.ts';
import { contestedLabels, tellContested } from './contested-labels.ts';
import { limitComments } from './limit-comments.ts';
import { wantClosedComments, wantComments } from './wanted-comments.ts';

/** A plan, or what must be read first to make one. */
export type Decision = { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'needs'; readonly needs: Needs };

/**
 * Decides everything for one dossier, from what was observed and the time alone: same input, same plan. Where a rule needs something that was not
 * read (who may move a phase, what a label was called), the answer is what to read; it is asked at most a few times, because each need leads on.
 */
export function decide(observation: Observation, now: string): Decision {
  const reading = readForm(observation);
  const namings = readNamings(observation, reading.answers);
  if (namings === null) return { kind: 'needs', needs: { ...noNeeds, bodyHistory: true } };
  const { ask, needs } = openQuestions(observation, namings);
  const facts = readFacts(observation, now, { reading, namings, ask });
  const before = restoreState(facts);
  const draft = follow(facts, startFrom(observation, before));
  const plan = !draft.state.followed
    ? unfollowedPlan(facts, draft)
    : observation.issue.open
      ? openPlan(facts, draft, before)
      : closedPlan(facts, draft);
  const missing = needs();
  return missing === null ? { kind: 'plan', plan } : { kind: 'needs', needs: missing };
}

function startFrom({ memory }: Observation, state: DossierState): Draft {
  return { state, comments: [], edits: [], waitingLabels: [], alarms: [], restored: memory.kind === 'lost' };
}

/** A dossier is followed while it carries its mark. The Service Team may take the mark off; it comes back where anybody else did, or where the label was deleted from the hub. */
function follow(facts: Facts, draft: Draft): Draft {
  const { observation, procedure } = facts;
  const mark = procedure.labels.dossier.name;
  const marked = observation.issue.labels.some((label) => sameLabel(label, mark));
  if (draft.state.followed === marked) return draft;
  const last = facts.ask.events().findLast((event) => 'label' in event && sameLabel(event.label, mark));
  // Nothing explains a mark that went with the label, deleted from the hub.
  const change = last !== undefined && (last.kind === 'labeled') === marked ? last : null;
  const by = change?.actor?.login ?? 'ghost';
  const left = !marked && change !== null && facts.ask.right(by).answer === 'yes';
  const kind = marked ? 'followed' : left ? 'unfollowed' : 'restored-label';
  const at = change?.at ?? observation.issue.updatedAt;
  return { ...draft, state: withNote({ ...draft.state, followed: !left }, { at, by, kind, about: mark, reason: null }) };
}

function openPlan(facts: Facts, start: Draft, before: DossierState): Plan {
  const bound = { ...start, state: bindAuthorisations(facts, start.state) };
  const played = watchChecks(facts, watchMirrors(facts, readTicks(facts, playInbox(facts, bound))));
  const draft = showTicks(facts, remind(facts, played));
  const labels = changeLabels(facts, draft.state, draft.waitingLabels);
  const contested = contestedLabels(facts, labels.add);
  const held = contested.filter(({ until }) => Date.parse(until) > Date.parse(facts.now));
  const wanted = [...wantComments(facts, draft, before), ...tellContested(facts, draft.state, contested)];
  const { comments, overflow, resumeAt } = limitComments(facts, draft.state, wanted);
  const close = mustClose(facts, draft.state) && resumeAt === null;
  const alarms = [
    ...(isGranting(facts, draft.state) ? [facts.now] : []),
    ...draft.alarms,
    ...held.map(({ until }) => until),
    ...waiverEnds(facts, draft.state),
    ...(resumeAt === null ? [] : [resumeAt]),
  ];
  const shared = common(facts, draft);
  return {
    ...shared,
    // As the next look will see it, so that it has nothing to write.
    status: close ? { ...shared.status, mode: 'closed', mirrors: [], checks: [] } : shared.status,
    labels: { ...labels, add: labels.add.filter((name) => held.every(({ label }) => label !== name)) },
    comments,
    overflow,
    pulls: wantPulls(facts, draft.state),
    reports: wantReports(facts, draft.state),
    close,
    again: earliest(alarms),
  };
}

/** Nothing moves on a closed dossier but what was asked before it was; commands are still answered, flows that are added are told, and its labels no longer say that somebody is waited for. */
function closedPlan(facts: Facts, start: Draft): Plan {
  const draft = playInbox(facts, start);
  const { comments, overflow, resumeAt } = limitComments(facts, draft.state, wantClosedComments(facts, draft));
  return {
    ...common(facts, draft),
    labels: labelsOfClosed(facts, draft.state),
    comments,
    overflow,
    pulls: [],
    reports: [],
    close: false,
    again: resumeAt,
  };
}

function unfollowedPlan(facts: Facts, draft: Draft): Plan {
  return {
    ...common(facts, draft),
    labels: labelsOfClosed(facts, draft.state),
    comments: [],
    overflow: [],
    pulls: [],
    reports: [],
    close: false,
    again: null,
  };
}

function common(facts: Facts, { state, edits, restored }: Draft): Pick<Plan, 'edits' | 'state' | 'status' | 'prerequisites'> {
  const kept = { ...state, label: phaseOf(facts.procedure, state.phase).label.name };
  const status = viewStatus(facts, kept, restored);
  return { edits, state: kept, status, prerequisites: status.prerequisites };
}

function viewStatus(facts: Facts, state: DossierState, restored: boolean): StatusView {
  const { procedure, observation, answers, unplaced, secrets } = facts;
  return {
    procedure,
    form: observation.form,
    to: addressees(facts, state),
    team: assessTeam(facts, state),
    mode: !state.followed ? 'unfollowed' : observation.issue.open ? 'open' : 'closed',
    phase: phaseOf(procedure, state.phase),
    since: enteredAt(state),
    waitingFor: state.followed ? waitingFor(facts, state) : null,
    next: nextPhase(facts, state),
    prerequisites: assessPrerequisites(facts, state),
    revalidations: assessRevalidations(facts, state),
    items: assessItems(facts, state, state.phase),
    mirrors: state.followed && observation.issue.open ? assessMirrors(facts, state) : [],
    checks: state.followed && observation.issue.open ? assessChecks(facts, state) : [],
    flows: showsFlows(facts, state) ? assessFlows(facts, state) : null,
    answers,
    unplaced,
    state,
    restored: restored || state.history[0]?.how === 'restored',
    secrets,
  };
}

/** The last phase closes the issue, once for each entry: an issue that somebody opens again stays open. */
function mustClose({ procedure, observation }: Facts, state: DossierState): boolean {
  if (!phaseOf(procedure, state.phase).closes) return false;
  const entered = Date.parse(enteredAt(state));
  return observation.events.every((event) => event.kind !== 'closed' || Date.parse(event.at) < entered);
}

/** Waivers end by themselves: the dossier is looked at again on the day after. */
function waiverEnds({ now }: Facts, state: DossierState): readonly string[] {
  return Object.values(state.waivers)
    .flatMap(({ until }) => (until === null ? [] : [dayAfter(until)]))
    .filter((end) => Date.parse(end) > Date.parse(now));
}
