import { Octokit } from '@octokit/rest';
import { decideFully } from '../dossier/engine/decide-fully.ts';
import { readDefaults } from '../defaults.ts';
import { checkedFetch } from '../github/checked-fetch.ts';
import { createHubRegistry } from '../github/hub-registry.ts';
import { observe as observeDossier } from '../github/observe.ts';
import type { Octokit as Client } from '../github/octokit.ts';
import { readAppIdentity, readByOneToken } from '../github/one-token.ts';
import { createOwnWrites } from '../github/own-writes.ts';
import { createProjects } from '../github/projects.ts';
import { systemClock } from '../queue/clock.ts';
import { dossierKey, hubKey } from '../words/key.ts';
import { type ExitCode, type Run, type Terminal, UsageError } from './command.ts';
import { writeObservation } from './observation-file.ts';
import { readOptions } from './read-options.ts';

/** `accostage observe`: all that the App reads of one dossier, as JSON, by somebody's own token. Writes nothing on GitHub. */
export const observe: Run = async (args, terminal) => {
  const { options, rest } = readOptions(args, ['app']);
  const named = /^([\w.-]+)\/([\w.-]+)#(\d+)$/.exec(rest.join(' '));
  if (named === null) throw new UsageError('un dossier attendu, sous la forme owner/repo#12');
  const [, owner = '', repo = '', number = ''] = named;
  const where = { owner, repo, number: Number(number), app: options['app'] ?? 'accostage' };
  try {
    return await dump(where, terminal);
  } catch (error) {
    if (error instanceof UsageError || !isAnswer(error)) throw error;
    terminal.err(`GitHub n’a pas répondu comme attendu (${error.message})\n`);
    return 1;
  }
};

interface Where {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  /** Slug of the App. */
  readonly app: string;
}

async function dump({ owner, repo, number, app: slug }: Where, terminal: Terminal): Promise<ExitCode> {
  terminal.network();
  const octokit = clientOf(terminal);
  const app = await readAppIdentity(octokit, slug);
  if (app === null) throw new UsageError(`GitHub ne connaît pas l’application ${slug} : nommez la vôtre par --app`);
  const installations = readByOneToken(octokit, app);
  const opened = await installations.hub({ owner, repo });
  if (opened === null) throw new UsageError(`dépôt introuvable avec ce jeton : ${owner}/${repo}`);
  const registry = createHubRegistry(readDefaults(), [hubKey({ owner, repo })], installations.repository);
  const setup = await registry.setupOf(opened.hub);
  if (setup === null) throw new UsageError(`la configuration de ${owner}/${repo} est fausse : « accostage validate » dit où`);
  const secrets = secretsOf(terminal);
  const projects = createProjects({ installations, isHub: registry.isHub, secrets, clock: systemClock });
  const key = dossierKey({ owner, repo }, number);
  // Nothing is written: no list can lag behind a write of this process.
  const alone = { ownWrites: createOwnWrites(systemClock), incidents: { count: () => undefined } };
  const observed = await observeDossier({ ...opened, key, number, app, setup, secrets, projects, installations, ...alone });
  if (observed === 'absent' || observed === 'no-dossier') throw new UsageError(`aucun dossier au numéro ${number} de ${owner}/${repo}`);
  const at = terminal.now().toISOString();
  const { observation } = await decideFully(observed, at);
  terminal.out(writeObservation({ at, observation }));
  return 0;
}

function clientOf({ environment: { GITHUB_TOKEN: token = '', GITHUB_API_URL: baseUrl = 'https://api.github.com' } }: Terminal): Client {
  if (token === '') throw new UsageError('il manque un jeton de lecture, dans la variable d’environnement GITHUB_TOKEN');
  return new Octokit({ auth: token, baseUrl: baseUrl.replace(/\/+$/, ''), request: { fetch: checkedFetch } });
}

function secretsOf({ environment, err }: Terminal): readonly [string, ...string[]] {
  const { STATE_SECRET: current = '', STATE_SECRET_PREVIOUS: previous = '' } = environment;
  if (current === '') err('STATE_SECRET n’est pas dans l’environnement : ce dont l’application se souvient est pris pour perdu.\n');
  return [current, ...(previous === '' ? [] : [previous])];
}

/** True for what Octokit throws of an answer, or of none. */
function isAnswer(error: unknown): error is Error {
  return error instanceof Error && 'status' in error;
}
