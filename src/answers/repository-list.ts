import { standingText } from './standing-text.ts';
import { answerLines } from './answer-lines.ts';
import { isOnOtherForge, titlesOtherForge } from './other-forges.ts';
import { repositoryKey } from '../words/key.ts';
import { sameLogin } from '../words/login.ts';
import { readAddress, readGitHubPath, type RepositoryAddress } from './repository-address.ts';
import { trimToken } from './tokens.ts';

/** What a line of an answer says of a repository. */
export type RepositoryMention =
  | RepositoryAddress
  /** A line that names no repository, or the part of it that comes nearest; `line` from 1. */
  | { readonly kind: 'unreadable'; readonly text: string; readonly line: number };

/**
 * The repositories that a text names, in order, each once: GitHub addresses (HTTPS, SSH, with or without `.git` or a path), `owner/name`,
 * Markdown links, addresses of other forges. Lists, labels before and comments after a repository are allowed. A line that names none is
 * `unreadable`, prose and titles included: the caller knows whether that matters. `github` is the host of a GitHub that is not github.com.
 */
export function readRepositories(text: string, github: string | undefined): readonly RepositoryMention[] {
  let elsewhere = false;
  const mentions = answerLines(standingText(text)).flatMap(({ text: written, line }): readonly RepositoryMention[] => {
    if (!written.includes('/')) elsewhere = titlesOtherForge(written);
    const found = readLine(withoutSpaces(written), { github, elsewhere });
    if (found.length === 0) return [{ kind: 'unreadable', text: written, line }];
    return found.map((one) => (one.kind === 'incomplete' ? { kind: 'unreadable', text: one.text, line } : one));
  });
  return unique(mentions);
}

/** « Dépôt : organisation / nom » as « Dépôt : organisation/nom »: only where a label says that a repository follows. */
function withoutSpaces(line: string): string {
  return line.replace(
    /^((?:[\p{L}'’]{1,20} ){0,4}(?:d[ée]p[ôo]ts?|repos?|repository|github|git|sources?)(?: [\p{L}'’]{1,20}){0,3} ?: ?[\w-]{1,39}) \/ (?=[\w.-]{1,100}(?:$|[\s,;()]))/iu,
    '$1/',
  );
}

type Found = RepositoryAddress | { readonly kind: 'incomplete'; readonly text: string };

/** Where a line stands: beside a GitHub that is not github.com, or under the name of another forge, where a bare name is none of GitHub. */
interface Around {
  readonly github: string | undefined;
  readonly elsewhere: boolean;
}

function readLine(line: string, around: Around): readonly Found[] {
  const found = readAddresses(line, around);
  const sure = found.filter(({ kind }) => kind === 'github' || kind === 'gitlab');
  // Beside a repository, any other address is that of its documentation.
  return sure.length > 0 ? sure : found;
}

function readAddresses(line: string, { github, elsewhere: under }: Around): readonly Found[] {
  const readAs = (word: string, sought: Sought) => readWord(word, { sought, github });
  const found: Found[] = [];
  const labels: Found[] = [];
  let titled = under;
  for (const segment of line.split(/[,;|]/)) {
    titled ||= line.startsWith('|') && titlesOtherForge(segment);
    const elsewhere = isOnOtherForge(segment) || (titled && !/github/i.test(segment));
    // A bare `owner/name` is read where a repository is awaited: elsewhere a slash means « or ».
    let awaited = true;
    const before = found.length;
    let labelled = false;
    for (const { 0: written, index } of segment.matchAll(/[^\s()<>[\]{}"'`’«»“”=→⇒]+/g)) {
      const word = trimToken(written);
      const bare: boolean = !elsewhere && (awaited || (found.length === 0 && /[-_.\d]/.test(word)));
      const read: Found | null =
        readAs(word, bare ? 'anywhere' : 'address') ?? (labelled && !elsewhere ? ofKnownOwner(readAs(word, 'anywhere'), found) : null);
      const pattern = isPattern(written, segment.charAt(index + written.length));
      const one: Found | null = read?.kind === 'github' && pattern ? { kind: 'incomplete', text: written } : read;
      const label = written.endsWith(':');
      if (one !== null) (label && one.kind === 'github' ? labels : found).push(one);
      awaited = one !== null || /^(?:et|ou|\+|&)$/.test(written) || (found.length === 0 && (label || word === ''));
      labelled = label && found.length === before;
    }
  }
  // « org/api: interface » names a repository, « front/back: org/web » only its label.
  return found.some(({ kind }) => kind === 'github') ? found : [...labels, ...found];
}

/** « org/suivi-* », « org/suivi-… », « org/suivi-<composant> », where a bracket is `next`: several names in one, and the name of none. « _org/api_ » and « org/api* (privé) » are names. */
function isPattern(written: string, next: string): boolean {
  const unmarked = written.replace(/^(\*{0,3})(_{1,3})(.+)\2\1$/, '$1$3$1');
  return /[-_](?:\*{1,2}|…|\.{2,3})[.:!?]?$/.test(unmarked) || (/[-_]$/.test(unmarked) && /^[<{[]$/.test(next));
}

/** « front: org/web ; back: org/api »: after a further label, a name of an owner already named; « org/api, stack: Java/Spring » names one repository. */
function ofKnownOwner(one: Found | null, found: readonly Found[]): Found | null {
  if (one?.kind !== 'github') return null;
  return found.some((known) => known.kind === 'github' && sameLogin(known.owner, one.owner)) ? one : null;
}

type Sought = 'anywhere' | 'address';

function readWord(written: string, { sought, github }: { sought: Sought; github: string | undefined }): Found | null {
  // « API:org/api », « Front:https://… », without a space; a port or `git@host:` has a dot or an @ before it.
  const word = written.replace(/^[\p{L}\d-]{2,20}:(?=[\w-]+\/[\w.-]+$|https?:\/\/)/u, '');
  const address = readAddress(word, github);
  if (address !== null) return address.kind === 'incomplete' ? { kind: 'incomplete', text: word } : address;
  if (sought === 'address' || word.split('/').length < 2 || !/[a-z]/i.test(word) || isRate(word) || isChoice(word)) return null;
  return readGitHubPath(word.replace(/^@/, ''));
}

/** What is written with slashes between words and names no repository: « et/ou », « front/back », « oui/non ». */
const notNames: ReadonlySet<string> = new Set(
  'et ou oui non yes no ci cd n a c s o tcp udp ip front back dev rec rct recette preprod prod client serveur api app infra web bdd db public prive interne externe fait'.split(
    ' ',
  ),
);

/** « 8080/api », « 500/jour »: an account may be called so, and is then read in an address only. */
function isRate(word: string): boolean {
  return /^\d+\//.test(word);
}

function isChoice(word: string): boolean {
  return word
    .toLowerCase()
    .split('/')
    .every((part) => notNames.has(part));
}

function unique(mentions: readonly RepositoryMention[]): readonly RepositoryMention[] {
  const keyed = mentions.map((mention, index) => [keyOf(mention, index), mention] as const);
  return [...new Map(keyed.toReversed()).values()].toReversed();
}

function keyOf(mention: RepositoryMention, index: number): string {
  switch (mention.kind) {
    case 'github':
      return repositoryKey(`${mention.owner}/${mention.name}`);
    case 'gitlab':
    case 'other-forge':
      return mention.url;
    case 'unreadable':
      return `${index}`;
    default:
      return mention satisfies never;
  }
}
