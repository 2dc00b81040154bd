import { loginKey } from '../../words/login.ts';
import { repositoryKey } from '../../words/key.ts';
import type { FixesNeed } from '../checks/fixes-reading.ts';
import type { ReportNeed } from '../checks/head-reading.ts';
import type { Questions } from '../facts.ts';
import { headQuestions } from './head-questions.ts';
import type { IssueEvent, Namings, Needs, Observation, Right } from '../observation.ts';

/** What `decide` needs when it needs nothing. */
export const noNeeds: Needs = {
  rights: [],
  formerLabels: false,
  bodyHistory: false,
  accounts: [],
  diagnosis: null,
  teamReach: null,
  mirrors: [],
  heads: [],
  reports: [],
  fixes: [],
};

/** What the body says that a question goes with: whose word each repository is, and the branches to mirror. */
export interface AskedFor {
  readonly namings: Namings;
  readonly branches: readonly string[];
}

/** Look-ups over what was observed; one that is missing counts as unverified for now, and is noted. A repository is asked about for whoever named it. */
export function openQuestions(observation: Observation, { namings, branches }: AskedFor): { ask: Questions; needs: () => Needs | null } {
  const rights = new Set<string>();
  const accounts = new Set<string>();
  const mirrors = new Set<string>();
  const heads = headQuestions(observation, namings);
  const reports = reportQuestions(observation, namings);
  const fixes = fixesQuestions(observation);
  const namerOf = (name: string) => namings[repositoryKey(name)] ?? null;
  const lacking = { ...noNeeds };
  const ask: Questions = {
    right: (login) => {
      const known = observation.rights[login];
      if (known === undefined) rights.add(login);
      return known ?? notRead;
    },
    events: () => {
      if (observation.formerLabels === null && observation.events.some((event) => 'label' in event)) lacking.formerLabels = true;
      return withFormerLabels(observation);
    },
    account: (login) => {
      const known = observation.accounts[loginKey(login)];
      if (known === undefined) accounts.add(loginKey(login));
      return known ?? null;
    },
    teamReach: (comment) => {
      const known = observation.teamReach[comment];
      if (known === undefined) lacking.teamReach = comment;
      return known ?? null;
    },
    diagnosis: () => {
      if (observation.diagnosis === null) lacking.diagnosis = namings;
      return observation.diagnosis;
    },
    repository: (name) => {
      const known = observation.mirrors[repositoryKey(name)];
      if (known === undefined) mirrors.add(name);
      return known ?? null;
    },
    head: heads.ask,
    report: reports.ask,
    fixes: fixes.ask,
  };
  const needs = (): Needs | null => {
    const all: Needs = {
      ...lacking,
      rights: [...rights],
      accounts: [...accounts],
      mirrors: [...mirrors].map((name) => ({ name, namer: namerOf(name), branches })),
      heads: heads.needs(),
      reports: reports.needs(),
      fixes: fixes.needs(),
    };
    return isNothing(all) ? null : all;
  };
  return { ask, needs };
}

function reportQuestions(observation: Observation, namings: Namings): { ask: Questions['report']; needs: () => readonly ReportNeed[] } {
  const asked = new Map<string, ReportNeed>();
  return {
    ask: (name, commit, registries) => {
      const key = repositoryKey(name);
      const known = observation.reports[key];
      if (known?.commit === commit) return known.report;
      asked.set(key, { name, namer: namings[key] ?? null, commit, registries });
      return null;
    },
    needs: () => [...asked.values()],
  };
}

function fixesQuestions(observation: Observation): { ask: Questions['fixes']; needs: () => readonly FixesNeed[] } {
  const asked = new Map<string, FixesNeed>();
  return {
    ask: (need) => {
      const known = observation.fixes[repositoryKey(need.name)];
      if (known === undefined) asked.set(repositoryKey(need.name), need);
      return known ?? null;
    },
    needs: () => [...asked.values()],
  };
}

const notRead: Right = { answer: 'unverified', because: '', grant: '' };

function withFormerLabels({ events, formerLabels }: Observation): readonly IssueEvent[] {
  return events.map((event) => ('label' in event ? { ...event, label: formerLabels?.[event.id] ?? event.label } : event));
}

function isNothing({ rights, accounts, mirrors, heads, reports, fixes, diagnosis, teamReach, formerLabels }: Needs): boolean {
  const listed = rights.length + accounts.length + mirrors.length + heads.length + reports.length + fixes.length;
  return listed === 0 && diagnosis === null && teamReach === null && !formerLabels;
}
