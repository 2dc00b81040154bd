import type { Right } from '../../src/dossier/observation.ts';

/** Two of the Service Team, of the project, the assignee, of nobody, and one whose right GitHub does not tell. */
export const people = {
  serviceTeam: 'camille',
  colleague: 'fatou',
  author: 'lea',
  assignee: 'karim',
  stranger: 'eve',
  unverified: 'nina',
} as const;

/** Who may move a phase; nobody else. */
export const rights: Readonly<Record<string, Right>> = {
  [people.serviceTeam]: { answer: 'yes' },
  [people.colleague]: { answer: 'yes' },
  [people.unverified]: { answer: 'unverified', because: 'GitHub a répondu 403', grant: 'accorder « Members: read »' },
};
