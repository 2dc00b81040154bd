import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { digest } from '../../src/words/digest.ts';
import { createAccess } from './access.ts';
import { appKey } from './app-key.ts';
import { installationToken } from './app-token.ts';
import { type Call, callApi } from './calls-here.ts';
import { changeTracker } from './changes.ts';
import { createCredentials, FIRST_INSTALLATION_ID, tokenOf } from './credentials.ts';
import type { Payload } from './delivery.ts';
import { emulatorSeed } from './emulator-seed.ts';
import type { Handler } from '../../src/web/handler.ts';
import { addressOf, type ApiResponse, type Forward } from './exchange.ts';
import { captureDeliveries } from './fetch-seam.ts';
import { type Front, startFront } from './front.ts';
import { gapFill } from './gap-fill.ts';
import { appSlug } from './gaps/app-slug.ts';
import { type BodyEdits, bodyEdits, type Revision } from './gaps/body-edits.ts';
import { type CheckButton, checkRuns } from './gaps/check-runs.ts';
import { deletedAccounts } from './gaps/deleted-accounts.ts';
import { goneIssues } from './gaps/gone-issues.ts';
import { hookDeliveries } from './gaps/hook-deliveries.ts';
import { inSeconds } from './gaps/instants.ts';
import { lateInstallations } from './gaps/late-installations.ts';
import { widened } from './gaps/wide-comment-ids.ts';
import { type HiddenComments, hiddenComments } from './gaps/hidden-comments.ts';
import { pullEnds } from './gaps/pull-ends.ts';
import { reactions } from './gaps/reactions.ts';
import { type WorkflowRun, workflowRuns } from './gaps/workflow-runs.ts';
import { createIssueMoves, type IssueMoves } from './issue-moves.ts';
import type { Limits } from './limits.ts';
import { createRelay, type Relay } from './relay.ts';
import { createRequestLog, kindOf, type RequestLog } from './request-log.ts';
import { callAs } from './rest.ts';
import type { GitHubSeed } from './seed.ts';
import { seedAccess } from './seed-access.ts';
import { withManyTokens } from './people-tokens.ts';
import { startEmulator } from './start-emulator.ts';
import { connectUpstream } from './upstream.ts';

/** What the App was granted at its registration. */
export interface AppGrants {
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly events: readonly string[];
}

export interface GitHubOptions {
  readonly seed: GitHubSeed;
  readonly webhookSecret: string;
  readonly grants: AppGrants;
  /** Port of 127.0.0.1 for the API and the pages, 0 for any free one; or a front that listens already, and outlives this GitHub. */
  readonly port: number | Front;
  /** Takes the events instead of the relay, whoever listens. */
  readonly carry?: (event: string, payload: Payload) => void;
  /** What it gives each installation; without, as much as one asks for. */
  readonly limits?: Limits;
}

/** A GitHub in this process: API and webhooks; its pages are mounted (sandbox/pages). `relay.deliverTo` says where the App listens; until then events are lost. */
export interface EmbeddedGitHub extends IssueMoves {
  /** Base of the REST API, of GraphQL (`/graphql`) and of the pages, `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Who and what it was started with. */
  readonly seed: GitHubSeed;
  /** Answers at `url` before the API does, until this GitHub is closed. */
  mount(handler: Handler): void;
  /** What the API answers at `url`, to a caller in this process, without a connection. */
  ask(call: Call): Promise<ApiResponse>;
  /** The same, in the shape of `fetch`. */
  fetch(url: string, options?: RequestInit): Promise<Response>;
  readonly appId: number;
  /** Login under which the App writes. */
  readonly appLogin: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Installation on the first seeded account, the hub's. */
  readonly installationId: number;
  /** Takes the text of a revision (0 is the creation) of an issue's or a comment's body out of its history. */
  deleteRevision: BodyEdits['deleteRevision'];
  /** The account is gone from GitHub; what it wrote stays. */
  deleteAccount(login: string): void;
  /** Comments are hidden and shown again, by their node ids. */
  readonly comments: Pick<HiddenComments, 'hide' | 'show'>;
  /** A workflow has run: GitHub sends `workflow_run`. */
  reportRun(run: WorkflowRun, by: string): Promise<void>;
  /** The buttons that the App gave to a check run of a repository, `owner/name`. */
  buttonsOf: (repository: string, checkRun: number) => readonly CheckButton[];
  /** Somebody presses a button of a check run: GitHub sends `check_run`. Nothing where the run has not that button. */
  pressButton(pressed: PressedButton, by: string): Promise<void>;
  /** The owner of the App gives it another name: its login changes, its ids do not. */
  renameApp(slug: string): void;
  /** The App is installed on an account, or taken off: GitHub sends `installation`. */
  setInstalled(account: string, installed: boolean): void;
  readonly relay: Relay;
  readonly requests: RequestLog;
  /** Every revision of the body of an issue or a comment, oldest first; none where it was never edited. */
  revisions(nodeId: string): readonly Revision[];
  /** Token of a seeded person; throws on an unknown login. */
  token(login: string): string;
  close(): Promise<void>;
}

/** A button of a check run of a repository, `owner/name`. */
export interface PressedButton {
  readonly repository: string;
  readonly checkRun: number;
  readonly identifier: string;
}

const APP_ID = 4242;
const APP_SLUG = 'accostage';
const APP_LOGIN = `${APP_SLUG}[bot]`;

const eventPayload = z.record(z.string(), z.unknown());

/** Starts a fresh embedded GitHub on 127.0.0.1 with the people, teams, repositories and installations of the seed. Everything ends with `close`. */
export async function startGitHub({ seed, webhookSecret, grants, port, carry, limits }: GitHubOptions): Promise<EmbeddedGitHub> {
  const relay = createRelay({ secret: webhookSecret, appId: APP_ID });
  const send = carry ?? ((event, payload) => void relay.send(event, payload));
  const requests = createRequestLog();
  const credentials = createCredentials(seed);
  const mute = createMute();
  const slug = appSlug(APP_SLUG);
  const webhookAddress = `http://webhooks.invalid/${randomUUID()}`;
  const complete = changeTracker();
  const release = captureDeliveries(webhookAddress, (headers, body) => {
    const event = headers['x-github-event'] ?? '';
    const payload = complete(event, withWideComment(eventPayload.parse(JSON.parse(slug.shown(inSeconds(body))))));
    if (!mute.isOn()) send(event, payload);
  });

  const front = typeof port === 'number' ? await startFront(port) : port;
  const { url } = front;
  const privateKey = appKey();
  const app = { id: APP_ID, slug: APP_SLUG, privateKey, webhookSecret, webhookAddress, ...grants };
  const emulator = await startEmulator({ seed: emulatorSeed(seed, app), baseUrl: url });
  const upstream = withManyTokens(connectUpstream({ server: emulator.server, host: new URL(url).host }));
  const edits = bodyEdits(APP_LOGIN);
  const deleted = deletedAccounts();
  const hidden = hiddenComments();
  const gone = goneIssues(() => url);
  const runs = workflowRuns(() => url);
  const checks = checkRuns(APP_ID);
  const late = lateInstallations((id) => seed.installations[id - FIRST_INSTALLATION_ID]?.account ?? null);
  const filled = gapFill({
    upstream,
    seed,
    credentials,
    access: createAccess(seed),
    app: { login: APP_LOGIN },
    appSlug: slug.gap,
    bodyEdits: edits,
    checkRuns: checks.gap,
    deletedAccounts: deleted.gap,
    goneIssues: gone.gap,
    hidden,
    hookDeliveries: hookDeliveries(relay),
    lateInstallations: late.gap,
    limits: limits?.gap ?? ((request, forward) => forward(request)),
    pullEnds: pullEnds(APP_LOGIN),
    reactions: reactions(APP_LOGIN),
    workflowRuns: runs.gap,
  });
  front.answerWith(logged(filled, requests), (authorization) => credentials.callerOf(authorization));
  const installationOf = (owner: string) => {
    const index = seed.installations.findIndex(({ account }) => account === owner);
    return index === -1 ? null : FIRST_INSTALLATION_ID + index;
  };
  const appTokenFor = (owner: string) =>
    installationToken({ appId: APP_ID, privateKey }, { url, installation: installationOf(owner) ?? 0 });
  await mute.during(() => seedAccess(seed, url));
  await mute.during(() => wakeBot(seed, { url, appTokenFor }));
  requests.clear();

  const mounted: (() => void)[] = [];
  const moves = createIssueMoves({
    upstream,
    appTokenFor,
    gone,
    send,
    quietly: mute.during,
    installationOf,
  });
  return {
    ...moves,
    url,
    seed,
    mount: (handler) => void mounted.push(front.mount(handler)),
    ask: (call) => front.ask(call),
    fetch: (address, request) => front.fetch(address, request),
    appId: APP_ID,
    appLogin: APP_LOGIN,
    privateKey,
    webhookSecret,
    installationId: FIRST_INSTALLATION_ID,
    deleteRevision: (nodeId, index, by) => edits.deleteRevision(nodeId, index, by),
    deleteAccount: (login) => deleted.remove(login),
    comments: hidden,
    reportRun: async (run, by) => {
      const [owner = ''] = run.repository.split('/');
      const repository = await callAs(by, url, { method: 'GET', path: `/repos/${run.repository}` });
      const workflow_run = runs.add(run, new Date().toISOString().replace(/\.\d+Z$/, 'Z'));
      const installation = { id: installationOf(owner) };
      send('workflow_run', { action: 'completed', workflow_run, repository, installation, sender: { login: by } });
    },
    buttonsOf: (repository, checkRun) => checks.find(repository, checkRun)?.buttons ?? [],
    pressButton: async ({ repository: full, checkRun, identifier }, by) => {
      const run = checks.find(full, checkRun);
      if (run === null || run.buttons.every((button) => button.identifier !== identifier)) return;
      const [owner = ''] = full.split('/');
      const repository = await callAs(by, url, { method: 'GET', path: `/repos/${full}` });
      const sender = await callAs(by, url, { method: 'GET', path: '/user' });
      const installation = { id: installationOf(owner) };
      const pressed = { action: 'requested_action', requested_action: { identifier }, check_run: run.shown };
      send('check_run', { ...pressed, repository, installation, sender });
    },
    renameApp: (name) => slug.rename(name),
    setInstalled: (account, installed) => {
      late.set(account, installed);
      const repositories = seed.repositories
        .filter(({ owner }) => owner === account)
        .map(({ owner, name }) => ({ full_name: `${owner}/${name}` }));
      const installation = { id: installationOf(account) };
      send('installation', { action: installed ? 'created' : 'deleted', installation, repositories, sender: { login: account } });
    },
    relay,
    requests,
    revisions: (nodeId) => edits.of(nodeId),
    token: (login) => {
      if (!seed.users.some((user) => user.login === login)) throw new Error(`no seeded person ${login}`);
      return tokenOf(login);
    },
    close: async () => {
      for (const unmount of mounted) unmount();
      if (typeof port === 'number') await front.close();
      else front.answerWith(null, () => ({ kind: 'anonymous' }));
      await emulator.close();
      release();
    },
  };
}

function withWideComment(payload: Payload): Payload {
  return 'comment' in payload ? { ...payload, comment: widened(payload['comment']) } : payload;
}

/** GitHub has the user of an App from its registration; the emulator, once the App has tried to write. What has no title is refused. */
async function wakeBot({ installations, repositories }: GitHubSeed, { url, appTokenFor }: BotOptions): Promise<void> {
  const account = installations[0]?.account;
  const repository = repositories.find(({ owner }) => owner === account);
  if (account === undefined || repository === undefined) return;
  const headers = { authorization: `Bearer ${await appTokenFor(account)}`, 'content-type': 'application/json' };
  for (const what of ['issues', 'pulls'])
    await callApi(url, { method: 'POST', path: `/repos/${account}/${repository.name}/${what}`, headers, body: '{}' });
}

interface BotOptions {
  readonly url: string;
  readonly appTokenFor: (owner: string) => Promise<string>;
}

function logged(answer: Forward, requests: RequestLog): Forward {
  return async (request) => {
    const response = await answer(request);
    const { method, caller } = request;
    requests.add({
      kind: kindOf(request),
      method,
      path: addressOf(request),
      caller,
      status: response.status,
      bodyDigest: digest(request.body.toString('utf8')),
    });
    return response;
  };
}

/** While something is muted, its events are neither sent nor logged. */
function createMute() {
  let depth = 0;
  return {
    isOn: () => depth > 0,
    during: async <T>(work: () => Promise<T>): Promise<T> => {
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
      }
    },
  };
}
