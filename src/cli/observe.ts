import { hubKey } from '../words/key.ts';
import { type ExitCode, type Run, type Terminal, UsageError } from './command.ts';
import { isAnswer, openReader } from './dossier-reader.ts';
import { writeObservation } from './observation-file.ts';
import { readOptions } from './read-options.ts';

/** `accostage observe`: all that the App reads of one dossier, as JSON, by somebody's own token. Writes nothing on GitHub. */
export const observe: Run = async (args, terminal) => {
  const { options, rest } = readOptions(args, ['app']);
  // The address of its page is what one has at hand.
  const named = /^(?:https?:\/\/([\w.-]+(?::\d+)?)\/)?([\w.-]+)\/([\w.-]+)(?:#|\/issues\/)([1-9]\d*)(?:[#?].*)?$/.exec(rest.join(' '));
  if (named === null) throw new UsageError('un dossier attendu, sous la forme owner/repo#12, ou l’adresse de sa page');
  const [, host, owner = '', repo = '', number = ''] = named;
  const known = pagesHost(terminal.environment['GITHUB_API_URL']);
  if (host !== undefined && host.toLowerCase() !== known)
    throw new UsageError(`cette adresse n’est pas de ${known}, où GITHUB_API_URL fait lire`);
  const where = { owner, repo, number: Number(number), app: options['app'] ?? 'accostage' };
  try {
    return await dump(where, terminal);
  } catch (error) {
    if (error instanceof UsageError || !isAnswer(error)) throw error;
    terminal.err(`GitHub n’a pas répondu comme attendu (${error.message})\n`);
    return 1;
  }
};

/** The host of the pages of the GitHub of which the API is used ("Getting started with the REST API", GitHub documentation: a server has it under `/api/v3`). */
function pagesHost(api = 'https://api.github.com'): string {
  const url = URL.parse(api);
  return url === null ? '' : url.host.replace(/^api\./, '');
}

interface Where {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  /** Slug of the App. */
  readonly app: string;
}

async function dump({ owner, repo, number, app }: Where, terminal: Terminal): Promise<ExitCode> {
  terminal.network();
  const reader = await openReader({ app, hubs: [hubKey({ owner, repo })] }, terminal);
  const hub = await reader.open({ owner, repo });
  const read = await hub.read(number);
  if (typeof read === 'string') throw new UsageError(`aucun dossier au numéro ${number} de ${owner}/${repo}`);
  terminal.out(writeObservation({ at: terminal.now().toISOString(), observation: read.observation }));
  return 0;
}
