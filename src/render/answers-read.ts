import { answerTo } from '../form/answer-to.ts';
import { lookUp } from '../words/look-up.ts';
import type { Answer, Unplaced } from '../form/answers.ts';
import { isAnswered } from '../form/is-answered.ts';
import type { Remark } from '../form/remarked-option.ts';
import type { StatusView } from '../dossier/plan.ts';
import { counted } from '../words/dates.ts';
import { fenced, join, list, type Markdown, md, trusted } from '../words/markdown.ts';

/** What was read of each field, each answer cut to `longest` characters; with 0, a sentence instead. */
export function answersRead({ form, answers, remarks }: StatusView, longest: number): Markdown {
  if (longest === 0) return md`Le dossier est trop long pour tout reprendre ici : le texte de la demande fait foi.`;
  return join(
    form.fields
      .filter(({ id, outside }) => outside !== true || isAnswered(answerTo(answers, id)))
      .map(({ id, label }) =>
        join([trusted(`**${label}**`), answer(answerTo(answers, id), longest), remarked(lookUp(remarks, id) ?? [])], '\n\n'),
      ),
  );
}

/** What was added to the options that were chosen. */
function remarked(remarks: readonly Remark[]): Markdown | null {
  return remarks.length === 0 ? null : list(remarks.map(({ option, text }) => md`${option} : ${text}`));
}

function answer(given: Answer, longest: number): Markdown {
  if (given === null) return md`_Pas de réponse._`;
  if (typeof given === 'string') return given.includes('\n') || given.length > 120 ? fenced(given, longest) : md`${given}`;
  if ('checked' in given) {
    const left = given.unchecked.length === 0 ? '' : `, ${counted(given.unchecked.length, 'case non cochée', 'cases non cochées')} :`;
    return join(
      [
        md`${trusted(counted(given.checked.length, 'case cochée', 'cases cochées'))}${trusted(left)}`,
        list(given.unchecked.map((box) => md`${box}`)),
      ],
      '\n',
    );
  }
  return given.length === 0
    ? md`_Pas de réponse._`
    : join(
        given.map((option) => md`${option}`),
        ', ',
      );
}

/** What belongs to no field, with the field it probably meant. */
export function unplacedText(unplaced: readonly Unplaced[], longest: number): Markdown {
  return join(
    unplaced.map(({ heading, text, line, nearest }) => {
      const where = heading === null ? md`Ligne ${line}, avant le premier titre :` : md`Ligne ${line}, sous le titre ${heading} :`;
      const advice = nearest === null ? null : md`Ce titre ressemble à ${nearest} : rétablissez-le tel quel pour que la réponse soit lue.`;
      return join([where, longest === 0 ? null : fenced(text, longest), advice]);
    }),
  );
}
