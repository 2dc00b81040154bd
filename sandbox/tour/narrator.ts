import { styleText } from 'node:util';
import { terminalMarkdown } from './terminal-markdown.ts';
import type { Seen } from './seen.ts';

/** Tells the tour in the terminal. */
export interface Narrator {
  readonly chapter: (title: string) => void;
  /** Who does what, as step `number` of `total`. */
  readonly act: (step: { readonly number: number; readonly total: number; readonly who: string; readonly does: string }) => void;
  /** What changed in the dossier since the last look. */
  readonly changes: (before: Seen | null, after: Seen) => void;
  readonly verdict: (differences: readonly string[]) => void;
  readonly line: (text: string) => void;
}

/** A narrator that writes lines with `write`. */
export function createNarrator(write: (text: string) => void): Narrator {
  const line = (text: string) => write(`${text}\n`);
  return {
    line,
    chapter: (title) => line(`\n${styleText(['bold', 'cyan'], `━━ ${title} ${'━'.repeat(Math.max(0, 90 - title.length))}`)}`),
    act: ({ number, total, who, does }) => line(`\n${styleText('dim', `[${number}/${total}]`)} ${styleText('bold', who)} ${does}`),
    changes: (before, after) => {
      for (const change of labelChanges(before, after)) line(`      ${change}`);
      for (const comment of changedComments(before, after)) line(`\n${comment}`);
      if (before?.open === true && !after.open) line(`      ${styleText('bold', 'le dossier est fermé')}`);
    },
    verdict: (differences) => {
      for (const difference of differences) line(`      ${styleText('red', `✗ attendu : ${difference}`)}`);
      if (differences.length === 0) line(`      ${styleText('green', '✓ comme attendu')}`);
    },
  };
}

function labelChanges(before: Seen | null, after: Seen): readonly string[] {
  const known = before?.labels ?? [];
  const added = after.labels.filter((label) => !known.includes(label)).map((label) => styleText('green', `+ ${label}`));
  const removed = known.filter((label) => !after.labels.includes(label)).map((label) => styleText('yellow', `− ${label}`));
  return added.length + removed.length === 0 ? [] : [`étiquettes : ${[...added, ...removed].join('   ')}`];
}

/** New comments in full; the status comment, edited at each step, by its first lines. */
function changedComments(before: Seen | null, after: Seen): readonly string[] {
  return after.comments.flatMap((comment) => {
    const old = before?.comments.find(({ id }) => id === comment.id);
    if (!comment.byApp || old?.body === comment.body) return [];
    const text = terminalMarkdown(comment.body);
    if (old === undefined) return [boxed(`accostage écrit (${comment.slot})`, text)];
    const summary = comment.slot === 'status' ? text.split('\n').slice(0, 14).join('\n') : changedLines(terminalMarkdown(old.body), text);
    return summary === '' ? [] : [boxed(`accostage met à jour (${comment.slot})`, summary)];
  });
}

function changedLines(before: string, after: string): string {
  const old = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => line.trim() !== '' && !old.has(line))
    .join('\n');
}

function boxed(title: string, text: string): string {
  const bar = styleText('blue', '│');
  const lines = text.split('\n').map((line) => `      ${bar} ${line}`);
  return [`      ${styleText('blue', `╭─ ${title}`)}`, ...lines, `      ${styleText('blue', '╰─')}`].join('\n');
}
