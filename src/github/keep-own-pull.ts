import type { OnBehalfOf } from '../dossier/on-behalf-of.ts';
import { digest } from '../words/digest.ts';
import { withMarkerFirst } from './mirror-marker.ts';
import type { Repository } from './octokit.ts';
import { markText, textDigest } from './pull-text.ts';
import type { OwnPull } from './read-own-pull.ts';
import { confirmRight } from './rights.ts';
import { place } from './write-own-pull.ts';

/** A pull request of the App's own, as it was seen and as it must be. */
export interface KeptPull {
  readonly repository: Repository;
  readonly seen: Pick<OwnPull, 'pull' | 'pullText' | 'pullOf'>;
  readonly defaultBranch: string;
  readonly onBehalfOf: OnBehalfOf;
  readonly text: { readonly title: string; readonly body: string };
  /** Signed: tells whose dossier it is. */
  readonly marker: string;
  /** It goes to the branch that becomes the default one; not where nothing is left for it to bring. */
  readonly follows: boolean;
  /** Whether one whose mark is of before marks told where the App sent it follows as well: where all did then, whoever sent them. */
  readonly oldFollow: boolean;
}

/** The title and the body of one that is sent to a branch, with its marks. */
export function writtenFor({ text, marker }: Pick<KeptPull, 'text' | 'marker'>, base: string): { title: string; body: string } {
  return { title: text.title, body: `${marker}\n${markText(text, base)}` };
}

/**
 * Brings an open pull request to its text, but for one that somebody changed, then to the default branch, unless the team chose where it goes. One that goes to the default branch
 * already follows it from then on, whoever sent it there: GitHub itself, where the branch was renamed. Returns the number of writes: none when all is there. A text that is somebody's gets back the mark that tells whose dossier it is, and nothing else. Throws RightLost, asked before each write.
 */
export async function keepOwnPull(kept: KeptPull): Promise<number> {
  const { pull } = kept.seen;
  if (pull?.state !== 'open') return 0;
  // A branch that GitHub refuses leaves the text written.
  const written = await keepText(kept, pull);
  if (!kept.follows || pull.base === kept.defaultBranch || !mayFollow(kept)) return written;
  const text = isSomebodys(kept.seen) ? {} : writtenFor(kept, kept.defaultBranch);
  return written + (await update(kept, { base: kept.defaultBranch, ...text }));
}

/** What is written of one that is opened again: its text, but for one that somebody changed. */
export function textWhenReopened(kept: KeptPull): { title?: string; body?: string } {
  return isSomebodys(kept.seen) ? {} : writtenFor(kept, sentTo(kept));
}

async function keepText(kept: KeptPull, { number, base }: { readonly number: number; readonly base: string }): Promise<number> {
  const { pullOf, pullText } = kept.seen;
  const leftBehind = pullText !== null && (pullText.written !== textDigest(kept.text) || namesFormerBase(kept, base));
  if (!isSomebodys(kept.seen)) return pullOf === null || leftBehind ? update(kept, writtenFor(kept, sentTo(kept))) : 0;
  if (pullOf !== null) return 0;
  const { data } = await kept.repository.octokit.rest.pulls.get({ ...place(kept.repository), pull_number: number });
  return update(kept, { body: withMarkerFirst(data.body ?? '', kept.marker) });
}

/** Its mark tells of another branch than the default one, to which it goes. */
function namesFormerBase({ seen: { pullText }, defaultBranch, follows }: KeptPull, base: string): boolean {
  const marked = pullText?.base ?? null;
  return follows && marked !== null && base === defaultBranch && marked !== digest(base);
}

function isSomebodys({ pullText }: KeptPull['seen']): boolean {
  return pullText?.edited === true;
}

/** Where the App sends one whose text is written again: it stays where it went until it follows the default branch, and where the team sent it. */
function sentTo({ seen, defaultBranch }: KeptPull): string {
  return seen.pull !== null && isSentByApp(seen) ? seen.pull.base : defaultBranch;
}

/** Whether the App sent it where it goes, as far as is known. */
function mayFollow({ seen, oldFollow }: KeptPull): boolean {
  const isOfBefore = seen.pullText !== null && seen.pullText.written !== null && seen.pullText.base === null;
  return (oldFollow && isOfBefore) || isSentByApp(seen);
}

/** True where it goes where the App sent it, and not where the team did; false as well where that is not known. */
function isSentByApp({ pull, pullText }: KeptPull['seen']): boolean {
  return pull !== null && pullText?.base === digest(pull.base);
}

interface PullChange {
  readonly title?: string;
  readonly body?: string;
  readonly base?: string;
}

async function update({ repository, seen, onBehalfOf }: KeptPull, change: PullChange): Promise<number> {
  if (seen.pull === null) return 0;
  await confirmRight(repository, onBehalfOf);
  await repository.octokit.rest.pulls.update({ ...place(repository), pull_number: seen.pull.number, ...change });
  return 1;
}
