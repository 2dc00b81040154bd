import { sameLabel } from '../../words/label.ts';
import type { Dossier } from '../dossier.ts';
import { dossierAt } from '../dossier-at.ts';
import { shownAnswers, shownLacking } from '../answer-memory.ts';
import { bindNames } from '../bind-names.ts';
import { bindAuthorisations, isGranting } from '../authorisations.ts';
import { callServiceTeam, goneCalls } from './call-service-team.ts';
import { dayAfter, earliest } from '../../words/calendar.ts';
import { wantFixes } from '../checks/assess-fixes.ts';
import { hurriedChecks } from '../checks/assess-checks.ts';
import { wantReports, watchChecks } from '../checks/plan-checks-comment.ts';
import { hurriedRuns, wantRuns } from '../checks/plan-runs.ts';
import type { Draft } from './draft.ts';
import { readFacts, readForm } from '../facts.ts';
import { showsFlows } from '../../flows/assess-flows.ts';
import { clocksOf } from './dossier-clocks.ts';
import { changeLabels, labelsOfClosed } from './labels.ts';
import { wantPulls } from '../mirror/assess-mirrors.ts';
import { readMirrorOptions } from '../mirror/mirror-options.ts';
import { watchMirrors } from '../mirror/plan-mirror-comments.ts';
import { noteAnswers } from './note-answers.ts';
import { readNamings } from '../namings.ts';
import type { Needs, Observation } from '../observation.ts';
import { isOfRepositories, noNeeds, openQuestions } from './open-questions.ts';
import { playInbox, withNote } from './inbox.ts';
import { newestOfFamilies } from '../own-comments.ts';
import type { Plan, StatusView } from '../plan.ts';
import { noteRestored } from './restored-labels.ts';
import { restoreState } from './restore-state.ts';
import { isPromised } from '../prerequisite.ts';
import { followRenamed } from '../renamed-repositories.ts';
import { remindPromises } from './promises.ts';
import { goneRefusals, withoutGone } from './refusals.ts';
import { forgetReminders, isAsleep, lastActivity, remind } from './reminders.ts';
import { dossierPath } from '../../portfolio/dossier-path.ts';
import { takeSnapshot } from '../../portfolio/take-snapshot.ts';
import { addressees } from '../team.ts';
import { readTicks, showTicks } from './ticks.ts';
import { contestedLabels, tellContested, unlessContested } from './contested-labels.ts';
import { unlessWrittenAgain } from './rests.ts';
import { assessCampaigns } from '../campaigns.ts';
import { campaignAlarms } from './tell-campaigns.ts';
import { limitComments } from './limit-comments.ts';
import { goneComments, wantClosedComments, wantComments } from './wanted-comments.ts';

/** A plan, or what must be read first to make one. */
export type Decision = { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'needs'; readonly needs: Needs };

/**
 * Decides everything for one dossier, from what was observed and the time alone: same input, same plan. Where a rule needs something that was not
 * read (who may move a phase, what a label was called), the answer is what to read; it is asked at most a few times, because each need leads on.
 */
export function decide(observation: Observation, now: string): Decision {
  const { plan, missing } = draw(observation, now);
  return plan !== null && missing === null ? { kind: 'plan', plan } : { kind: 'needs', needs: missing ?? noNeeds };
}

/**
 * The plan by what a dossier holds itself, its repositories being as it remembers them: what is shown of it until they are read. Null where something else must be
 * read.
 */
export function decideUnread(observation: Observation, now: string): Plan | null {
  const { plan, missing } = draw(observation, now);
  return missing === null || isOfRepositories(missing) ? plan : null;
}

/** A plan by what was read, and what must be read before it counts; none where not even that can be told. */
function draw(observation: Observation, now: string): { readonly plan: Plan | null; readonly missing: Needs | null } {
  const reading = readForm(observation);
  const namings = readNamings(observation, reading);
  if (namings === null) return { plan: null, missing: { ...noNeeds, bodyHistory: true } };
  const mirrorOptions = readMirrorOptions({ procedure: observation.procedure, answers: reading.answers });
  const { ask, needs } = openQuestions(observation, { namings, branches: mirrorOptions.branches });
  const facts = readFacts(observation, now, { reading, namings, mirrorOptions, ask });
  const draft = follow(startFrom(dossierAt(facts, restoreState(facts))));
  return { plan: planOf(draft), missing: needs() };
}

function startFrom(dossier: Dossier): Draft {
  const restored = dossier.observation.memory.kind === 'lost';
  return { dossier, comments: [], reactions: [], edits: [], waitingLabels: [], alarms: [], found: dossier.state, restored };
}

/** A dossier is followed while it carries its mark. The Service Team may take the mark off; it comes back where anybody else did, or where the label was deleted from the hub. */
function follow(draft: Draft): Draft {
  const { observation, procedure, ask, state } = draft.dossier;
  const mark = procedure.labels.dossier.name;
  const marked = observation.issue.labels.some((label) => sameLabel(label, mark));
  if (state.followed === marked) return draft;
  const last = ask.events().findLast((event) => 'label' in event && sameLabel(event.label, mark));
  // Nothing explains a mark that went with the label, deleted from the hub.
  const change = last !== undefined && (last.kind === 'labeled') === marked ? last : null;
  const by = change?.actor?.login ?? 'ghost';
  const left = !marked && change !== null && ask.right(by).answer === 'yes';
  const kind = marked ? 'followed' : left ? 'unfollowed' : 'restored-label';
  const at = change?.at ?? observation.issue.updatedAt;
  const noted = withNote({ ...state, followed: !left }, { at, by, kind, about: mark, reason: null });
  return { ...draft, dossier: draft.dossier.at(noted) };
}

function planOf(draft: Draft): Plan {
  const { dossier } = draft;
  const plan = !dossier.state.followed ? unfollowedPlan(draft) : dossier.observation.issue.open ? openPlan(draft) : closedPlan(draft);
  const rested = unlessWrittenAgain(dossier, plan);
  // As the next look will see it, so that it has nothing to write.
  return rested.close ? { ...rested, status: { ...rested.status, mode: 'closed', mirrors: [], checks: [] } } : rested;
}

function openPlan(start: Draft): Plan {
  const bound = { ...start, dossier: bindNames(followRenamed(bindAuthorisations(start.dossier))) };
  const played = watchChecks(watchMirrors(readTicks(noteRestored(noteAnswers(playInbox(bound))))));
  const draft = showTicks(callServiceTeam(remind(remindPromises(played))));
  const { dossier } = draft;
  const changes = changeLabels(dossier, draft.waitingLabels);
  const contested = contestedLabels(dossier, changes);
  const { labels, waits } = unlessContested(dossier, changes, contested);
  const wanted = [...wantComments(draft, start.dossier), ...tellContested(dossier, contested)];
  const { comments, overflow, resumeAt } = limitComments(dossier, newestOfFamilies(withoutGone(dossier, wanted)));
  const close = mustClose(dossier) && resumeAt === null;
  const alarms = [
    ...(isGranting(dossier) ? [dossier.now] : []),
    ...draft.alarms,
    ...waits,
    ...waiverEnds(dossier),
    ...datesPass(dossier),
    ...questionsAge(dossier),
    ...campaignAlarms(dossier),
    ...hurriedChecks(dossier),
    ...hurriedRuns(dossier),
    ...(resumeAt === null ? [] : [resumeAt]),
  ];
  const shared = common(draft);
  return {
    ...shared,
    gone: [...shared.gone, ...goneComments(dossier, comments)],
    labels,
    comments,
    overflow,
    pulls: wantPulls(dossier),
    reports: wantReports(dossier),
    fixes: wantFixes(dossier),
    runs: wantRuns(dossier),
    close,
    again: earliest(alarms),
  };
}

/** Nothing moves on a closed dossier but what was asked before it was; commands are still answered, flows that are added are told, and its labels no longer say that somebody is waited for. */
function closedPlan(start: Draft): Plan {
  const draft = forgetReminders(noteAnswers(playInbox({ ...start, dossier: bindNames(start.dossier) })));
  const { dossier } = draft;
  const { comments, overflow, resumeAt } = limitComments(dossier, wantClosedComments(draft));
  const { labels, waits } = quietLabels(dossier);
  return {
    ...common(draft),
    labels,
    comments,
    overflow,
    pulls: [],
    reports: [],
    fixes: [],
    runs: [],
    close: false,
    again: earliest([...waits, ...questionsAge(dossier), ...campaignAlarms(dossier), ...(resumeAt === null ? [] : [resumeAt])]),
  };
}

/** Nobody is told of those that somebody contests. */
function quietLabels(dossier: Dossier): ReturnType<typeof unlessContested> {
  const changes = labelsOfClosed(dossier);
  return unlessContested(dossier, changes, contestedLabels(dossier, changes));
}

function unfollowedPlan(draft: Draft): Plan {
  const { labels, waits } = quietLabels(draft.dossier);
  return {
    ...common(draft),
    labels,
    comments: [],
    overflow: [],
    pulls: [],
    reports: [],
    fixes: [],
    runs: [],
    close: false,
    again: earliest(waits),
  };
}

function common(draft: Draft): Omit<Plan, 'labels' | 'comments' | 'overflow' | 'pulls' | 'reports' | 'fixes' | 'runs' | 'close' | 'again'> {
  const { dossier: drafted, reactions, edits, found, restored } = draft;
  const dossier = drafted.with({
    label: drafted.phase.label.name,
    answersShown: shownAnswers(drafted),
    lackingShown: shownLacking(drafted),
  });
  const { state, prerequisites } = dossier;
  const status = { ...viewStatus(dossier), restored: restored || state.history[0]?.how === 'restored' };
  const snapshot = takeSnapshot({ dossier, status, asleep: isAsleep(dossier), lastActivity: lastActivity(dossier) });
  const gone = [...goneRefusals(dossier), ...goneCalls(draft)];
  return { gone, reactions, edits, state, found, status, statusRests: false, prerequisites, snapshot };
}

function viewStatus(dossier: Dossier): Omit<StatusView, 'restored'> {
  const { procedure, observation, answers, remarks, unplaced, secrets, state } = dossier;
  const active = state.followed && observation.issue.open;
  return {
    procedure,
    form: observation.form,
    to: addressees(dossier),
    team: dossier.team,
    mode: !state.followed ? 'unfollowed' : observation.issue.open ? 'open' : 'closed',
    phase: dossier.phase,
    since: dossier.since,
    clocks: clocksOf(dossier),
    waitingFor: state.followed ? dossier.waitingFor : null,
    next: dossier.next,
    due: dossier.due,
    rereads: dossier.rereads,
    questions: state.followed ? dossier.questions : [],
    deadline: dossier.deadline,
    campaigns: assessCampaigns(dossier),
    items: dossier.items(state.phase),
    mirrors: active ? dossier.mirrors : [],
    mirrorMode: dossier.mirrorOptions.mode,
    checks: active ? dossier.checks : [],
    flows: showsFlows(dossier) ? dossier.flows : null,
    answers,
    remarks,
    unplaced,
    page: pageOf(observation),
    state,
    secrets,
  };
}

function pageOf({ pages, hub, issue: { number } }: Dossier['observation']): string | null {
  return pages === undefined ? null : `${pages}${dossierPath({ hub: `${hub.owner}/${hub.repo}`, number })}`;
}

/** The last phase closes the issue, once for each entry: an issue that somebody opens again stays open. */
function mustClose({ observation, phase, since }: Dossier): boolean {
  if (!phase.closes) return false;
  const entered = Date.parse(since);
  return observation.events.every((event) => event.kind !== 'closed' || Date.parse(event.at) < entered);
}

/** What the status says of a date changes once it is past: the next deadline, and an answer that was announced. */
function datesPass({ deadline, prerequisites }: Dossier): readonly string[] {
  const promised = prerequisites.filter(isPromised).map(({ until }) => until);
  return [...(deadline === null ? [] : [deadline.day]), ...promised].map(dayAfter);
}

/** What the status says of a question changes with each working day. A reaction, which may end it, wakes nobody: it is seen then. */
function questionsAge({ questions, today }: Dossier): readonly string[] {
  return questions.length === 0 ? [] : [dayAfter(today)];
}

/** Waivers end by themselves: the dossier is looked at again on the day after. */
function waiverEnds({ now, state }: Dossier): readonly string[] {
  return [...Object.values(state.waivers), ...state.ruleWaivers]
    .flatMap(({ until }) => (until === null ? [] : [dayAfter(until)]))
    .filter((end) => Date.parse(end) > Date.parse(now));
}
