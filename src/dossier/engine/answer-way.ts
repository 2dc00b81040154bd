import type { Answered, Reply } from '../reply.ts';

/** How an outcome reaches whoever asked: a reaction alone says that it is done; words tell what was asked for, or what somebody must learn; a refusal says why. */
export type AnswerWay = 'done' | 'words' | 'refused';

/** How the commands of one comment are answered: as the one of them that says most; `refused` where one was, `done` where all are. */
export function wayOfAll(answered: readonly Answered[]): AnswerWay {
  const ways = answered.map(({ reply }) => wayOf(reply));
  return (['refused', 'words'] as const).find((way) => ways.includes(way)) ?? 'done';
}

/** How each outcome is answered. The one table of it. */
export function wayOf(reply: Reply): AnswerWay {
  switch (reply.kind) {
    // Asked for, or news for somebody else.
    case 'help':
    case 'standing':
    case 'why':
    case 'team':
    case 'flows-shown':
    case 'no-flows':
    case 'no-own-items':
    case 'diagnosis':
    case 'sent-back':
    case 'unauthorised':
    case 'runs-set':
      return 'words';
    // The status, a comment kept up to date, or the history shows what changed.
    case 'waived':
    case 'unwaived':
    case 'authorised':
    case 'paused':
    case 'resumed':
    case 'mirror-asked':
    case 'fixes-asked':
    case 'already-in-phase':
      return 'done';
    case 'questions-settled':
      return reply.settled === 0 ? 'words' : 'done';
    case 'validated':
      return reply.titles.length === 0 ? 'words' : 'done';
    case 'items-marked':
      return reply.kept.length > 0 ? 'refused' : reply.elsewhere.length + reply.waived.length > 0 ? 'words' : 'done';
    case 'team-changed':
      return reply.refused.length > 0 || reply.unread > 0 ? 'refused' : 'done';
    case 'transport-set':
      return reply.wanted && !reply.already ? 'words' : 'done';
    case 'flows-marked':
      return reply.refused.length > 0 ? 'refused' : reply.tell.length > 0 ? 'words' : 'done';
    case 'move-refused':
    case 'answers-changed':
    case 'not-authorisable':
    case 'flow-status-reserved':
    case 'not-allowed':
    case 'unverified-right':
    case 'edited-by-other':
    case 'too-long':
    case 'unknown-command':
    case 'wrong-argument':
    case 'unread-words':
    case 'closed':
      return 'refused';
    default:
      return reply satisfies never;
  }
}
