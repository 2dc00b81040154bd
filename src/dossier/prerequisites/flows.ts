import { readFlows } from '../flows/read-flows.ts';
import { say } from '../../words/sentence.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { judgeText, type Problem } from './judge-text.ts';

/** Network flows, one a line, in a list, a table, CSV or prose: each that is declared names its destination. Read as they are tracked later. */
export const flows = judgeText({
  expected: 'un flux par ligne, avec sa destination (nom d’hôte, adresse IP ou URL), son port, son protocole et sa raison',
  example: 'annuaire.exemple.interieur.gouv.fr 636/TCP (LDAPS) : authentification des agents',
  find: ({ text }) => ({ problems: findProblems(text) }),
});

function findProblems(text: string): readonly Problem[] {
  const read = readFlows(text, 'mi');
  if (read.flows.length === 0) return [{ because: say`aucune destination n’est lisible dans ${excerpt(text)}` }];
  return read.problems;
}
