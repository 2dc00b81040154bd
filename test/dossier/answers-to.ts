import type { Answered, Reply } from '../../src/dossier/reply.ts';
import type { Plan } from '../../src/dossier/plan.ts';
import { renderReply } from '../../src/render/replies.ts';

/** The outcomes of a comment's commands by a plan, whether they are told in words or a reaction stands for them. */
export function repliesTo(plan: Plan, id: number): readonly Reply[] {
  return answeredTo(plan, id).map(({ reply }) => reply);
}

/** The same in words, a line each, as they would be where GitHub takes no reaction. */
export function wordsTo(plan: Plan, id: number): string {
  return repliesTo(plan, id)
    .map((reply) => renderReply(reply).markdown)
    .join('\n')
    .replaceAll('\u00a0', ' ');
}

function answeredTo({ comments, reactions }: Plan, id: number): readonly Answered[] {
  const said = [...comments, ...reactions.flatMap(({ inWords }) => inWords ?? [])];
  const content = said.find(({ slot }) => slot === `reply/${id}`)?.content;
  return content?.kind === 'replies' ? content.answered : [];
}
