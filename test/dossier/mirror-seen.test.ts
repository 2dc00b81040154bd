import { describe, expect, it } from 'vitest';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { merged, mirrorFile, run, seen } from './a-repository.ts';
import { inOvh } from './in-ovh.ts';
import { aBody, people } from './toy-hub.ts';

const otherMeans = { mirrors: [{ path: 'g.yml', by: 'trigger-api', advice: [] }] } as const;
const hidden: RepositoryReading = { kind: 'hidden', id: 1, name: 'demat-permis/api' };
const unreachable: RepositoryReading = { kind: 'unreachable' };

/** A dossier in a phase that mirrors `demat-permis/api` and others as GitHub shows them, and what the App says of that step once `api` shows otherwise. */
function mirroring(first: RepositoryReading, others: Readonly<Record<string, RepositoryReading>> = {}) {
  let api = first;
  const names = ['demat-permis/api', ...Object.keys(others)];
  const body = aBody({ 'depots-applicatifs': names.join('\n'), 'depots-infra': 'demat-permis/api' });
  const stage = inOvh({ body, see: (name) => others[name] ?? api });
  const saw = () => {
    const status = stage.plan().status.items.find(({ item }) => item.evidence === 'mirror-succeeded')?.status;
    return status?.kind === 'evidence' ? sentenceText(status.saw) : status?.kind;
  };
  const shows = (reading: RepositoryReading) => {
    api = reading;
    stage.reconcile();
    stage.reconcile();
  };
  return { stage, saw, shows };
}

describe('un dépôt accosté par la GitHub Action, puis par un autre moyen', () => {
  const web = seen({ id: 2, name: 'demat-permis/web', pull: merged, file: mirrorFile });

  it.each<[string, RepositoryReading]>([
    ['relu', seen(otherMeans)],
    ['hors de portée', unreachable],
  ])('%s, ne compte pas pour un autre qui n’a rien demandé', (_, then) => {
    const { saw, shows } = mirroring(seen({ pull: merged, file: mirrorFile, run }), { 'demat-permis/web': web });
    shows(seen(otherMeans));
    shows(then);
    expect(saw()).toBe('open');
  });
});

it('ce qu’un autre moyen prouvait dit que son dépôt ne peut plus être lu', () => {
  const { stage, saw, shows } = mirroring(seen(otherMeans));
  expect(saw()).toBe('copie demandée depuis 1 dépôt par un autre moyen');
  shows(unreachable);
  expect(saw()).toBe('copie demandée depuis 1 dépôt par un autre moyen, que l’application ne peut plus lire pour le moment');
  expect(stage.reconcile().writes).toBe(0);
});

it('parmi d’autres dépôts, il est dit combien ne peuvent plus être lus', () => {
  const web = seen({ id: 2, name: 'demat-permis/web', pull: merged, file: mirrorFile, run });
  const { saw, shows } = mirroring(seen(otherMeans), { 'demat-permis/web': web });
  shows(unreachable);
  expect(saw()).toContain('depuis 2 dépôts, dont 1 que l’application ne peut plus lire pour le moment, voir le dernier passage');
});

describe('l’autorisation d’un dépôt privé qui est accosté par un autre moyen', () => {
  const shown = seen({ ...otherMeans, private: true, namerWrites: 'no' });

  it.each<[string, RepositoryReading]>([
    ['qui reste caché', hidden],
    ['désormais hors de portée', unreachable],
  ])('retirée, emporte ce qu’elle montrait d’un dépôt %s', (_, then) => {
    const { stage, saw, shows } = mirroring(hidden);
    stage.comment(people.serviceTeam, '/autoriser demat-permis/api');
    stage.reconcile();
    shows(shown);
    expect(saw()).toBe('copie demandée depuis 1 dépôt par un autre moyen');
    if (then.kind === 'unreachable') shows(then);
    stage.comment(people.serviceTeam, '/autoriser demat-permis/api non');
    stage.reconcile();
    expect(saw()).toBe('open');
    shows(then);
    expect(saw()).toBe('open');
  });

  it('d’un autre dépôt, retirée, n’emporte rien', () => {
    const web = seen({ ...otherMeans, id: 2, name: 'demat-permis/web', namerWrites: 'no' });
    const { stage, saw, shows } = mirroring(seen(otherMeans), { 'demat-permis/web': web });
    stage.comment(people.serviceTeam, '/autoriser demat-permis/web');
    stage.reconcile();
    shows(unreachable);
    stage.comment(people.serviceTeam, '/autoriser demat-permis/web non');
    stage.reconcile();
    expect(saw()).toMatch(/depuis 2 dépôts par un autre moyen, dont 1 /);
  });

  it('donnée, ne rouvre pas l’étape le temps que le dépôt soit relu', () => {
    const { stage, saw, shows } = mirroring(seen(otherMeans));
    shows(hidden);
    expect(saw()).toContain('par un autre moyen');
    stage.comment(people.serviceTeam, '/autoriser demat-permis/api');
    const { plan } = stage.reconcile();
    expect(plan.status.items.find(({ item }) => item.evidence === 'mirror-succeeded')?.status.kind).toBe('evidence');
    shows(shown);
    expect(saw()).toBe('copie demandée depuis 1 dépôt par un autre moyen');
    shows(seen({ private: true, namerWrites: 'no' }));
    expect(saw()).toBe('open');
  });
});
