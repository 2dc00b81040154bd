import type { WrittenLink } from '../config/written-links.ts';
import type { Terminal } from './command.ts';
import { type Trial, tryLink, type Verdict } from './try-link.ts';

const DEADLINE_MS = 10_000;
const AT_ONCE = 4;

/** Tries each address once, four at a time, tells where those that do not answer are written, and returns whether all do. Throws UsageError where the network's variables are wrong. */
export async function tryLinks(links: readonly WrittenLink[], terminal: Terminal): Promise<boolean> {
  const trial: Trial = { send: terminal.network(), deadlineMs: DEADLINE_MS };
  const verdicts = await verdictsOf([...new Set(links.map(({ url }) => url))], trial);
  const told = links.flatMap(({ url, file, line, column }) => {
    const fault = faultOf(verdicts.get(url));
    return fault === null ? [] : [`${file}:${line}:${column}: ${url} : ${fault}\n`];
  });
  // Several processes of a directory may stand on the same shipped pages.
  for (const line of new Set(told)) terminal.out(line);
  const count = (kind: Verdict['kind']) => [...verdicts.values()].filter((verdict) => verdict.kind === kind).length;
  terminal.err(summary(verdicts.size, count('dead'), count('unreachable')));
  return count('answers') === verdicts.size;
}

async function verdictsOf(urls: readonly string[], trial: Trial): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const waiting = urls.values();
  const work = async () => {
    for (const url of waiting) verdicts.set(url, await tryLink(url, trial));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return verdicts;
}

function faultOf(verdict: Verdict | undefined): string | null {
  if (verdict === undefined || verdict.kind === 'answers') return null;
  return verdict.kind === 'dead'
    ? `lien mort (${verdict.because})`
    : `injoignable d’ici (${verdict.because}) ; rien ne dit que la page n’existe plus`;
}

function summary(tried: number, dead: number, unreachable: number): string {
  const all = `${tried} ${tried > 1 ? 'liens essayés' : 'lien essayé'}`;
  if (dead + unreachable === 0) return `${all}, aucun mort.\n`;
  return `${all} : ${dead} ${dead > 1 ? 'morts' : 'mort'}, ${unreachable} ${unreachable > 1 ? 'injoignables' : 'injoignable'}.\n`;
}
