import { maskSecrets } from '../../words/secrets.ts';
import { readCommands } from '../commands/read-commands.ts';
import type { Comment, Observation } from '../observation.ts';
import { canAnswer } from '../team.ts';
import { slotText } from '../written/slot.ts';

/** The comments of people whose commands are neither executed nor answered yet. None where the memory is lost: nothing tells then. */
export function unanswered({ comments, memory }: Pick<Observation, 'comments' | 'memory'>): readonly Comment[] {
  if (memory.kind === 'lost') return [];
  const handled = memory.kind === 'kept' ? memory.state.handled : {};
  return comments.filter(({ id, slot, author, reactions, body }) => {
    if (slot !== null || !canAnswer(author) || handled[id] !== undefined || reactions.length > 0) return false;
    const said = comments.some((other) => other.slot === slotText({ kind: 'reply', comment: id, line: null }));
    return !said && readCommands(maskSecrets(body)).lines.length > 0;
  });
}
