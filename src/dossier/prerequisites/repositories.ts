import { isLogin } from '../../words/login.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { bareText } from '../../answers/bare-text.ts';
import { mentionsDate } from '../../answers/dates.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { isInternalHost, isPublicForge } from '../../answers/host.ts';
import type { Reading } from '../../answers/reading.ts';
import { hostOf, mayBeRepository } from '../../answers/repository-address.ts';
import { readRepositories, type RepositoryMention } from '../../answers/repository-list.ts';
import type { Asked } from '../prerequisite.ts';
import { type Found, judgeText, type Problem, tellsWhen } from './judge-text.ts';

/**
 * Git repositories that the platform can reach from the Internet, on GitHub or on another forge; or the date at which they are planned; or
 * the same as those of another answer. Prose around them is left alone. A forge that nobody knows to be public is remarked; what seems to be a site is for a person to see.
 */
export const repositories = judgeText({
  expected: 'un dépôt par ligne, sous la forme d’une adresse GitHub ou organisation/nom, joignable depuis Internet',
  example: 'https://github.com/mon-organisation/mon-application',
  answersAnyway: (reading) => tellsWhen(reading) || tellsCreation(reading),
  find,
});

function find({ text }: Reading, asked: Asked): Found {
  const { github } = asked;
  const mentions = readRepositories(text, github);
  const readable = mentions.filter(({ kind }) => kind !== 'unreadable');
  const problems = mentions.flatMap((mention) => problemOf(mention, github));
  if (problems.length > 0 && (readable.length > 0 || !isSame(text))) return { problems };
  if (readable.length > 0 && readable.every(isSite))
    return { doubts: [say`${excerpt(text)} ne semble pas donner l’adresse d’un dépôt Git`] };
  if (readable.length > 0)
    return readable.every((mention) => isKnownPublic(mention, github)) ? {} : { note: 'accès depuis Internet non vérifié' };
  if (isSame(text)) return sameAs(text, asked);
  if (mentionsDate(text)) return {};
  return { problems: [{ because: say`aucun dépôt n’est lisible dans ${excerpt(text)}` }] };
}

function isSite(mention: RepositoryMention): boolean {
  return 'url' in mention && !mayBeRepository(mention.url);
}

/** « à créer pour fin mars »: there is none yet, and one knows until when. */
function tellsCreation({ text }: Reading): boolean {
  return /\b(?:creer|creation|ouvrir|initialiser|pas encore)\b/.test(bareText(text)) && mentionsDate(text);
}

/** Nobody knows who reaches a GitHub of somebody's own. */
function isKnownPublic(mention: RepositoryMention, github: string | undefined): boolean {
  if (mention.kind === 'github') return github === undefined;
  return mention.kind === 'unreadable' || isPublicForge(hostOf(mention.url));
}

/** « Le même que l’applicatif », « identique au dépôt applicatif », « idem ». */
function isSame(text: string): boolean {
  return (
    text.length <= 300 &&
    (/\b(?:dans|du|des) (?:le |les |l')?(?:meme )?(?:depots?|repos?) (?:applicatifs?|de l'appli(?:cation)?|du code|des? sources?|ci-dessus|du (?:front|back))(?![\p{L}])/u.test(
      bareText(text),
    ) ||
      /^(?:(?:c'est|dans|sur|le depot|les depots|depot|depots|voir|cf|ce sont|[:.]) ?){0,4}(?:idem|pareil|identiques?|les? memes?|la meme|meme (?:depot|repo|projet|endroit)|same|inclus|mono-?repo|depots? applicatifs?|(?:depots? )?applicatifs?|ci-dessus)(?![\p{L}])/u.test(
        bareText(text),
      ))
  );
}

/** Met where the answer says the same as what, and another answer holds a repository; a person sees to the others. */
function sameAs(text: string, { answers, prerequisite, github }: Asked): Found {
  const shown = excerpt(text);
  const others = Object.entries(answers).some(
    ([field, answer]) =>
      field !== prerequisite.field &&
      typeof answer === 'string' &&
      readRepositories(answer, github).some(({ kind }) => kind !== 'unreadable'),
  );
  if (!others) return { doubts: [say`${shown} renvoie à un dépôt qu’aucune autre réponse ne donne`] };
  return /\s/.test(text.trim())
    ? { note: 'le même dépôt que dans une autre réponse' }
    : { doubts: [say`${shown} ne dit pas à quel dépôt il renvoie`] };
}

function problemOf(mention: RepositoryMention, github: string | undefined): readonly Problem[] {
  switch (mention.kind) {
    case 'github':
      return [];
    case 'gitlab':
    case 'other-forge':
      if (!isInternalHost(hostOf(mention.url))) return [];
      return [{ because: say`le dépôt ${excerpt(mention.url)} est sur un réseau interne : il doit être joignable depuis Internet` }];
    case 'unreadable':
      return isAttempt(mention.text, github) ? [{ because: unreadable(mention, github) }] : [];
    default:
      return mention satisfies never;
  }
}

function unreadable({ text, line }: Extract<RepositoryMention, { kind: 'unreadable' }>, github: string | undefined): Sentence {
  const shown = excerpt(text);
  return isGitHubAddress(text, github)
    ? say`la ligne ${line} ne dit pas quel dépôt de GitHub : ${shown}`
    : say`la ligne ${line} n’est pas lisible comme un dépôt : ${shown}`;
}

/** Whether a line was meant as a repository: an address of GitHub, a path, or a name alone as repositories are called. */
function isAttempt(text: string, github: string | undefined): boolean {
  if (isGitHubAddress(text, github) || isSpaced(text)) return true;
  if (/\s/.test(text) || text.endsWith(':')) return false;
  return /[a-z]\S*\/|\/\S*[a-z]/i.test(text.slice(0, 200)) || /^[a-z\d]+[-_.]\S*$/.test(text);
}

/** `owner / name`, and a sign that repositories have rather than words: « front / back » is a title. */
function isSpaced(text: string): boolean {
  const [, owner = ''] = /^(\S{1,39}) ?\/ ?[\w.-]{1,100}$/.exec(text) ?? [];
  return isLogin(owner) && /[-_.\d]/.test(text);
}

function isGitHubAddress(text: string, github: string | undefined): boolean {
  return github === undefined ? /\bgithub\.com\b/i.test(text) : text.toLowerCase().includes(github);
}
