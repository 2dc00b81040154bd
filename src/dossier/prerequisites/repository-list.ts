import { answerLines } from './answer-lines.ts';
import { authorityOf } from './host.ts';
import { trimToken } from './tokens.ts';

/** What a line of an answer says of a repository. */
export type RepositoryMention =
  | { readonly kind: 'github'; readonly owner: string; readonly name: string }
  /** `url` as written, without credentials. */
  | { readonly kind: 'gitlab' | 'other-forge'; readonly url: string }
  /** A line, or the part of it that comes nearest, that names no repository; `line` from 1. */
  | { readonly kind: 'unreadable'; readonly text: string; readonly line: number };

/** A word of a line, with whether a repository is awaited there: at the beginning, after a colon or a dash, or after another one. */
interface Word {
  readonly text: string;
  readonly label: boolean;
}

/**
 * The repositories that a text names, in order, each once: GitHub addresses (HTTPS, SSH, with or without `.git` or a path), `owner/name`,
 * Markdown links, addresses of other forges. Lists, labels before and comments after a repository are allowed. A line that names none is
 * `unreadable`, prose and titles included: the caller knows whether that matters. Linear.
 */
export function readRepositories(text: string): readonly RepositoryMention[] {
  const mentions = answerLines(text).flatMap((line) => {
    const found = readLine(line.text);
    return found.length > 0 ? found.map((mention) => ({ ...mention, line: line.line })) : [{ kind: 'unreadable', text: line.text, line: line.line } as const];
  });
  return unique(mentions);
}
