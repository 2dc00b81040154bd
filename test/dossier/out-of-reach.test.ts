import { describe, expect, it } from 'vitest';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import type { HeadReading } from '../../src/dossier/checks/head-reading.ts';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { anEmptyHead, type Checkable, checkable, ciFileFor, merged, mirrorFile, run, seen } from './a-repository.ts';
import { inOvh } from './in-ovh.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const dockerfile = 'FROM docker.io/library/debian:12\nUSER 1000\nEXPOSE 8080\n';
const complete = { 'api/Dockerfile': dockerfile, '.gitlab-ci-dso.yml': ciFileFor('api/Dockerfile') };

/** A repository of these files, at a commit. */
function holding(name: string, files: Readonly<Record<string, string>>, commit = 'a'): InspectedRepository {
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
  const report = inspect({ paths: Object.keys(files), files: texts, unread: [] });
  return { id: 1, name, url: `https://github.test/${name}`, private: false, hasIssues: true, commit: commit.repeat(40), report };
}

/** A dossier in the phase that asks for Dockerfiles, whose two repositories the App has read; what GitHub shows of them changes by `shows`. */
function inPhase(procedure = defaults.procedure) {
  let shown: Readonly<Record<string, Checkable | HeadReading>> = {
    'org/api': holding('org/api', complete),
    'org/web': holding('org/web', complete),
  };
  const { check } = checkable((name) => shown[name] ?? ({ kind: 'unreachable' } as const));
  const body = aBody({ 'depots-applicatifs': 'org/api\norg/web', 'depots-infra': 'org/api' });
  const see = (name: string) => seen({ id: name === 'org/api' ? 1 : 2, name });
  const stage = createToyHub({ body, check, procedure, see });
  stage.reconcile();
  stage.reconcile();
  stage.comment(people.serviceTeam, '/forcer ovh essai');
  stage.reconcile();
  const standing = (id = 'dockerfiles') => stage.plan().status.items.find(({ item }) => item.id === id)?.status;
  const saw = (id?: string) => {
    const status = standing(id);
    return status?.kind === 'evidence' ? sentenceText(status.saw) : status?.kind;
  };
  const shows = (change: typeof shown) => {
    shown = { ...shown, ...change };
    stage.reconcile();
    stage.reconcile();
  };
  return { stage, saw, shows };
}

const obstacles: readonly (readonly [string, HeadReading | Checkable])[] = [
  ['l’application n’y est plus, ou il n’existe plus', { kind: 'unreachable' }],
  ['GitHub refuse ce qui doit être lu', { kind: 'unreadable', namerWrites: 'yes' }],
  // Said as of one that is no more: nobody learns that it is private.
  ['il est privé, sans qui l’a inscrit', { ...holding('org/web', complete), private: true, namerWrites: 'no' }],
];

describe.each(obstacles)('un dépôt qui a été lu, puis %s', (_, obstacle) => {
  it('laisse ses étapes comme elles ont été vues, et le dit ; le portefeuille les compte toujours', () => {
    const { stage, saw, shows } = inPhase();
    expect([saw(), saw('fichier-ci')]).toEqual(['Dockerfile trouvé dans 2 dépôts', '.gitlab-ci-dso.yml trouvé dans 2 dépôts']);
    const { steps } = stage.plan().snapshot;
    shows({ 'org/web': obstacle });
    expect(saw()).toBe('Dockerfile trouvé dans 2 dépôts, dont 1 que l’application ne peut plus lire pour le moment');
    shows({ 'org/api': obstacle });
    expect(saw('fichier-ci')).toBe('.gitlab-ci-dso.yml trouvé dans 2 dépôts, que l’application ne peut plus lire pour le moment');
    expect(stage.plan().snapshot.steps).toEqual(steps);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('est montré comme il est quand il revient, et ne coûte pas d’autre commentaire', () => {
    const { stage, saw, shows } = inPhase();
    const before = stage.toldIn('checklist/ovh');
    shows({ 'org/web': obstacle });
    shows({ 'org/web': holding('org/web', complete) });
    expect(saw()).toBe('Dockerfile trouvé dans 2 dépôts');
    expect(stage.toldIn('checklist/ovh')).toBe(before);
    shows({ 'org/web': obstacle });
    shows({ 'org/web': holding('org/web', { 'README.md': '# Un dépôt' }, 'b') });
    expect(saw()).toBe('open');
  });

  it('n’est plus dit « pas encore vérifié » là où une phase demande des vérifications conformes', () => {
    const { stage, shows } = inPhase({ ...defaults.procedure, checks: { ...defaults.procedure.checks, mode: 'require' } });
    shows({ 'org/web': obstacle });
    stage.comment(people.serviceTeam, '/pourquoi');
    const { plan } = stage.reconcile();
    const told = JSON.stringify(plan.comments);
    expect(told).toContain(' : non vérifiable pour le moment');
    expect(told).not.toContain('pas encore vérifié');
  });
});

it('l’autorisation d’un autre dépôt, retirée, laisse ce qui a été vu d’un dépôt hors de portée', () => {
  const { stage, saw, shows } = inPhase();
  shows({ 'org/web': { kind: 'unreachable' } });
  stage.comment(people.serviceTeam, '/autoriser org/api');
  stage.reconcile();
  expect(stage.state().authorised).toHaveLength(1);
  stage.comment(people.serviceTeam, '/autoriser org/api non');
  stage.reconcile();
  expect(stage.state().authorised).toEqual([]);
  expect(saw()).toBe('Dockerfile trouvé dans 2 dépôts, dont 1 que l’application ne peut plus lire pour le moment');
});

it('un dépôt jamais lu ne coche rien', () => {
  const { check } = checkable(() => ({ kind: 'unreachable' }) as const);
  const stage = createToyHub({ body: aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'org/api' }), check });
  for (const _ of [1, 2]) stage.reconcile();
  stage.comment(people.serviceTeam, '/forcer ovh essai');
  stage.reconcile();
  expect(stage.plan().status.items.find(({ item }) => item.id === 'dockerfiles')?.status.kind).toBe('open');
});

it('un dépôt vide, ou au-delà du vingtième, n’est pas dit « non vérifiable pour le moment »', () => {
  const names = Array.from({ length: 21 }, (_, index) => `org/depot-${index + 1}`);
  const { check } = checkable(anEmptyHead);
  const procedure = { ...defaults.procedure, checks: { ...defaults.procedure.checks, mode: 'require' } } as const;
  const stage = createToyHub({ body: aBody({ 'depots-applicatifs': names.join('\n'), 'depots-infra': 'org/depot-1' }), check, procedure });
  for (const _ of [1, 2]) stage.reconcile();
  stage.comment(people.serviceTeam, '/forcer ovh essai');
  stage.reconcile();
  stage.comment(people.serviceTeam, '/pourquoi');
  const told = JSON.stringify(stage.reconcile().plan.comments);
  expect(told).toContain(' : vide, il sera vérifié à son premier envoi');
  expect(told).toContain(' : non vérifié, l’application vérifie vingt dépôts par dossier au plus');
  expect(told).not.toContain('non vérifiable pour le moment');
});

it('un dépôt que l’application lit vide n’a plus ce qu’il avait', () => {
  const { stage, saw, shows } = inPhase();
  shows({ 'org/web': anEmptyHead('org/web') });
  expect(saw()).toBe('open');
  expect(stage.reconcile().writes).toBe(0);
});

describe.each<[string, RepositoryReading]>([
  ['hors de portée', { kind: 'unreachable' }],
  ['refusé par GitHub', { kind: 'unreadable', because: 'GitHub a répondu 403', namerWrites: 'yes' }],
])('l’accostage d’un dépôt, ensuite %s', (_, obstacle) => {
  const otherMeans = seen({ mirrors: [{ path: 'g.yml', by: 'trigger-api', advice: [] }] });
  const body = aBody({ 'depots-applicatifs': 'demat-permis/api', 'depots-infra': 'demat-permis/api' });

  /** The step of the mirror, as it stands after each of these readings. */
  function steps(readings: readonly RepositoryReading[]): readonly (string | undefined)[] {
    let reading: RepositoryReading = { kind: 'unreachable' };
    const stage = inOvh({ body, see: () => reading });
    return readings.map((now) => {
      reading = now;
      stage.reconcile();
      const status = stage.plan().status.items.find(({ item }) => item.evidence === 'mirror-succeeded')?.status;
      expect(stage.reconcile().writes).toBe(0);
      return status?.kind;
    });
  }

  it.each([
    ['par un autre moyen', otherMeans],
    ['par la GitHub Action', seen({ pull: merged, file: mirrorFile, run })],
  ])('%s, reste comme il a été vu', (__, reading) => {
    expect(steps([obstacle, reading, obstacle])).toEqual(['open', 'evidence', 'evidence']);
  });

  it('par un autre moyen qui n’y est plus : l’étape est à faire, et le reste', () => {
    expect(steps([otherMeans, seen(), obstacle])).toEqual(['evidence', 'open', 'open']);
  });
});

it.each<[string, RepositoryReading, string]>([
  ['dont la copie a été demandée', seen({ pull: merged, file: mirrorFile, run }), 'en place dans 2 dépôts sur 2, copie demandée depuis 1'],
  [
    'qui attendait',
    seen({ pull: merged, file: mirrorFile }),
    'en place dans 1 dépôt sur 2, copie demandée depuis 0 ; 1 que l’application ne peut pas lire pour le moment',
  ],
])('l’avancement de l’accostage compte encore un dépôt %s, ou dit qu’il ne peut être lu', (_, first, expected) => {
  let api: RepositoryReading = first;
  const waiting = seen({ id: 2, name: 'demat-permis/web', pull: merged, file: mirrorFile });
  const body = aBody({ 'depots-applicatifs': 'demat-permis/api\ndemat-permis/web', 'depots-infra': 'demat-permis/api' });
  const stage = inOvh({ body, see: (name) => (name.endsWith('/api') ? api : waiting) });
  api = { kind: 'unreachable' };
  stage.reconcile();
  const status = stage.plan().status.items.find(({ item }) => item.evidence === 'mirror-succeeded')?.status;
  expect(status?.kind === 'open' && sentenceText(status.progress ?? [])).toBe(expected);
});
