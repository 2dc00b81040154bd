import type { Env } from 'markdown-it';

/** How a text of GitHub is shown on a page. */
export interface MarkdownPage {
  /** Where a link leads, the address as written by default. */
  readonly link?: (href: string) => string;
  /** Accounts and teams (`owner/team`) whose `@name` is a link. */
  readonly names?: ReadonlySet<string>;
  /** Id of the form that a tick box sends, with the line of the box as `case`; absent where the reader may not tick. */
  readonly tickForm?: string;
}

/** The page of each rendering under way, by the environment that markdown-it hands to its rules. */
const pages = new WeakMap<Env, MarkdownPage>();

/** An environment for one rendering on that page. */
export function environmentOf(page: MarkdownPage): Env {
  const environment: Env = {};
  pages.set(environment, page);
  return environment;
}

/** The page for which a rule works. */
export function pageOf(environment: Env | undefined): MarkdownPage {
  return (environment && pages.get(environment)) ?? {};
}
