import { type Context, Hono } from 'hono';
import { dossierKey, repositoryNamed } from '../../words/key.ts';
import type { Portfolio } from '../../portfolio/portfolio.ts';
import { figuresOf } from '../../portfolio/figures.ts';
import { filtered, readFilters } from '../../portfolio/filters.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { shortened } from '../../words/shortened.ts';
import { visible } from '../../words/visible-text.ts';
import type { AskReader } from '../reader.ts';
import { activityPage } from './activity-page.ts';
import { type Assets, assetsPath } from './assets.ts';
import { chartNamed } from './charts.ts';
import { dossierPage, unreadPage } from './dossier-page.ts';
import { titleText } from './dossier-parts.ts';
import { flowsCsv, flowsPage } from './flows-page.ts';
import { type Sheet, layout } from './layout.ts';
import { notFoundPage } from './not-found-page.ts';
import { portfolioPage } from './portfolio-page.ts';
import { readQuery, type View, viewOf } from './view.ts';

export interface PagesPorts {
  readonly portfolio: Pick<Portfolio, 'entries'>;
  readonly reader: AskReader;
  readonly clock: { readonly now: () => Date };
  readonly assets: Assets;
}

/** Longest title of a window, in characters. */
const LONGEST_TITLE = 150;

/** A picture may colour itself; it loads nothing and runs nothing. */
const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A year, in seconds: the name of an asset changes with its content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The pages of the portfolio. They write nothing. A page that its reader may not see is answered as one that does not exist. */
export function portfolioPages({ portfolio, reader, clock, assets }: PagesPorts): Hono {
  const pages = new Hono();

  /** Answers with what is made of the reader's view, or as the reader's door says. */
  const withView = (make: (view: View, context: Context) => Response | Promise<Response>) => async (context: Context) => {
    const who = await reader(context.req.raw);
    if (who instanceof Response) return who;
    const query = readQuery(new URL(context.req.url).searchParams);
    return make(viewOf(portfolio.entries(who.mayRead), { reader: who, query, now: clock.now().toISOString() }), context);
  };
  const show = (context: Context, sheet: Sheet, status: 200 | 404 = 200) => {
    context.header('cache-control', 'private, no-store');
    return context.html(layout(assets, sheet), status);
  };

  pages.get(`${assetsPath}*`, (context) => {
    const asset = assets.at(context.req.path);
    if (asset === null) return context.notFound();
    return context.body(asset.bytes, 200, { 'content-type': asset.type, 'cache-control': FOR_EVER, 'x-content-type-options': 'nosniff' });
  });
  pages.get(
    '/portefeuille',
    withView((view, context) =>
      show(context, { title: 'Portefeuille', current: '/portefeuille', reader: view.reader, body: portfolioPage(view) }),
    ),
  );
  pages.get(
    '/flux',
    withView((view, context) => show(context, { title: 'Flux', current: '/flux', reader: view.reader, body: flowsPage(view) })),
  );
  pages.get(
    '/flux.csv',
    withView((view, context) =>
      context.body(flowsCsv(view), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="flux-${view.today}.csv"`,
        'cache-control': 'private, no-store',
      }),
    ),
  );
  pages.get(
    '/activite',
    withView((view, context) => show(context, { title: 'Activité', current: '/activite', reader: view.reader, body: activityPage(view) })),
  );
  pages.get(
    '/dossiers/:owner/:repo/:number{[1-9]\\d{0,8}}',
    withView((view, context) => {
      const { owner = '', repo = '', number = '' } = context.req.param();
      const key = dossierKey({ owner, repo }, Number(number));
      const snapshot = view.snapshots.find((one) => keyOf(one) === key);
      const unread = view.unread.find(({ name }) => name.toLowerCase() === key);
      const common = { current: null, reader: view.reader };
      if (snapshot !== undefined)
        return show(context, {
          ...common,
          title: shortened(visible(titleText(snapshot.title)), LONGEST_TITLE),
          body: dossierPage(snapshot, view, context.req.path),
        });
      if (unread !== undefined) return show(context, { ...common, title: unread.name, body: unreadPage(unread) });
      return show(context, { ...common, title: 'Page introuvable', body: notFoundPage() }, 404);
    }),
  );
  pages.get(
    '/graphiques/:name{.+\\.svg}',
    withView(async ({ snapshots, query, today, now }, context) => {
      const chart = chartNamed((context.req.param('name') ?? '').replace(/\.svg$/, ''));
      if (chart === null) return context.notFound();
      const figures = figuresOf(filtered(snapshots, readFilters(query, snapshots, []), today), now);
      // The library is heavy: it is loaded once somebody looks at a chart.
      const { drawChart } = await import('./draw-chart.ts');
      return context.body(drawChart(chart, figures), 200, {
        'content-type': 'image/svg+xml; charset=utf-8',
        'content-security-policy': picturePolicy,
        'cache-control': 'private, no-store',
      });
    }),
  );
  pages.notFound((context) => show(context, { title: 'Page introuvable', current: null, reader: null, body: notFoundPage() }, 404));
  return pages;
}

function keyOf({ hub, number }: Snapshot): string {
  return dossierKey(repositoryNamed(hub), number);
}
