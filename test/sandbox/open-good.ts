import type { Bench } from '../../sandbox/bench/start-bench.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { readDefaults } from '../../src/defaults.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';

/** A dossier that Léa opens in a sandbox, all answers good; its number. */
export async function openGood({ world }: Bench): Promise<number> {
  const body = renderAnswers(readDefaults().form, goodAnswers);
  const number = await world.sandbox().as('lea-martin').submitForm({ title: 'Dossier d’essai', body });
  await world.sandbox().settle();
  return number;
}
