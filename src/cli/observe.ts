import { githubSite } from '../config/github-host.ts';
import { hubKey } from '../words/key.ts';
import { type ExitCode, type Run, type Terminal, UsageError } from './command.ts';
import { isAnswer, openReader } from './dossier-reader.ts';
import { writeObservation } from './observation-file.ts';
import { readOptions } from './read-options.ts';
import { refuseQuoted } from './refuse-quoted.ts';

/** `accostage observe`: all that the App reads of one dossier, as JSON, by somebody's own token. Writes nothing on GitHub. */
export const observe: Run = async (args, terminal) => {
  const { options, rest } = readOptions(args, ['app']);
  // The address of its page is what one has at hand.
  const named = /^(?:https?:\/\/([\w.-]+(?::\d+)?)\/)?([\w.-]+)\/([\w.-]+)(?:#|\/issues\/)([1-9]\d*)(?:[#?].*)?$/.exec(rest.join(' '));
  if (named === null) throw new UsageError('un dossier attendu, sous la forme owner/repo#12, ou l’adresse de sa page');
  const [, host, owner = '', repo = '', number = ''] = named;
  const where = { host, owner, repo, number: Number(number), app: options['app'] ?? 'accostage' };
  try {
    return await dump(where, terminal);
  } catch (error) {
    if (error instanceof UsageError || !isAnswer(error)) throw error;
    terminal.err(`GitHub n’a pas répondu comme attendu (${error.message})\n`);
    return 1;
  }
};

interface Where {
  /** Of the address that was given; undefined where none was. */
  readonly host: string | undefined;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  /** Slug of the App. */
  readonly app: string;
}

async function dump({ host, owner, repo, number, app }: Where, terminal: Terminal): Promise<ExitCode> {
  terminal.network();
  refuseQuoted(terminal);
  if (host !== undefined) refuseOther(host, terminal);
  const reader = await openReader({ app, hubs: [hubKey({ owner, repo })] }, terminal);
  const hub = await reader.open({ owner, repo });
  const read = await hub.read(number);
  if (typeof read === 'string') throw new UsageError(`aucun dossier au numéro ${number} de ${owner}/${repo}`);
  terminal.out(writeObservation({ at: terminal.now().toISOString(), observation: read.observation }));
  return 0;
}

/** Throws UsageError for the address of a page that is not of the GitHub that is read, which `.env` may tell: to be called once it was read. */
function refuseOther(host: string, { environment: { GITHUB_API_URL: api = 'https://api.github.com' } }: Terminal): void {
  if (!URL.canParse(api)) throw new UsageError('GITHUB_API_URL n’est pas une adresse');
  const { host: known } = new URL(githubSite(api));
  if (host.toLowerCase() !== known) throw new UsageError(`cette adresse n’est pas de ${known}, où GITHUB_API_URL fait lire`);
}
