import type { FormField } from '../../form/issue-form.ts';
import { say } from '../../words/sentence.ts';
import { bareText, bareWords } from '../../answers/bare-text.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { judgeText, type Problem } from './judge-text.ts';
import { isNone } from './non-answer.ts';

/** Words up to which « aucun … » says that there is nothing rather than describing what is done instead. */
const SHORT_NONE = 5;

/** Answers that agree without telling anything; bare. */
const assents: ReadonlySet<string> = new Set([
  'oui',
  'oui oui',
  'yes',
  'ok',
  'fait',
  'c est fait',
  'deja fait',
  'done',
  'vu',
  'd accord',
  'prevu',
  'c est prevu',
  'a jour',
  'plus tard',
]);

/**
 * A description: a link, an image or an attachment, a diagram as code, or a text of a few words; for a field of one line, any text. Not a
 * bare « oui », nor « voir annexe » without the annex.
 */
export const describedText = judgeText({
  expected: 'quelques phrases, un lien, ou un schéma déposé dans la demande',
  example: '3 composants (API Java, interface Vue.js, traitement de nuit), une base PostgreSQL, un stockage S3',
  findProblems: (text, { field }) => findProblems(text, field),
});

function findProblems(text: string, field: FormField): readonly Problem[] {
  const sent = withoutUploads(text);
  if (sent !== text && bareText(sent) === '')
    return [{ because: say`le fichier déposé n’avait pas fini d’être envoyé : déposez-le de nouveau` }];
  if (holdsMatter(sent)) return [];
  // Beyond a few words nothing more is asked, so that no more is looked at.
  const words = bareWords(bareText(sent.slice(0, 1000)));
  const shown = excerpt(text);
  if (assents.has(words.join(' '))) return [{ because: say`${shown} confirme, mais ne décrit rien` }];
  if (words.length <= SHORT_NONE && isNone(sent)) return [{ because: say`${shown} ne décrit rien` }];
  if (words.length <= 4 && /^(?:voir|cf|confer)$/.test(words[0] ?? '')) {
    return [
      {
        because: say`${shown} renvoie à un document qui n’est ni joint ni en lien`,
        example: 'https://github.com/mon-organisation/mon-projet/blob/main/docs/architecture.md',
      },
    ];
  }
  return words.length >= 2 || field.type === 'input'
    ? []
    : [{ because: say`${shown} est trop court pour que la Service Team puisse s’en servir` }];
}

/** Whether a text holds a link, an image or an attachment (GitHub writes both as links), an address, an account or a block of code. */
function holdsMatter(text: string): boolean {
  return /https?:\/\/\S|<img\s|\]\(\S|[\w.-]@[a-z0-9]|(?:^|\s)@[a-z0-9]|```|~~~|www\.[a-z0-9]/i.test(text);
}

/** The text without the marks that GitHub's page leaves while a file is being sent. */
function withoutUploads(text: string): string {
  return text.replaceAll(/!?\[Uploading [^\]\n]{0,300}\]\(\)/g, '');
}
