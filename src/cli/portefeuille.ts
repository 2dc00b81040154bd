import { readHubs } from '../config/env.ts';
import { decideFully } from '../dossier/engine/decide-fully.ts';
import { listDossiers } from '../github/open-dossiers.ts';
import { type Entry, unreadIn } from '../portfolio/entry.ts';
import { portfolioCsv } from '../render/portfolio-csv.ts';
import { portfolioJson, type WrittenPortfolio } from '../render/portfolio-json.ts';
import { type DossierKey, readKey, repositoryNamed } from '../words/key.ts';
import { type ExitCode, type Run, type Terminal, UsageError } from './command.ts';
import { type DossierReader, isAnswer, openReader, type OpenedHub } from './dossier-reader.ts';
import { lacking, readObservation } from './observation-file.ts';
import { printableJson } from './printable.ts';
import { readServer } from './read-server.ts';
import { readInput, readOptions, refuseRest } from './read-options.ts';
import { refuseQuoted } from './refuse-quoted.ts';

/** `accostage portefeuille`: the snapshots of all dossiers of the hubs, by somebody's own token, or of observations that were written. Writes nothing on GitHub. */
export const portefeuille: Run = async (args, terminal) => {
  try {
    return await write(args, terminal);
  } catch (error) {
    if (error instanceof UsageError || !isAnswer(error)) throw error;
    terminal.err(`GitHub n’a pas répondu comme attendu (${error.message})\n`);
    return 1;
  }
};

async function write(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { options, flags, rest } = readOptions(args, ['app', 'url'], ['csv', 'json', 'tous', 'observation']);
  if (flags.has('csv') === flags.has('json')) throw new UsageError('--csv ou --json attendu, l’un des deux');
  if (options['url'] !== undefined) return writeServer({ url: options['url'], as: flags.has('csv') ? 'csv' : 'json', rest }, terminal);
  const entries = flags.has('observation')
    ? await readFiles(rest, terminal)
    : await readHubsOf({ app: options['app'] ?? 'accostage', closed: flags.has('tous') ? 'too' : 'left-out', rest }, terminal);
  const at = terminal.now().toISOString();
  terminal.out(flags.has('csv') ? portfolioCsv(entries) : printableJson(portfolioJson(entries, at)));
  return tellUnread(unreadIn(entries), terminal);
}

function tellUnread(unread: WrittenPortfolio['unread'], terminal: Terminal): ExitCode {
  for (const { name, because } of unread) terminal.err(`${name} : ${because}\n`);
  return unread.length === 0 ? 0 : 1;
}

interface FromServer {
  readonly url: string;
  readonly as: 'csv' | 'json';
  readonly rest: readonly string[];
}

/** The same from a running server, which has read it all already. */
async function writeServer({ url, as, rest }: FromServer, terminal: Terminal): Promise<ExitCode> {
  refuseRest(rest);
  const { json, csv, unread } = await readServer(url, terminal);
  terminal.out(as === 'csv' ? csv : printableJson(json));
  return tellUnread(unread, terminal);
}

async function readFiles(paths: readonly string[], terminal: Terminal): Promise<readonly Entry[]> {
  if (paths.length === 0) throw new UsageError('--observation attend un fichier, ou plusieurs');
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('l’entrée standard ne se lit qu’une fois');
  return Promise.all(
    paths.map((path) =>
      orUnread(path, async () => {
        const { at, observation } = readObservation(readInput(path, terminal), path);
        const { plan } = await decideFully({ observation, complete: lacking }, at);
        return [{ kind: 'snapshot', snapshot: plan.snapshot }];
      }),
    ),
  ).then((entries) => entries.flat());
}

interface Asked {
  /** Slug of the App. */
  readonly app: string;
  readonly closed: 'too' | 'left-out';
  readonly rest: readonly string[];
}

async function readHubsOf({ app, closed, rest }: Asked, terminal: Terminal): Promise<readonly Entry[]> {
  refuseRest(rest);
  // The network also brings the variables of `.env`.
  terminal.network();
  refuseQuoted(terminal);
  const named = readHubs(terminal.environment);
  if (!named.ok) throw new UsageError(named.message);
  const reader = await openReader({ app, hubs: named.hubs }, terminal);
  const entries: Entry[] = [];
  for (const name of named.hubs) entries.push(...(await orUnread(name, () => readHub(reader, { name, closed }))));
  return entries;
}

async function readHub(reader: DossierReader, { name, closed }: { name: string; closed: Asked['closed'] }): Promise<readonly Entry[]> {
  const hub = await reader.open(repositoryNamed(name));
  const since = closed === 'too' ? new Date(0) : null;
  const found = await listDossiers(hub.access.hub, hub.setup, since);
  const entries: Entry[] = [];
  // A few at a time: one slow repository must not hold all the others.
  for (let first = 0; first < found.length; first += AT_ONCE) {
    const some = found.slice(first, first + AT_ONCE);
    const read = await Promise.all(some.map((key) => orUnread(key, () => readDossier(hub, key))));
    entries.push(...read.flat());
  }
  return entries;
}

const AT_ONCE = 4;

/** None where it is gone since the list was read, or no dossier. */
async function readDossier(hub: OpenedHub, key: DossierKey): Promise<readonly Entry[]> {
  const read = await hub.read(readKey(key).number ?? 0);
  return typeof read === 'string' ? [] : [{ kind: 'snapshot', snapshot: read.plan.snapshot }];
}

/** What was read; or that it could not be, and why. */
async function orUnread(name: string, read: () => Promise<readonly Entry[]>): Promise<readonly Entry[]> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const because = error instanceof UsageError ? error.message : `la lecture a échoué (${error.message})`;
    return [{ kind: 'unread', name, because }];
  }
}
