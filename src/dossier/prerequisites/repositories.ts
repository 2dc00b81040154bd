import { isLogin } from '../../words/login.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { mentionsDate } from '../../answers/dates.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { isInternalHost } from '../../answers/host.ts';
import { judgeText, type Problem } from './judge-text.ts';
import { hostOf } from '../../answers/repository-address.ts';
import { readRepositories, type RepositoryMention } from '../../answers/repository-list.ts';

/**
 * Git repositories that the platform can reach from the Internet, on GitHub or on another forge; or the date at which they are planned.
 * Prose around them is left alone.
 */
export const repositories = judgeText({
  expected: 'un dépôt par ligne, sous la forme d’une adresse GitHub ou organisation/nom, joignable depuis Internet',
  example: 'https://github.com/mon-organisation/mon-application',
  findProblems,
});

function findProblems(text: string): readonly Problem[] {
  const mentions = readRepositories(text);
  const problems = mentions.flatMap(problemOf);
  const readable = mentions.some(({ kind }) => kind !== 'unreadable');
  if (readable || problems.length > 0 || mentionsDate(text)) return problems;
  return [{ because: say`aucun dépôt n’est lisible dans ${excerpt(text)}` }];
}

function problemOf(mention: RepositoryMention): readonly Problem[] {
  switch (mention.kind) {
    case 'github':
      return [];
    case 'gitlab':
    case 'other-forge':
      if (!isInternalHost(hostOf(mention.url))) return [];
      return [{ because: say`le dépôt ${excerpt(mention.url)} est sur un réseau interne : il doit être joignable depuis Internet` }];
    case 'unreadable':
      return isAttempt(mention.text) ? [{ because: unreadable(mention) }] : [];
    default:
      return mention satisfies never;
  }
}

function unreadable({ text, line }: Extract<RepositoryMention, { kind: 'unreadable' }>): Sentence {
  const shown = excerpt(text);
  return isGitHubAddress(text)
    ? say`la ligne ${line} ne dit pas quel dépôt de GitHub : ${shown}`
    : say`la ligne ${line} n’est pas lisible comme un dépôt : ${shown}`;
}

/** Whether a line was meant as a repository: an address of GitHub, a path, or a name alone as repositories are called. */
function isAttempt(text: string): boolean {
  if (isGitHubAddress(text) || isSpaced(text)) return true;
  if (/\s/.test(text) || text.endsWith(':')) return false;
  return /[a-z]\S*\/|\/\S*[a-z]/i.test(text.slice(0, 200)) || /^[a-z\d]+[-_.]\S*$/.test(text);
}

/** `owner / name`, and a sign that repositories have rather than words: « front / back » is a title. */
function isSpaced(text: string): boolean {
  const [, owner = ''] = /^(\S{1,39}) ?\/ ?[\w.-]{1,100}$/.exec(text) ?? [];
  return isLogin(owner) && /[-_.\d]/.test(text);
}

function isGitHubAddress(text: string): boolean {
  return /\bgithub\.com\b/i.test(text);
}
