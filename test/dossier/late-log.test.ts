import { expect, it } from 'vitest';
import type { MirrorRun, RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { keptFor } from '../../src/github/read-repository.ts';
import { merged, mirrorFile as file, run, seen } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const repository = 'demat-permis/api';
const pipeline = 'https://gitlab.exemple.gouv.fr/demat/mirror/-/pipelines/118';
const failed: MirrorRun = { ...run, succeeded: false, cause: 'jeton-refuse' };
const late = (one: MirrorRun): MirrorRun => ({ ...one, log: 'not-yet', cause: null, pipelines: [] });

/** A dossier in OVH at the end of a run, half past eleven; `shows` changes what is seen of the repository. */
function stageOf(first: MirrorRun) {
  let reading: RepositoryReading = seen({ pull: merged, file });
  const hub = createToyHub({ body: aBody({ 'depots-applicatifs': repository, 'depots-infra': repository }), see: () => reading });
  const shows = (next: MirrorRun) => {
    reading = seen({ pull: merged, file, run: { ...next, at: first.at } });
    return hub.reconcile();
  };
  hub.reconcile();
  hub.setLabel(people.serviceTeam, 'phase: OVH');
  hub.reconcile();
  hub.daysPass((Date.parse(first.at) - Date.parse(hub.clock())) / 86_400_000);
  const told = () => hub.commentIn('mirror-failure/9') ?? '';
  return { hub, shows, told };
}

const minutes = (count: number) => count / (24 * 60);

it('un journal qui n’arrive pas est demandé de nouveau avant que l’échec soit dit, et l’échec est dit une fois, avec sa cause', () => {
  const { hub, shows, told } = stageOf(failed);
  const { plan } = shows(late(failed));
  expect(told()).toBe('');
  expect(hub.commentIn('status')).toContain('Son journal n’est pas encore arrivé');
  expect(Date.parse(plan.again ?? '') - Date.parse(hub.clock())).toBeLessThanOrEqual(6 * 60_000);
  hub.daysPass(minutes(5));
  shows(failed);
  expect(told()).toContain('GitLab refuse le jeton');
});

it('un journal hors d’atteinte pour de bon n’empêche pas de dire l’échec, une demi-heure après ; il est complété si le journal arrive', () => {
  const { hub, shows, told } = stageOf(failed);
  shows(late(failed));
  hub.daysPass(minutes(31));
  const { plan } = shows(late(failed));
  expect(told()).toContain('n’a pas pu en lire la cause');
  expect(Date.parse(plan.again ?? '2099-01-01') - Date.parse(hub.clock())).toBeGreaterThan(60 * 60_000);
  expect(hub.reconcile().writes).toBe(0);
  shows(failed);
  expect(told()).toContain('GitLab refuse le jeton');
});

it('une cause déjà lue n’est pas oubliée quand le journal cesse d’arriver', () => {
  const { hub, shows, told } = stageOf(failed);
  shows(failed);
  const before = told();
  shows(late(failed));
  expect(told()).toBe(before);
  expect(hub.commentIn('status')).toContain('GitLab refuse le jeton');
});

it('un autre passage, dont le journal n’arrive pas, ne prend pas la cause du précédent', () => {
  const { hub, shows, told } = stageOf(failed);
  shows(failed);
  const next = { ...failed, id: 10, url: 'https://github.test/run/10' };
  shows(late(next));
  expect(hub.commentIn('status')).toContain('Son journal n’est pas encore arrivé');
  expect(told()).toContain('run/9');
  shows({ ...next, cause: 'gitlab-en-panne' });
  expect(told()).toContain('run/10');
  expect(told()).toContain('GitLab était en panne');
});

it('le passage est réussi même si son journal n’arrive pas ; le lien de son pipeline suit, et ne repart pas', () => {
  const { hub, shows } = stageOf(run);
  shows(late(run));
  expect(hub.commentIn('checklist/ovh')).toContain('copie demandée depuis 1 dépôt');
  expect(hub.commentIn('status')).not.toContain(pipeline);
  shows({ ...run, pipelines: [pipeline] });
  expect(hub.commentIn('status')).toContain(pipeline);
  expect(hub.state().mirrors[repository]?.seen?.pipeline).toBe(pipeline);
  shows(late(run));
  expect(hub.commentIn('status')).toContain(pipeline);
});

it('ce qui a été lu du dépôt sans son journal est gardé moins longtemps', () => {
  const at = { file: null, pull: null, missingBranches: [] };
  expect(keptFor({ ...at, run: late(failed) })).toBeLessThan(5 * 60_000);
  expect(keptFor({ ...at, run: failed })).toBe(30 * 60_000);
});
