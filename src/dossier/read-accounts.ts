import { blankHtmlComments } from '../markdown/strip-html-comments.ts';
import { inlineSpans } from '../markdown/inline-spans.ts';
import { readBlocks } from '../markdown/read-blocks.ts';
import { splitLines } from '../markdown/split-lines.ts';
import { isAccountPath, isLogin } from '../words/login.ts';

/** The accounts that each line of a Markdown text names, `@login` or `github.com/login`, as written; empty lines, code and HTML are left out. */
export function readAccountLines(text: string): readonly (readonly string[])[] {
  const lines = splitLines(blankHtmlComments(text));
  return readBlocks(lines.join('\n'))
    .filter(({ kind }) => kind === 'paragraph' || kind === 'heading')
    .flatMap(({ first, last }) => splitLines(withoutCode(lines.slice(first - 1, last).join('\n'))))
    .filter((line) => line.trim() !== '')
    .map(accountsOf);
}

/** The account that one word names, `@login`, `login` or `github.com/login`; null where it names none. */
export function readAccount(word: string): string | null {
  const bare = word.replace(/^@/, '');
  return isLogin(bare) ? bare : (accountsOf(word)[0] ?? null);
}

/** A line is still a line once its code is gone. */
function withoutCode(paragraph: string): string {
  return inlineSpans(paragraph).reduce(
    (text, { start, end }) => text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, '`') + text.slice(end),
    paragraph,
  );
}

/** What follows tells an account from an e-mail address, a team (`@org/team`), a bot (`@name[bot]`), a path. */
const named = /(?<![\w@./+-])(?:@([\w-]+)(?![\w[/@-]|\.\w)|(?:https?:\/\/)?(?:www\.)?github\.com\/([\w-]+)\/?(?![\w/%-]|\.\w))/gi;

function accountsOf(line: string): readonly string[] {
  return [...line.matchAll(named)].flatMap(([, mentioned, path]) => {
    if (mentioned !== undefined) return isLogin(mentioned) ? [mentioned] : [];
    return path !== undefined && isAccountPath(path) ? [path] : [];
  });
}
