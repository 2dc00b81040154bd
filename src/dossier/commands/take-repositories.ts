import { readRepositories } from '../../answers/repository-list.ts';
import { sameRepository } from '../../words/key.ts';
import { plainName } from '../../words/nearest.ts';
import { meaningOf, withDoubtsApart, withoutPoliteEnd } from './left-words.ts';

/** What the arguments of a command name, and what else they hold. */
export interface TakenRepositories {
  /** As `owner/name`, each once; as typed where it is none. In order. */
  readonly names: readonly string[];
  /** The other words, as written; empty where there are none. */
  readonly left: string;
}

/** Words that stand around a repository's name and say nothing of it; bare. */
const around: ReadonlySet<string> = new Set([
  'le',
  'la',
  'les',
  'du',
  'de',
  'des',
  'dans',
  'pour',
  'sur',
  'au',
  'et',
  'depot',
  'depots',
  'repo',
]);

/** The repositories that a command's arguments name: addresses, `owner/name`, links; a single word is taken for a name that is mistyped. */
export function takeRepositories(args: string, github: string | undefined): TakenRepositories {
  const written = withoutPoliteEnd(args).replaceAll(/\[[^[\]]{0,200}\]\(([^()\s]{1,500})\)/g, '$1');
  const words = withDoubtsApart(written)
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && !around.has(plainName(word)));
  const named = words.flatMap((word) => nameOf(word, github) ?? []);
  const names = named.filter((name, index) => named.findIndex((one) => sameRepository(one, name)) === index);
  const others = words.filter((word) => nameOf(word, github) === null);
  const [only] = others;
  if (only !== undefined && words.length === 1 && meaningOf(only) === 'not-understood') return { names: [only], left: '' };
  return { names, left: others.join(' ') };
}

function nameOf(word: string, github: string | undefined): string | null {
  const [mention] = readRepositories(word, github);
  return mention?.kind === 'github' ? `${mention.owner}/${mention.name}` : null;
}
