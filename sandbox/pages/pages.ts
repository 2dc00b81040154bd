import { readFileSync } from 'node:fs';
import { getRequestListener } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Handler } from '../../src/web/handler.ts';
import { accountPage, appPage, teamPage } from './account-page.ts';
import { actionsPage, runPage, secretsPage } from './actions-page.ts';
import { type Acted, actOnIssue, makeRun, mergePull, openIssue, pressButton, rerunCheck } from './acts.ts';
import { checkRunPage, checksPage } from './check-run-page.ts';
import { filePage, folderPage } from './code-page.ts';
import { commitPage, commitsPage } from './commit-page.ts';
import { editIssuePage, newIssuePage } from './form-page.ts';
import { fieldOf } from './field.ts';
import { guarded } from './guarded.ts';
import { homePage } from './home-page.ts';
import { html } from './html.ts';
import { issuePage } from './issue-page.ts';
import { issuesPage } from './issues-page.ts';
import { colourSheet } from './label-pill.ts';
import { labelsPage } from './labels-page.ts';
import { layout } from './layout.ts';
import { pullPage, pullsPage } from './pull-page.ts';
import { readRepository, type Repository } from './repository.ts';
import type { Page, Reading, Site } from './site.ts';
import { versionsPage } from './versions-page.ts';
import { viewer } from './viewer.ts';
import { WHO, whoReads } from './who.ts';

/** First parts of the addresses of the API, which on GitHub has a host of its own. `orgs` and `apps` have pages too, for who asks for HTML. */
const apiOnly = new Set([
  'repos',
  'users',
  'user',
  'app',
  'graphql',
  'installation',
  'search',
  'login',
  'teams',
  'repositories',
  'rate_limit',
  'meta',
]);
const apiToo = new Set(['orgs', 'apps']);

/**
 * The pages of a GitHub as people see it, for `EmbeddedGitHub.mount`: whoever reads says who they are, and sees and does what the API lets them. Everything works without scripts; with
 * them, pages follow what happens. Leaves the API to what comes next.
 */
export function githubPages(site: Site, hubs: readonly string[]): Handler {
  const listen = getRequestListener(routes(site, hubs).fetch, { overrideGlobalObjects: false });
  return async (incoming, outgoing) => {
    const path = URL.parse(incoming.url ?? '/', site.github.url)?.pathname ?? '/';
    const first = path.split('/')[1] ?? '';
    const wantsPage = incoming.headers.accept?.includes('text/html') === true;
    if (incoming.headers.authorization !== undefined || apiOnly.has(first) || (apiToo.has(first) && !wantsPage)) return false;
    await listen(incoming, outgoing);
    return true;
  };
}

/** The pages by their addresses, and what is sent from them. */
export function routes(site: Site, hubs: readonly string[]): Hono {
  const app = guarded();
  const reading = (context: Context): Reading => ({
    site,
    reader: viewer(whoReads(site, context.req.header('cookie')), site.github),
    path: context.req.path,
  });
  const show = async (context: Context, page: Page | null, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const found = page ?? notFound;
    return context.html(await layout(found, reading(context)), page === null ? 404 : status);
  };
  const inside =
    (draw: (reading: Reading, repository: Repository, context: Context) => Promise<Page | null>) => async (context: Context) => {
      const repository = await readRepository(reading(context), context.req.param('owner') ?? '', context.req.param('repo') ?? '');
      return show(context, repository === null ? null : await draw(reading(context), repository, context));
    };
  const after = async (context: Context, acted: Acted) => {
    if (!acted.ok) return show(context, refusal(acted), statusOf(acted.status));
    await site.settle();
    return context.redirect(acted.next ?? backTo(context, site), 303);
  };
  const sent = async (context: Context) => ({
    repository: `${context.req.param('owner')}/${context.req.param('repo')}`,
    form: await context.req.formData(),
  });

  app.get('/-/style.css', (context) => context.body(asset('style.css'), 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/-/live.js', (context) =>
    context.body(asset('live.js').replace("'idiomorph'", "'/-/idiomorph.js'"), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/-/idiomorph.js', (context) => context.body(morph(), 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/-/icon.svg', (context) => context.body(asset('icon.svg'), 200, { 'content-type': 'image/svg+xml' }));
  app.get('/-/couleurs/:file', (context) =>
    context.body(
      colourSheet(
        context.req
          .param('file')
          .replace(/\.css$/, '')
          .split('-'),
      ),
      200,
      { 'content-type': 'text/css; charset=utf-8' },
    ),
  );
  app.post('/-/qui', async (context) => {
    setCookie(context, WHO, fieldOf(await context.req.formData(), 'login'), { httpOnly: true, sameSite: 'Lax', path: '/' });
    return context.redirect(backTo(context, site), 303);
  });

  app.get('/-/plateforme', (context) => show(context, platformPage));
  app.get('/', async (context) => show(context, await homePage(reading(context), hubs)));
  app.get('/apps/*', (context) => show(context, appPage(reading(context))));
  app.get('/orgs/:owner/teams/:slug', async (context) =>
    show(context, await teamPage(reading(context), context.req.param('owner'), context.req.param('slug'))),
  );
  app.get('/orgs/:owner', async (context) => show(context, await accountPage(reading(context), context.req.param('owner'))));
  app.get('/:owner', async (context) => show(context, await accountPage(reading(context), context.req.param('owner'))));

  const repository = '/:owner/:repo';
  app.get(
    repository,
    inside((by, at) => folderPage(by, at, '')),
  );
  app.get(
    `${repository}/tree/*`,
    inside((by, at, context) => folderPage(by, at, rest(context, 'tree'))),
  );
  app.get(
    `${repository}/blob/*`,
    inside((by, at, context) => filePage(by, at, rest(context, 'blob'))),
  );
  app.get(
    `${repository}/commits`,
    inside((by, at) => commitsPage(by, at, '')),
  );
  app.get(
    `${repository}/commits/*`,
    inside((by, at, context) => commitsPage(by, at, rest(context, 'commits'))),
  );
  app.get(
    `${repository}/commit/:sha`,
    inside((by, at, context) => commitPage(by, at, context.req.param('sha') ?? '')),
  );
  app.get(
    `${repository}/commit/:sha/checks`,
    inside((by, at, context) => checksPage(by, at, context.req.param('sha') ?? '')),
  );
  app.get(
    `${repository}/runs/:id`,
    inside((by, at, context) => checkRunPage(by, at, context.req.param('id') ?? '')),
  );
  app.get(
    `${repository}/labels`,
    inside((by, at) => labelsPage(by, at)),
  );
  app.get(
    `${repository}/issues`,
    inside((by, at, context) => issuesPage(by, at, new URL(context.req.url).searchParams)),
  );
  app.get(
    `${repository}/issues/new`,
    inside((by, at) => newIssuePage(by, at)),
  );
  app.get(
    `${repository}/issues/:number{[0-9]+}`,
    inside((by, at, context) => issuePage(by, at, number(context))),
  );
  app.get(
    `${repository}/issues/:number{[0-9]+}/edit`,
    inside((by, at, context) => editIssuePage(by, at, number(context))),
  );
  app.get(
    `${repository}/issues/:number{[0-9]+}/versions/:anchor`,
    inside((by, at, context) => versionsPage(by, at, { number: number(context), anchor: context.req.param('anchor') ?? '' })),
  );
  app.get(
    `${repository}/pulls`,
    inside((by, at) => pullsPage(by, at)),
  );
  app.get(
    `${repository}/pull/:number{[0-9]+}`,
    inside((by, at, context) => pullPage(by, at, number(context))),
  );
  app.get(
    `${repository}/actions`,
    inside((by, at) => actionsPage(by, at)),
  );
  app.get(
    `${repository}/actions/runs/:number{[0-9]+}`,
    inside((by, at, context) => runPage(by, at, number(context))),
  );
  app.get(
    `${repository}/settings/secrets/actions`,
    inside((by, at) => secretsPage(by, at)),
  );

  app.post(`${repository}/issues/new`, async (context) => after(context, await openIssue(reading(context), await sent(context))));
  app.post(`${repository}/issues/:number{[0-9]+}/*`, async (context) => {
    const act = rest(context, `issues/${number(context)}`).split('/');
    return after(context, await actOnIssue(reading(context), await sent(context), { number: number(context), act }));
  });
  app.post(`${repository}/pull/:number{[0-9]+}/merge`, async (context) =>
    after(context, await mergePull(reading(context), (await sent(context)).repository, number(context))),
  );
  app.post(`${repository}/runs/:id{[0-9]+}/rerequest`, async (context) =>
    after(context, await rerunCheck(reading(context), (await sent(context)).repository, context.req.param('id'))),
  );
  app.post(`${repository}/runs/:id{[0-9]+}/requested_action`, async (context) =>
    after(context, await pressButton(reading(context), await sent(context), context.req.param('id'))),
  );
  app.post(`${repository}/actions/runs`, async (context) => after(context, await makeRun(reading(context), await sent(context))));
  app.notFound((context) => show(context, null));
  return app;
}

const notFound: Page = {
  title: 'Page introuvable',
  main: html`<h1>Cette page n’existe pas</h1>
<p>Ou elle n’existe pas pour la personne que vous êtes ici : comme GitHub, le bac à sable ne dit pas la différence. <a href="/">Revenir à l’accueil</a></p>`,
};

/** What stands for the pages of the platform, to which a run's log leads. */
const platformPage: Page = {
  title: 'La plateforme',
  main: html`<h1>Ici commence la plateforme</h1>
<p>Ce lien mène, en vrai, au GitLab de Cloud π native : le pipeline qui construit les images à partir de la copie du dépôt. Le bac à sable n’imite que GitHub.</p>`,
};

function refusal({ status, message }: { status: number; message: string }): Page {
  const because =
    status === 403 || status === 404 ? 'La personne que vous êtes ici n’a pas ce droit. Changez « Je suis », en haut de la page.' : message;
  return {
    title: 'Refusé par GitHub',
    main: html`<h1>GitHub refuse (${status})</h1><p class="refusal">${because}</p><p><a href="/">Revenir à l’accueil</a></p>`,
  };
}

function statusOf(status: number): 403 | 404 | 409 | 422 {
  return status === 404 || status === 409 || status === 422 ? status : 403;
}

function rest(context: Context, after: string): string {
  const path = context.req.path.split('/').slice(3).map(decoded).join('/');
  return path.slice(after.length + 1);
}

/** A part of an address; as it stands where its escapes are malformed, which names nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function number(context: Context): number {
  return Number(context.req.param('number'));
}

/** The page from which something was sent, the first page when it is not told. */
function backTo(context: Context, site: Site): string {
  const from = URL.parse(context.req.header('referer') ?? '', site.github.url);
  return from?.origin === new URL(site.github.url).origin ? `${from.pathname}${from.search}` : '/';
}

function asset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

function morph(): string {
  return readFileSync(new URL(import.meta.resolve('idiomorph')), 'utf8');
}
