import { getRequestListener } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Handler } from '../../src/web/handler.ts';
import { readDefaults } from '../../src/defaults.ts';
import { startFront } from '../emulator/front.ts';
import { startClock } from '../movable-clock.ts';
import { fieldOf } from '../pages/field.ts';
import { guarded } from '../pages/guarded.ts';
import { githubPages } from '../pages/pages.ts';
import { layout } from '../pages/layout.ts';
import type { Site } from '../pages/site.ts';
import { viewer } from '../pages/viewer.ts';
import { whoReads } from '../pages/who.ts';
import { HUB } from '../seed/population.ts';
import type { Login } from '../seed/people.ts';
import type { Sandbox } from '../start-sandbox.ts';
import { apiPage } from './api-page.ts';
import { benchView } from './bench-view.ts';
import { createGate } from './gate.ts';
import { createLive } from './live.ts';
import { createPlayer, type Player } from './player.ts';
import { PORTFOLIO, portfolioRoom } from './portfolio.ts';
import { toldOf } from './told.ts';
import { reacted, startWorld, type World, type WorldOptions } from './world.ts';

/** The sandbox in a browser. */
export interface Bench {
  /** The one address, `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly player: Player;
  readonly world: World;
  close(): Promise<void>;
}

export interface BenchOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Milliseconds between two steps that follow one another. */
  readonly pace?: number;
  /** Text of the hub's `.github/accostage.yml`, and what it makes; the shipped process by default. */
  readonly own?: { readonly configuration: string; readonly process: WorldOptions['process'] };
}

/** Who reads until they say who they are. */
const VISITOR: Login = 'lea-martin';

/** How long two steps that follow one another stay apart, so that they can be read. */
const PACE_MS = 2_500;

/**
 * Starts the sandbox with its pages and its bench at one address of 127.0.0.1, which stays when the world starts anew. It moves the time of the whole
 * process: only one at a time. Rejects when the port is taken.
 */
export async function startBench({ port, pace = PACE_MS, own }: BenchOptions): Promise<Bench> {
  const front = await startFront(port);
  const live = createLive();
  const app = guarded();
  const gate = createGate();
  // Asked before GitHub's pages, which are mounted with each world.
  front.mount(handlerOf(app));
  front.mount(gate.handler);
  const siteOf = (sandbox: Sandbox): Site => ({
    github: sandbox.github,
    visitor: VISITOR,
    rooms: [PORTFOLIO],
    run: async (run, by) => {
      await world.nextSecond();
      await sandbox.github.reportRun(run, by);
      live.changed();
    },
    settle: () => reacted(sandbox),
    beside: () => benchView(stateOf(world, player)),
  });
  const begun = (sandbox: Sandbox) => {
    const { github } = sandbox;
    github.requests.watch(({ method }) => {
      if (method !== 'GET') live.changed();
    });
    const site = siteOf(sandbox);
    github.mount(portfolioRoom(site, sandbox));
    github.mount(githubPages(site, [HUB]));
  };
  const setup = own?.process ?? readDefaults();
  const world = await gate.during(() =>
    startWorld({
      front,
      clock: startClock(new Date()),
      configuration: own?.configuration,
      process: setup,
      visitor: VISITOR,
      begun,
    }),
  );
  const restart = () => gate.during(() => world.restart());
  const player = createPlayer(world.tour, { total: world.steps.length, restart, changed: live.changed, pace });
  live.serve(app);
  // The first label to which a dossier is moved.
  const label = setup.procedure.phases[1]?.label.name ?? '';
  controls(app, { world, player, siteOf, label, changed: live.changed });
  return {
    url: front.url,
    player,
    world,
    close: async () => {
      live.close();
      player.pause();
      await world.close();
      await front.close();
    },
  };
}

/** Paths of the bench; the others are GitHub's. */
const paths = new Set(['/-/direct', '/-/visite', '/-/livraisons', '/-/application', '/-/horloge', '/-/api']);

function handlerOf(app: Hono): Handler {
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return async (incoming, outgoing) => {
    if (!paths.has(incoming.url?.split('?')[0] ?? '')) return false;
    await listen(incoming, outgoing);
    return true;
  };
}

interface Controlled {
  readonly world: World;
  readonly player: Player;
  /** What the pages of a world show. */
  readonly siteOf: (sandbox: Sandbox) => Site;
  /** Label of a phase, as an example. */
  readonly label: string;
  readonly changed: () => void;
}

const DAY_MS = 86_400_000;

/** What the buttons of the bench do. */
function controls(app: Hono, { world, player, siteOf, label, changed }: Controlled): void {
  const back = (context: Context) => {
    changed();
    return context.redirect(backFrom(context, player), 303);
  };
  const field = async (context: Context, name: string) => fieldOf(await context.req.formData(), name);
  app.post('/-/visite', async (context) => {
    const form = await context.req.formData();
    const asked = form.get('do');
    if (asked === 'next') await player.next();
    else if (asked === 'play') await player.play();
    else if (asked === 'pause') player.pause();
    else if (asked === 'jump') await player.jump(Number(form.get('step')) || 0);
    if (asked !== 'restart') return back(context);
    await player.jump(0);
    changed();
    // The dossier that is left is no more.
    return context.redirect('/', 303);
  });
  app.post('/-/livraisons', async (context) => {
    const fault = await field(context, 'fault');
    if (fault === 'drop' || fault === 'duplicate') world.sandbox().github.relay.plan([fault]);
    return back(context);
  });
  app.post('/-/application', async (context) => {
    const state = await field(context, 'state');
    if (state === 'stop') await world.sandbox().stopApp();
    if (state === 'start') await world.sandbox().startApp();
    await reacted(world.sandbox());
    return back(context);
  });
  app.post('/-/horloge', async (context) => {
    const days = Math.min(Math.max(Number(await field(context, 'days')) || 0, 0), 365);
    world.advance(days * DAY_MS);
    await reacted(world.sandbox());
    return back(context);
  });
  app.get('/-/api', async (context) => {
    const { github } = world.sandbox();
    const site = siteOf(world.sandbox());
    const reader = viewer(whoReads(site, context.req.header('cookie')), github);
    const page = apiPage(github, { number: dossierOf(player) || 1, label });
    return context.html(await layout(page, { site, reader, path: context.req.path }));
  });
}

/** The page from which something was sent; the first page gives way to the dossier once there is one. */
function backFrom(context: Context, player: Player): string {
  const from = URL.parse(context.req.header('referer') ?? '');
  const number = player.state().played.at(-1)?.number ?? 0;
  if (from === null || from.host !== context.req.header('host')) return '/';
  return from.pathname === '/' && number !== 0 ? `/${HUB}/issues/${number}` : `${from.pathname}${from.search}`;
}

function dossierOf(player: Player): number {
  return player.state().played.at(-1)?.number ?? 0;
}

/** Events shown of the last ones. */
const SHOWN = 8;

function stateOf(world: World, player: Player) {
  const sandbox = world.sandbox();
  const { relay, appLogin } = sandbox.github;
  const playing = player.state();
  const last = playing.played.at(-1);
  const number = last?.number ?? 0;
  return {
    steps: world.steps,
    playing,
    told: last === undefined ? [] : toldOf(last, appLogin),
    dossier: number === 0 ? null : `/${HUB}/issues/${number}`,
    isAppRunning: sandbox.appUrl() !== null,
    faults: relay.planned(),
    deliveries: relay
      .deliveries()
      .slice(-SHOWN)
      .toReversed()
      .map(({ event, action, attempts }) => `${event}${action === null ? '' : `.${action}`} : ${outcomeOf(attempts.at(-1)?.outcome)}`),
    now: new Date(),
  };
}

function outcomeOf(outcome: 'answered' | 'failed' | 'lost' | undefined): string {
  if (outcome === 'answered') return 'livré';
  if (outcome === 'lost') return 'perdu';
  return outcome === 'failed' ? 'refusé' : 'en route';
}
