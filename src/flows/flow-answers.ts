import { answerTo } from '../form/answer-to.ts';
import type { Prerequisite, Procedure } from '../config/procedure.ts';
import type { Answers } from '../form/answers.ts';
import { standingText } from '../answers/standing-text.ts';
import { isNone } from '../answers/none.ts';
import { withoutBareTitles } from './reading/flow-rows.ts';
import { type FlowReading, readFlows } from './reading/read-flows.ts';

/** The answer to one question on flows. */
export interface FlowAnswer extends FlowReading {
  readonly prerequisite: Prerequisite;
  /** `none` says that there is nothing to open. */
  readonly says: 'nothing' | 'none' | 'something';
  /** What was read. */
  readonly text: string;
}

const none: FlowReading = { flows: [], problems: [], notes: [], pointsAway: false };

/** The answers to the prerequisites of kind `flows`, read. */
export function readFlowAnswers({ prerequisites }: Procedure, answers: Answers): readonly FlowAnswer[] {
  return prerequisites
    .filter(({ kind }) => kind === 'flows')
    .map((prerequisite) => {
      const given = answerTo(answers, prerequisite.field);
      const answer = typeof given === 'string' ? withoutBareTitles(given) : '';
      // What is struck through is no answer, and is told of beside those that are.
      const standing = standingText(answer);
      if (standing.trim() === '') return { prerequisite, text: answer, says: 'nothing', ...none };
      if (isNone(standing)) return { prerequisite, text: answer, says: 'none', ...none };
      return { prerequisite, text: answer, says: 'something', ...readFlows(answer, prerequisite.zone ?? 'mi') };
    });
}
