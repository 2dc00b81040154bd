import { AxeBuilder } from '@axe-core/playwright';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { routes } from '../../sandbox/pages/pages.ts';
import type { Site } from '../../sandbox/pages/site.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { useSandbox } from './use-sandbox.ts';

const stage = useSandbox();
const { goTo } = stage;
const dossier = `/${HUB}/issues/1`;

/** Stands for the last commit of a repository in an address. */
const HEAD = 'HEAD';
/** What pages load: no page itself. */
const isFile = (path: string) => /^\/-\/(?!plateforme|api)/.test(path);

describe('aucun défaut d’accessibilité, le jour et la nuit', () => {
  let head = '';
  beforeAll(async () => {
    await stage.bench.player.jump(0);
    for (let step = 0; step < 16; step += 1) await stage.bench.player.next();
    const front = await stage.bench.world.sandbox().github.fetch(`${stage.bench.url}/repos/demat-permis/front/commits/main`);
    head = z.object({ sha: z.string() }).parse(await front.json()).sha;
  }, 120_000);

  const pages = [
    '/',
    `/${HUB}`,
    `/${HUB}/issues`,
    `/${HUB}/issues/new`,
    dossier,
    `${dossier}/edit`,
    `${dossier}/versions/issue-1`,
    `/${HUB}/labels`,
    '/demat-permis',
    '/lea-martin',
    '/orgs/dnum-mi/teams/service-team',
    '/demat-permis/api',
    '/demat-permis/api/tree/main/src',
    '/demat-permis/api/blob/main/Dockerfile',
    '/demat-permis/api/commits',
    '/demat-permis/api/pulls',
    '/demat-permis/api/pull/1',
    '/demat-permis/api/actions',
    '/demat-permis/api/actions/runs/9000',
    '/demat-permis/api/settings/secrets/actions',
    '/apps/accostage/installations/new',
    '/demat-permis/front/runs/10',
    `/demat-permis/front/commit/${HEAD}`,
    `/demat-permis/front/commit/${HEAD}/checks`,
    '/demat-permis/front/commits/main',
    '/orgs/dnum-mi',
    '/portefeuille',
    `/dossiers/${HUB}/1`,
    '/flux',
    '/activite',
    '/deconnexion',
    '/-/plateforme',
    '/-/api',
    '/nulle-part',
  ];
  it('chaque adresse des pages du bac à sable est essayée', async () => {
    const { github, settle } = stage.bench.world.sandbox();
    const site: Site = { github, visitor: null, run: () => Promise.resolve(), settle, rooms: [], beside: null };
    const patterns = routes(site, [HUB]).routes.flatMap(({ method, path }) => (method === 'GET' && !isFile(path) ? [path] : []));
    expect(patterns.length).toBeGreaterThan(20);
    const isTried = async (pattern: string) => {
      const alone = new Hono().get(pattern, (context) => context.text('ici'));
      const answers = await Promise.all(pages.map(async (path) => (await alone.request(path)).status));
      return answers.includes(200);
    };
    const tried = await Promise.all(patterns.map(async (pattern) => [pattern, await isTried(pattern)] as const));
    expect(tried.flatMap(([pattern, is]) => (is ? [] : [pattern]))).toEqual([]);
  });

  const readings = [...pages.map((path) => ['lea-martin', path] as const), ['camille-st', dossier] as const];
  it.each(readings)(
    'pour %s, %s',
    async (login, path) => {
      await stage.page.context().addCookies([{ name: 'qui', value: login, url: stage.bench.url }]);
      for (const colorScheme of ['light', 'dark'] as const) {
        await stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const answer = await goTo(path.replace(HEAD, head));
        expect(answer?.status()).toBe(path === '/nulle-part' ? 404 : 200);
        const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
        const found = violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]);
        expect([colorScheme, found]).toEqual([colorScheme, []]);
      }
    },
    240_000,
  );
});
