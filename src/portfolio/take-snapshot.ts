import { lookUp } from '../words/look-up.ts';
import { isDone } from '../dossier/assess.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { countGiven } from '../dossier/due.ts';
import type { NextAct, Reread, StatusView } from '../dossier/plan.ts';
import type { FlowView } from '../flows/assess-flows.ts';
import { maskSecrets } from '../words/secrets.ts';
import { sentenceText } from '../words/sentence.ts';
import type { Findings, FlowSnapshot, PrerequisiteCounts, Snapshot } from './snapshot.ts';
import { takeGate } from './take-gate.ts';
import { takeHistory } from './take-history.ts';

/** What a snapshot is taken of: the dossier as the decision leaves it, what its status shows, and what only the reminders tell. */
export interface Subject {
  readonly dossier: Dossier;
  readonly status: Omit<StatusView, 'restored'>;
  readonly asleep: boolean;
  /** ISO. */
  readonly lastActivity: string;
}

/** The snapshot of a dossier. What the status does not show, of a dossier that is closed or not followed, is not looked for. */
export function takeSnapshot({ dossier, status, asleep, lastActivity }: Subject): Snapshot {
  const { observation, state, procedure } = dossier;
  const { issue, hub } = observation;
  return {
    hub: `${hub.owner}/${hub.repo}`,
    number: issue.number,
    title: maskSecrets(issue.title),
    url: issue.url,
    author: issue.author.login,
    mode: status.mode,
    phase: { id: status.phase.id, title: status.phase.title, since: status.since },
    clocks: status.clocks,
    next: nextAct(status),
    members: status.team.accounts,
    referents: status.team.referents,
    prerequisites: countPrerequisites(status),
    rereads: status.rereads.map(rereadOf),
    steps: { done: status.items.filter(isDone).length, total: status.items.length },
    gate: takeGate(dossier),
    deadline: status.deadline,
    flows: dossier.flows.declared.map(flowOf),
    findings: sumFindings(status),
    mirrors: countMirrors(status),
    questions: status.questions.map(({ by, at, url }) => ({ by, at, url })),
    waivers: endingWaivers(dossier),
    campaigns: status.campaigns.map(({ campaign: { id, title, until }, standing }) => ({ id, title, until, standing })),
    reminders: state.reminders,
    lastActivity,
    paused: state.paused,
    asleep,
    exposure: exposureOf(dossier),
    platforms: dossier.platforms.wanted.map(({ title }) => title),
    history: takeHistory(dossier, status.clocks),
    procedure,
  };
}

function nextAct({ mode, waitingFor, to, team, phase, due, items, rereads, next }: NextAct): NextAct {
  return { mode, waitingFor, to, team, phase, due, items, rereads, next };
}

function countPrerequisites({ due, rereads }: Pick<StatusView, 'due' | 'rereads'>): PrerequisiteCounts {
  const count = (wanted: string) => due.now.filter(({ status }) => status === wanted).length;
  return {
    now: countGiven(due.now),
    later: countGiven(due.later),
    missing: count('missing'),
    invalid: count('invalid'),
    promised: count('promised'),
    doubtful: rereads.length,
  };
}

function rereadOf({ prerequisite, doubts, change }: Reread): Snapshot['rereads'][number] {
  const changed = change === null ? [] : ['changée depuis qu’elle a été acceptée'];
  return { about: prerequisite.title, because: [...doubts.map(sentenceText), ...changed] };
}

function flowOf({ flow, status, steps, waiver }: FlowView): FlowSnapshot {
  const { id, zone, source, destination, protocol, ports } = flow;
  const content = { id, zone, source, destination, protocol, ports };
  if (waiver !== null) return { ...content, status: 'sans-objet', since: waiver.at, note: waiver.reason };
  const last = steps.at(-1);
  return { ...content, status, since: last?.at ?? null, note: last?.note ?? null };
}

function sumFindings({ checks }: Pick<StatusView, 'checks'>): Findings {
  const counts = checks.flatMap(({ summary }) => (summary === null ? [] : [summary.counts]));
  const sum = (key: keyof (typeof counts)[number]) => counts.reduce((total, count) => total + count[key], 0);
  return {
    repositories: checks.length,
    unread: checks.length - counts.length,
    blocking: sum('blocking'),
    breaking: sum('breaking'),
    audited: sum('audited'),
    undetermined: sum('undetermined'),
    conforming: sum('conforming'),
    asSeen: sum('asSeen'),
    ignored: sum('ignored'),
  };
}

function countMirrors({ mirrors }: Pick<StatusView, 'mirrors'>): Snapshot['mirrors'] {
  const kinds = mirrors.map(({ status }) => status.kind);
  return Object.fromEntries(kinds.map((kind) => [kind, kinds.filter((other) => other === kind).length]));
}

function endingWaivers({ state, procedure, today }: Dossier): Snapshot['waivers'] {
  const all = [
    ...Object.entries(state.waivers).map(([key, { until }]) => ({ about: titleOf(key, procedure), until })),
    ...state.ruleWaivers.map(({ rule, repository, until }) => ({ about: repository === null ? rule : `${rule} (${repository})`, until })),
  ];
  return all
    .flatMap(({ about, until }) => (until === null || until < today ? [] : [{ about, until }]))
    .toSorted((a, b) => a.until.localeCompare(b.until));
}

/** The title of the prerequisite or of the step that a waiver is about; the id of a flow. */
function titleOf(key: string, { prerequisites, phases }: Dossier['procedure']): string {
  const [phase, item] = key.split('/');
  const step = phases.find(({ id }) => id === phase)?.checklist.find(({ id }) => id === item);
  return step?.title ?? prerequisites.find(({ id }) => id === key)?.title ?? key;
}

/** The field of the form that asks by where the application is reached. */
const exposureField = 'exposition';

function exposureOf({ answers }: Dossier): readonly string[] {
  const answer = lookUp(answers, exposureField);
  if (typeof answer === 'string') return [maskSecrets(answer)];
  return Array.isArray(answer) ? answer.map(String) : [];
}
