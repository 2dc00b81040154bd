import { blankHtmlComments } from '../markdown/strip-html-comments.ts';
import { standingText } from '../answers/standing-text.ts';
import { inlineSpans } from '../markdown/inline-spans.ts';
import { readBlocks } from '../markdown/read-blocks.ts';
import { splitLines } from '../markdown/split-lines.ts';
import { isAccountPath, isLogin } from '../words/login.ts';

/**
 * The accounts that each line of a Markdown text names, `@login` or `github.com/login`, as written; empty lines, code and HTML are left out. `github` is the
 * host of a GitHub that is not github.com.
 */
export function readAccountLines(text: string, github: string | undefined): readonly (readonly string[])[] {
  const lines = splitLines(blankHtmlComments(text));
  return readBlocks(lines.join('\n'))
    .filter(({ kind }) => kind === 'paragraph' || kind === 'heading')
    .flatMap(({ first, last }) => splitLines(withoutCode(lines.slice(first - 1, last).join('\n'))))
    .filter((line) => line.trim() !== '')
    .map((line) => accountsOf(line, github));
}

/** The account that one word names, `@login`, `login` or `github.com/login`, as it reads; null where it names none, or several: rights go to nobody by a guess. */
export function readAccount(word: string, github: string | undefined): string | null {
  const standing = standingText(word);
  const bare = standing.replace(/^@/, '');
  if (isLogin(bare)) return bare;
  const named = accountsOf(standing, github);
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** A line is still a line once its code is gone. Linear in the paragraph, however many spans it holds. */
function withoutCode(paragraph: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of inlineSpans(paragraph)) {
    pieces.push(paragraph.slice(at, start), paragraph.slice(start, end).replace(/[^\n]/g, '`'));
    at = end;
  }
  return [...pieces, paragraph.slice(at)].join('');
}

/** What follows tells an account from an e-mail address, a team (`@org/team`), a bot (`@name[bot]`), a path; and the whole of a name from its beginning (`@benoît`, or a dash where a hyphen should be). */
function naming(host: string): RegExp {
  const page = host.replaceAll('.', '\\.');
  const more = String.raw`[\p{L}\p{M}\p{N}_]|[\p{Pd}\u2212.][\p{L}\p{N}_]`;
  return new RegExp(
    String.raw`(?<![\p{L}\p{M}\p{N}_@./+\-])(?:@([a-z\d_\-]+)(?![[/@\-]|${more})|(?:https?://)?(?:www\.)?${page}/([a-z\d_\-]+)/?(?![/%\-]|${more}))`,
    'giu',
  );
}

const onGitHubCom = naming('github.com');

function accountsOf(line: string, github: string | undefined): readonly string[] {
  // « @lea/@karim » names two accounts, `@org/team` a team.
  const apart = line.replaceAll(/(@[a-z\d_-]+)\/(?=@[a-z\d])/gi, '$1 ');
  return [...apart.matchAll(github === undefined ? onGitHubCom : naming(github))].flatMap(([, mentioned, path]) => {
    if (mentioned !== undefined) return isLogin(mentioned) ? [mentioned] : [];
    return path !== undefined && isAccountPath(path) ? [path] : [];
  });
}
