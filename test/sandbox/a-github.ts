import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import { installationToken } from '../../sandbox/emulator/app-token.ts';
import { type AppGrants, type EmbeddedGitHub, startGitHub } from '../../sandbox/emulator/start-github.ts';
import { grants as usualGrants } from '../../sandbox/seed/grants.ts';
import { population } from '../../sandbox/seed/population.ts';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export interface TestGitHub {
  readonly github: EmbeddedGitHub;
  /** One call; `credentials` is a login, a token after `token:`, or `nobody`. */
  call(credentials: string, line: string, body?: object): Promise<Reply>;
  /** A page of its site, as a browser without scripts opens it: by a connection, since what is mounted is asked there. */
  open(path: string): Promise<Reply>;
  /** A token of the App's installation. */
  appToken(installationId?: number): Promise<string>;
}

/** A fresh GitHub for one test, with a way to call it, without a connection, that never throws on a refusal. */
export async function aGitHub(options: { seed?: GitHubSeed; grants?: AppGrants } = {}): Promise<TestGitHub> {
  const { seed = population, grants = usualGrants } = options;
  const github = await startGitHub({ seed, grants, webhookSecret: 'secret', port: 0 });
  const call: TestGitHub['call'] = async (credentials, line, body) => {
    const [method = 'GET', path = '/'] = line.split(' ');
    const response = await github.fetch(`${github.url}${path}`, {
      method,
      headers: { ...authorization(github, credentials), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return replyOf(response);
  };
  return {
    github,
    call,
    open: async (path) => replyOf(await fetch(`${github.url}${path}`)),
    appToken: async (installation = github.installationId) => `token:${await installationToken(github, { url: github.url, installation })}`,
  };
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
}

function authorization(github: EmbeddedGitHub, credentials: string): Record<string, string> {
  if (credentials === 'nobody') return {};
  const token = credentials.startsWith('token:') ? credentials.slice('token:'.length) : github.token(credentials);
  return { authorization: `Bearer ${token}` };
}
