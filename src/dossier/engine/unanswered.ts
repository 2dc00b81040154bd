import { maskSecrets } from '../../words/secrets.ts';
import { readCommands } from '../commands/read-commands.ts';
import type { Comment, Observation } from '../observation.ts';
import { said } from '../said.ts';
import { canAnswer } from '../team.ts';
import { slotText } from '../written/slot.ts';

/** The comments of people whose commands are neither executed nor answered yet. None where the memory is lost: nothing tells then. */
export function unanswered({ comments, memory }: Pick<Observation, 'comments' | 'memory'>): readonly Comment[] {
  if (memory.kind === 'lost') return [];
  const handled = memory.kind === 'kept' ? memory.state.handled : {};
  return said({ comments }).filter(({ id, author, reactions, body }) => {
    if (!canAnswer(author) || handled[id] !== undefined || reactions.length > 0) return false;
    const isAnswered = comments.some((other) => other.slot === slotText({ kind: 'reply', comment: id, line: null }));
    return !isAnswered && readCommands(maskSecrets(body)).lines.length > 0;
  });
}
