import { styleText } from 'node:util';
import { readMarker } from '../../src/render/marker.ts';
import type { CommentView, DossierView } from '../emulator/dossier-view.ts';
import { terminalMarkdown } from './terminal-markdown.ts';

/** Tells the tour in the terminal. */
export interface Narrator {
  readonly line: (text: string) => void;
  readonly chapter: (title: string) => void;
  /** Who does what, as step `number` of `total`. */
  readonly act: (step: { readonly number: number; readonly total: number; readonly who: string; readonly does: string }) => void;
  /** What changed in the dossier since the last look. */
  readonly changes: (before: DossierView | null, after: DossierView) => void;
  /** A page of GitHub besides the dossier, as Markdown. */
  readonly page: (markdown: string) => void;
  readonly verdict: (differences: readonly string[]) => void;
}

/** A narrator that writes with `write`; `app` is the login of the App. */
export function createNarrator(write: (text: string) => void, app: string): Narrator {
  const line = (text: string) => write(`${text}\n`);
  return {
    line,
    chapter: (title) => line(`\n${styleText(['bold', 'cyan'], `━━ ${title} ${'━'.repeat(Math.max(0, 90 - title.length))}`)}`),
    act: ({ number, total, who, does }) => line(`\n${styleText('dim', `[${number}/${total}]`)} ${styleText('bold', who)} ${does}`),
    changes: (before, after) => {
      for (const change of labelChanges(before, after)) line(`      ${change}`);
      for (const reaction of newReactions(before, after)) line(`      ${reaction}`);
      for (const { comment, old } of appChanges(before, after, app)) for (const text of told(comment, old)) line(`\n${text}`);
      if (before?.state === 'open' && after.state === 'closed') line(`      ${styleText('bold', 'Le ticket est fermé.')}`);
    },
    page: (markdown) => {
      const [title = '', ...rest] = markdown.split('\n');
      line(`\n${boxed(title, terminalMarkdown(rest.join('\n')))}`);
    },
    verdict: (differences) => {
      for (const difference of differences) line(`      ${styleText('red', `✗ ${difference}`)}`);
      if (differences.length === 0) line(`      ${styleText('green', '✓ comme attendu')}`);
    },
  };
}

/** The comments of the App that are new or changed, each with its former text. */
export function appChanges(
  before: DossierView | null,
  after: DossierView,
  app: string,
): readonly { comment: CommentView; old: string | null }[] {
  return after.comments
    .filter(({ author }) => author === app)
    .map((comment) => ({ comment, old: before?.comments.find(({ id }) => id === comment.id)?.body ?? null }))
    .filter(({ comment, old }) => comment.body !== old);
}

/** The reactions that are new, each with the comment that it answers. */
export function newReactions(before: DossierView | null, after: DossierView): readonly string[] {
  return after.comments.flatMap(({ id, author, body, reactions }) => {
    const known = before?.comments.find((comment) => comment.id === id)?.reactions ?? [];
    const [said = ''] = body.split('\n').filter((text) => text.startsWith('/'));
    return reactions
      .filter((reaction) => !known.includes(reaction))
      .map((reaction) => `${reaction} sur le commentaire de ${author}${said === '' ? '' : ` : ${said}`}`);
  });
}

function labelChanges(before: DossierView | null, after: DossierView): readonly string[] {
  const known = before?.labels ?? [];
  const added = after.labels.filter((label) => !known.includes(label)).map((label) => styleText('green', `+ ${label}`));
  const removed = known.filter((label) => !after.labels.includes(label)).map((label) => styleText('yellow', `− ${label}`));
  return added.length + removed.length === 0 ? [] : [`étiquettes : ${[...added, ...removed].join('   ')}`];
}

/** A new comment in full; of one that was edited, the lines that changed, nothing where none that shows did. */
function told(comment: CommentView, old: string | null): readonly string[] {
  const text = terminalMarkdown(comment.body);
  const slot = readMarker(comment.body) ?? '';
  if (old === null) return [boxed(`accostage[bot] écrit un commentaire (${slot})`, text)];
  const known = new Set(terminalMarkdown(old).split('\n'));
  const changed = text.split('\n').filter((line) => line.trim() !== '' && !known.has(line));
  return changed.length === 0 ? [] : [boxed(`accostage[bot] met à jour son commentaire (${slot})`, changed.join('\n'))];
}

function boxed(title: string, text: string): string {
  const bar = styleText('blue', '│');
  const lines = text.split('\n').map((line) => `      ${bar} ${line}`);
  return [`      ${styleText('blue', `╭─ ${title}`)}`, ...lines, `      ${styleText('blue', '╰─')}`].join('\n');
}
