import { say } from '../../words/sentence.ts';
import { describeNameRule, isConsoleName, proposedName } from '../../answers/console-names.ts';
import { bareText } from '../../answers/bare-text.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { holdsClause, type Reading, sayings } from '../../answers/reading.ts';
import type { Asked } from '../prerequisite.ts';
import { type Found, judgeText, tellsWhen } from './judge-text.ts';
import { repeatsQuestion } from './repeats-question.ts';

/**
 * The name of the project, as people call it: any name will do. Where the console would refuse it, the remark proposes the one it would
 * take, which nobody can change afterwards.
 */
export const platformName = judgeText({
  expected: 'le nom du projet, tel que vous l’appelez',
  example: 'suividemandes',
  answersAnyway: tellsWhen,
  find,
});

function find(reading: Reading, asked: Asked): Found {
  const { text } = reading;
  if (repeatsQuestion(text, asked)) return { problems: [{ because: say`${excerpt(text)} répète la question` }] };
  const shown = excerpt(text);
  if (/^(?:aucune?|neant|non|none|ras|rien|n ?\/? ?a|s\/o|sans objet|idem|(?:voir|cf|idem) (?:le )?titre)$/.test(bareText(text)))
    return { problems: [{ because: say`${shown} ne nomme pas le projet` }] };
  if (sayings(reading, ['said', 'appointment', 'mark', 'pointer']) === '')
    return holdsClause(reading, ['filler'])
      ? { doubts: [say`${shown} ressemble à un essai plus qu’à un nom`] }
      : { problems: [{ because: say`${shown} ne nomme pas le projet` }] };
  if (holdsClause(reading, ['pointer']) && /^(?:cf|confer|voir (?:le|la|les|l'|fiche|annexe|note|doc))(?![\p{L}])/u.test(bareText(text)))
    return { doubts: [say`${shown} renvoie à un document plutôt que de nommer le projet`] };
  if (
    /(?<![\p{L}])(?:(?:pas|plus) (?:encore )?de nom|nom (?:\p{L}{1,14} ){0,2}a (?:trouver|definir|choisir|venir|confirmer))(?![\p{L}])/u.test(
      bareText(text),
    )
  )
    return { doubts: [say`${shown} dit que le nom reste à trouver`] };
  return remarkOn(bareText(text));
}

function remarkOn(name: string): Found {
  if (isConsoleName(name, 'project')) return {};
  const proposed = proposedName(name, 'project');
  const wanted = `la console demande un nom de ${describeNameRule('project')}, choisi une fois pour toutes`;
  return { note: proposed === null ? `${wanted} : trouvez-en un avec la Service Team` : `${wanted} : par exemple « ${proposed} »` };
}
