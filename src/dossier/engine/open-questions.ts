import { loginKey } from '../../words/login.ts';
import { repositoryKey } from '../../words/key.ts';
import { checksKey } from '../checks/sight.ts';
import type { Questions } from '../facts.ts';
import type { Namings, Needs, Observation, Right } from '../observation.ts';

/** What `decide` needs when it needs nothing. */
export const noNeeds: Needs = {
  rights: [],
  formerLabels: false,
  bodyHistory: false,
  accounts: [],
  diagnosis: null,
  repositories: [],
  checks: [],
};

/** Look-ups over what was observed; one that is missing counts as unverified for now, and is noted. A repository is asked about for whoever named it. */
export function openQuestions(observation: Observation, namings: Namings): { ask: Questions; needs: () => Needs | null } {
  const rights = new Set<string>();
  const accounts = new Set<string>();
  const repositories = new Set<string>();
  const checks = new Map<string, Needs['checks'][number]>();
  const namerOf = (name: string) => namings[repositoryKey(name)] ?? null;
  let diagnosis = false;
  let formerLabels = false;
  const notRead: Right = { answer: 'unverified', because: '', grant: '' };
  const ask: Questions = {
    right: (login) => {
      const known = observation.rights[login];
      if (known === undefined) rights.add(login);
      return known ?? notRead;
    },
    events: () => {
      const known = observation.formerLabels;
      if (known === null && observation.events.some((event) => 'label' in event)) formerLabels = true;
      return observation.events.map((event) => ('label' in event ? { ...event, label: known?.[event.id] ?? event.label } : event));
    },
    account: (login) => {
      const known = observation.accounts[loginKey(login)];
      if (known === undefined) accounts.add(loginKey(login));
      return known ?? null;
    },
    diagnosis: () => {
      if (observation.diagnosis === null) diagnosis = true;
      return observation.diagnosis;
    },
    repository: (name) => {
      const known = observation.repositories[repositoryKey(name)];
      if (known === undefined) repositories.add(name);
      return known ?? null;
    },
    checks: (request) => {
      const known = observation.checks[checksKey(request)];
      if (known === undefined) checks.set(checksKey(request), { ...request, namer: namerOf(request.name) });
      return known ?? null;
    },
  };
  const needs = () =>
    rights.size + accounts.size + repositories.size + checks.size === 0 && !diagnosis && !formerLabels
      ? null
      : {
          rights: [...rights],
          formerLabels,
          bodyHistory: false,
          accounts: [...accounts],
          diagnosis: diagnosis ? namings : null,
          repositories: [...repositories].map((name) => ({ name, namer: namerOf(name) })),
          checks: [...checks.values()],
        };
  return { ask, needs };
}
