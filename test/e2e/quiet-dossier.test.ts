import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installationToken } from '../../sandbox/emulator/app-token.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { readDefaults } from '../../src/defaults.ts';
import { glance, type GlanceAt } from '../../src/github/glance.ts';
import { createHubIds } from '../../src/github/hub-ids.ts';
import { createHubRegistry } from '../../src/github/hub-registry.ts';
import type { DossierRow } from '../../src/github/queries/dossier.ts';
import { beginning, readOpenDossiers } from '../../src/github/read-dossiers.ts';
import { readMarker } from '../../src/render/marker.ts';
import { alone } from '../../src/queue/facts.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage, stateSecret } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const [owner = '', repo = ''] = HUB.split('/');
const DAY_MS = 86_400_000;

let world: World;
let row: DossierRow;
let at: GlanceAt;
beforeAll(async () => {
  world = await startWorld({ startApp: startAccostage() });
  const { github } = world;
  const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody({ 'depots-infra': null }) });
  await world.rest();
  const auth = await installationToken(github, { url: github.url, installation: github.installationId });
  const octokit = new Octokit({
    auth,
    baseUrl: github.url,
    request: { fetch: (url: string, options: RequestInit) => github.fetch(url, options) },
  });
  const hub = { octokit, owner, repo };
  const hubIds = createHubIds({ clock: { elapsed: () => performance.now() }, facts: alone, hubs: [HUB] });
  const setup = await createHubRegistry(readDefaults(), [HUB], { layers: () => Promise.resolve(null), hubIds }).setupOf(hub);
  const found = (await readOpenDossiers(hub, beginning)).rows.find((one) => one.number === number);
  const bot = found?.comments.nodes.find(({ author }) => author?.login === github.appLogin)?.author;
  if (setup === null || found === undefined || bot === undefined || bot === null) throw new Error('no dossier');
  row = found;
  const app = { appId: github.appId, userId: bot.id ?? 0, login: github.appLogin };
  at = { hub, setup, app, secrets: [stateSecret], now: new Date(Date.now() + DAY_MS) };
}, 120_000);
afterAll(() => world.close());

const withoutComment = (slot: string) => ({
  ...row,
  comments: { ...row.comments, nodes: row.comments.nodes.filter(({ body }) => readMarker(body)?.startsWith(slot) !== true) },
});
const withLabels = (labels: readonly string[]) => ({ ...row, labels: { nodes: labels.map((name) => ({ name })) } });
const labels = () => row.labels.nodes.map(({ name }) => name);

describe('à la relecture du jour, un dossier où personne n’a rien fait', () => {
  it('se montre d’après sa page, et attend le tour de ses dépôts', () => {
    expect(glance(row, at) === null).toBe(false);
  });

  it.each<[string, () => DossierRow]>([
    [
      'l’étiquette de sa phase, supprimée du dépôt d’accompagnement,',
      () => withLabels(labels().filter((name) => name !== 'phase: prérequis')),
    ],
    ['l’étiquette de qui est attendu, supprimée de même,', () => withLabels(labels().filter((name) => name !== 'attente: projet'))],
    ['une étiquette de trop', () => withLabels([...labels(), at.setup.procedure.labels.waitingServiceTeam.name])],
    ['un commentaire supprimé', () => withoutComment('checks')],
    ['le commentaire supprimé qui porte sa mémoire', () => withoutComment('status')],
  ])('est regardé tout de suite quand %s ne laisse pas de date', (_, changed) => {
    expect([changed().labels, changed().comments]).not.toEqual([row.labels, row.comments]);
    expect(glance(changed(), at) === null).toBe(true);
  });
});
