import type { Asked, PrerequisiteKind } from '../dossier/prerequisite.ts';
import { withoutBareTitles } from './reading/flow-rows.ts';
import { readFlows } from './reading/read-flows.ts';
import { say } from '../words/sentence.ts';
import { readAnswer } from '../answers/reading.ts';
import { excerpt } from '../answers/excerpt.ts';
import { judgeText, type Problem } from '../dossier/prerequisites/judge-text.ts';

/**
 * Network flows, one a line, in a list, a table, CSV or prose: each that is declared names its destination. Read as they are tracked later; titles of a table
 * that nobody filled in are no answer.
 */
export const flows: PrerequisiteKind = (asked) => {
  if (typeof asked.answer !== 'string') return judgeFlows(asked);
  const answer = withoutBareTitles(asked.answer);
  return judgeFlows(answer === asked.answer ? asked : { ...asked, answer, reading: readAnswer(answer, asked.field) });
};

const judgeFlows = judgeText({
  expected: 'un flux par ligne, avec sa destination (nom d’hôte, adresse IP ou URL), son port, son protocole et sa raison',
  example: 'annuaire.exemple.interieur.gouv.fr 636/TCP (LDAPS) : authentification des agents',
  find: ({ text }, asked) => ({ problems: findProblems(text, asked) }),
});

function findProblems(text: string, { flowAnswers }: Asked): readonly Problem[] {
  const known = flowAnswers.find((answer) => answer.text === text);
  const read = known ?? readFlows(text, 'mi');
  if (read.flows.length === 0 && !read.pointsAway) return [{ because: say`aucune destination n’est lisible dans ${excerpt(text)}` }];
  return read.problems;
}
