import { afterEach, expect, it } from 'vitest';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import { passSweeps } from './harness/sweeps.ts';

const configuration = 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nportfolio:\n  issue: true\n';
/** The Monday of a digest. */
const at = new Date('2026-03-09T09:00:00Z');

let started: ProxiedWorld;
afterEach(() => started.close());

const sweep = (times: number) => passSweeps(started.world, times);

const opens = ({ method, path, body }: Proxied) => method === 'POST' && path.endsWith('/issues') && body.includes('Tableau de bord');
const rewrites = ({ method, path, body }: Proxied) => method === 'PATCH' && /\/issues\/\d+$/.test(path) && body.includes('tableau-de-bord');
const tellsWeek = ({ method, path, body }: Proxied) => method === 'POST' && path.endsWith('/comments') && body.includes('semaine/');

it.each<[string, (call: Proxied) => boolean, { readonly status: number; readonly message: string }]>([
  ['l’ouverture du tableau de bord', opens, { status: 410, message: 'Issues has been disabled in this repository.' }],
  ['sa mise à jour', rewrites, { status: 422, message: 'Validation Failed' }],
  ['le résumé de la semaine', tellsWeek, { status: 403, message: 'Commenting is disabled on issues with more than 2500 comments' }],
])('GitHub refuse %s : les dossiers sont suivis comme avant', async (_, isRefused, { status, message }) => {
  started = await startProxiedWorld({ configuration, at }, { sweepIntervalMs: 15 * 60_000 });
  const { world, proxy } = started;
  // It was opened at the start: somebody deletes it.
  if (isRefused === opens) await world.github.deleteIssue({ repository: HUB, number: 1 }, 'nadia-dnum');
  const refused: string[] = [];
  proxy.meets((call) => {
    if (!isRefused(call)) return null;
    refused.push(call.path);
    return { status, body: JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest' }) };
  });
  const number = await world.as('lea-martin').submitForm({ title: 'Démat-Permis', body: aBody() });
  await world.settle();
  await sweep(3);
  await world.as('lea-martin').submitForm({ title: 'Registre', body: aBody() });
  await world.settle();
  world.advance({ days: 7 });
  await world.settle();
  await sweep(4);
  expect(refused).not.toEqual([]);

  // The event is lost: only a sweep finds the command.
  world.github.relay.deliverTo(null);
  await world.as('lea-martin').comment(number, '/statut');
  await world.settle();
  await sweep(2);
  const { comments } = await world.dossier(number);
  expect(comments.filter(({ body }) => readMarker(body)?.startsWith('reply/'))).toHaveLength(1);
});

const makesLabel = ({ method, path }: Proxied) => method === 'POST' && path.endsWith('/labels') && !path.includes('/issues/');
const tellsMistake = ({ method, path, body }: Proxied) =>
  method === 'POST' && path.endsWith('/issues') && body.includes('slot=configuration');
const refusal = { status: 422, message: 'Validation Failed' };
const failure = { status: 502, message: 'Bad Gateway' };

it.each<[string, (call: Proxied) => boolean, { readonly status: number; readonly message: string }]>([
  ['la mise à jour du tableau de bord', rewrites, failure],
  ['une étiquette que plus aucun dossier ne porte', makesLabel, failure],
  ['le ticket sur la configuration', tellsMistake, failure],
  ['le ticket sur la configuration', tellsMistake, refusal],
])('sans fin, %s échoue : une commande que seul un passage trouve a sa réponse', async (_, isFailed, { status, message }) => {
  started = await startProxiedWorld({ configuration, at }, { sweepIntervalMs: 15 * 60_000 });
  const { world, proxy } = started;
  const number = await world.as('lea-martin').submitForm({ title: 'Démat-Permis', body: aBody() });
  await world.settle();
  await sweep(5);
  const failed: string[] = [];
  proxy.meets((call) => {
    if (!isFailed(call)) return null;
    failed.push(call.path);
    return { status, body: JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest' }) };
  });
  if (isFailed === makesLabel) await world.as('camille-st').deleteLabel('en sommeil');
  if (isFailed === tellsMistake)
    await pushFiles(
      { '.github/accostage.yml': `${configuration}inconnu: 1\n` },
      { url: world.github.url, repository: HUB, by: 'camille-st', message: 'faute' },
    );
  world.github.relay.deliverTo(null);
  world.advance({ days: 7 });
  await world.settle();
  await world.as('lea-martin').comment(number, '/statut');
  await world.settle();
  await sweep(4);
  expect(failed).not.toEqual([]);
  const { comments } = await world.dossier(number);
  expect(comments.filter(({ body }) => readMarker(body)?.startsWith('reply/'))).toHaveLength(1);
});
