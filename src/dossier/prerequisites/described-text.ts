import { say } from '../../words/sentence.ts';
import { onlyAsks } from '../../answers/asks.ts';
import { isBareKind } from '../../answers/bare-kind.ts';
import { bareText, bareWords } from '../../answers/bare-text.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { namesProvider } from '../../answers/names-provider.ts';
import { holdsClause, readAnswer, type Reading, sayings } from '../../answers/reading.ts';
import { senseOfWord } from '../../answers/single-word.ts';
import type { Asked } from '../prerequisite.ts';
import { type Found, judgeText } from './judge-text.ts';
import { orDoubt } from './or-doubt.ts';
import { isNone } from '../../answers/none.ts';
import { isReasoned } from './reasoned-none.ts';
import { namesSomebody } from './names-somebody.ts';
import { repeatsQuestion } from './repeats-question.ts';

/** Words up to which « aucun … » says that there is nothing rather than describing what is done instead. */
const SHORT_NONE = 5;

/**
 * A description: a link, an image or an attachment, a diagram as code, or a text of a few words; for a field of one line, any text. Not a
 * bare « oui », nor the question again, nor « voir annexe » without the annex. Where one asks who, whoever is named answers. Doubtful where a team is asked for and nobody is named, and where only a sort of application is.
 */
export const describedText = judgeText({
  expected: 'quelques phrases, un lien, ou un schéma déposé dans la demande',
  example: '3 composants (API Java, interface Vue.js, traitement de nuit), une base PostgreSQL, un stockage S3',
  answersAnyway: tellsWho,
  find,
});

/** Where one asks who, whoever is to provide it is the answer, long before it is provided. */
function tellsWho({ text }: Reading, { prerequisite }: Asked): boolean {
  return prerequisite.asksWho && namesProvider(text);
}

function find(whole: Reading, asked: Asked): Found {
  const reading = afterQuestion(whole, asked);
  if (tellsWho(reading, asked)) return {};
  const { text } = reading;
  const copied = exampleAccount(text, asked);
  if (copied !== null) return { doubts: [say`${excerpt(copied)} est le compte de l’exemple, pas celui d’une personne du projet`] };
  const sent = withoutUploads(text);
  if (sent !== text && bareText(sent) === '')
    return { problems: [{ because: say`le fichier déposé n’avait pas fini d’être envoyé : déposez-le de nouveau` }] };
  if (holdsMatter(sent)) return {};
  if (onlyAsks(text)) return { doubts: [say`${excerpt(text)} pose une question`] };
  if (repeatsQuestion(text, asked)) return { problems: [{ because: say`${excerpt(text)} répète la question` }] };
  // Beyond a few words nothing more is asked, so that no more is looked at.
  const said = sayings(reading, ['said']).slice(0, 1000);
  const words = bareWords(bareText(said));
  if (words.length === 0) return saysNothing(reading, asked);
  if (isNone(sent) && (words.length <= SHORT_NONE || !isReasoned(sent, [asked.prerequisite.title, asked.field.label])))
    return { problems: [{ because: say`${excerpt(text)} ne décrit rien` }] };
  const somebody = !asked.prerequisite.namesTeam || namesSomebody(text);
  if (words.length === 1 && !somebody) return { problems: [{ because: say`${excerpt(text)} ne nomme personne` }] };
  const word = words.length === 1 && asked.field.type !== 'input' ? senseOfWord(said) : 'names';
  if (word === 'vague')
    return { problems: [{ because: say`${excerpt(text)} est trop court pour que la Service Team puisse s’en servir` }] };
  if (words.length > 1 && isBareKind(words)) return { doubts: [say`${excerpt(text)} nomme une sorte d’application, sans rien en décrire`] };
  if (word === 'may-name') return { doubts: [say`${excerpt(text)} tient en un mot`] };
  return somebody ? {} : { doubts: [say`${excerpt(text)} ne semble nommer personne`] };
}

/** « Sauvegarde : oui » says « oui »: a line, behind the question that it repeats. */
function afterQuestion(reading: Reading, asked: Asked): Reading {
  const [, label = '', rest = ''] = /^([^:\n]{1,60}):(?!\/\/)([^\n]+)$/.exec(reading.text.trim()) ?? [];
  return rest.trim() !== '' && !kept.test(bareText(rest)) && repeatsQuestion(label, asked) ? readAnswer(rest.trim(), null) : reading;
}

/** « Sauvegarde : S3 », « Sauvegarde : 30 jours »: alone they would be a half of the year and a delay; behind the question, they tell where and how long. */
const kept = /^(?:s3|\d{1,4} ?(?:h|heures?|j|jours?|semaines?|mois|ans?|annees?))$/;

/** What is wrong with an answer in which nothing is said. */
function saysNothing(reading: Reading, asked: Asked): Found {
  const shown = excerpt(reading.text);
  const joined = {
    because: say`${shown} ne décrit rien`,
    example: 'https://github.com/mon-organisation/mon-projet/blob/main/docs/architecture.md',
  };
  if (holdsClause(reading, ['pointer'])) return orDoubt(joined, { reading, asked });
  if (holdsClause(reading, ['assent'])) return { problems: [{ because: say`${shown} confirme, mais ne décrit rien` }] };
  return { problems: [{ because: say`${shown} ne décrit rien` }] };
}

/** Whether a text holds a link, an image or an attachment (GitHub writes both as links), an address, an account or a block of code. */
function holdsMatter(text: string): boolean {
  return /https?:\/\/\S|<img\s|\]\(\S|[\w.-]@[a-z0-9]|(?:^|\s)@[a-z0-9]|```|~~~|www\.[a-z0-9]/i.test(text);
}

/** The account of the form’s own example, where people are asked for and no other sign of anybody stands beside it; null elsewhere. */
function exampleAccount(text: string, { field, prerequisite: { namesTeam } }: Asked): string | null {
  if (!namesTeam || !('placeholder' in field) || text.length > LONGEST_TEAM) return null;
  const examples = (field.placeholder ?? '').match(/@[\w-]+/g) ?? [];
  const copied = examples.find((account) => text.includes(account));
  return copied === undefined || namesSomebody(examples.reduce((rest, account) => rest.replaceAll(account, ' '), text)) ? null : copied;
}

/** Characters of an answer that names a team. */
const LONGEST_TEAM = 5_000;

/** The text without the marks that GitHub's page leaves while a file is being sent. */
function withoutUploads(text: string): string {
  return text.replaceAll(/!?\[Uploading [^\]\n]{0,300}\]\(\)/g, '');
}
