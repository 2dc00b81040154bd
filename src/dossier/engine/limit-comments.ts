import { readSlot } from '../written/slot.ts';
import { daysLater, earliest } from '../../words/calendar.ts';
import { sameLogin, loginKey } from '../../words/login.ts';
import type { Dossier } from '../dossier.ts';
import type { Comment } from '../observation.ts';
import type { CommentContent, WantedComment } from '../plan.ts';
import { isProjectTeam } from '../team.ts';

/** New comments kept within the daily limit. */
export interface WithinLimit {
  readonly comments: readonly WantedComment[];
  /** Told in the news of the status comment instead. */
  readonly overflow: readonly WantedComment[];
  /** When a comment that must exist and had to wait can be written; null when none waits. */
  readonly resumeAt: string | null;
}

/** Comments that must be there in the end. */
const lastingKinds: readonly CommentContent['kind'][] = ['checklist', 'closing', 'flows', 'flows-added', 'checks', 'nobody-answers'];

/** What undoes somebody's act, or asks for one, is never held back. */
const urgentKinds: readonly CommentContent['kind'][] = ['move-refused', 'unticked', 'reminder', 'promises-near', 'secret'];

/**
 * Keeps new comments within the process's number for 24 hours; those that exist are always kept up to date. What must stay (a phase's
 * checklist, the table of the flows, the closing summary) waits for its turn; the rest becomes news. What somebody outside the project team asks is counted
 * for that person alone: it uses up nothing that concerns others.
 */
export function limitComments(dossier: Dossier, wanted: readonly WantedComment[]): WithinLimit {
  const { observation, procedure, now } = dossier;
  const dayBefore = Date.parse(daysLater(now, -1));
  const recent = observation.comments.filter(
    ({ slot, createdAt }) => slot !== null && slot !== 'status' && Date.parse(createdAt) > dayBefore,
  );
  const shared = recent.filter((comment) => outsiderOf(dossier, comment) === null);
  const room = new Map<string | null, number>([[null, procedure.comments.maxPerDay - shared.length]]);
  const beyond = wanted.filter((comment) => {
    const isNew = observation.comments.every(({ slot }) => slot !== comment.slot);
    if (!isNew || urgentKinds.includes(comment.content.kind)) return false;
    const person = personOf(dossier, comment);
    const asked = () => recent.filter((past) => isSame(outsiderOf(dossier, past), person)).length;
    const left = room.get(person) ?? procedure.comments.maxPerDay - asked();
    room.set(person, left - 1);
    return left <= 0;
  });
  const lasting = beyond.filter(({ content }) => lastingKinds.includes(content.kind));
  const firstFree = earliest(shared.map(({ createdAt }) => createdAt));
  return {
    comments: wanted.filter((comment) => !beyond.includes(comment)),
    overflow: beyond.filter((comment) => !lasting.includes(comment)),
    resumeAt: lasting.length === 0 ? null : daysLater(firstFree ?? now, 1),
  };
}

/** In lower case, who alone is concerned by a comment: somebody outside the project team whom it answers; null where it concerns the dossier. */
function personOf(dossier: Dossier, { content }: WantedComment): string | null {
  return content.kind === 'replies' && !isProjectTeam(dossier, content.to) ? loginKey(content.to) : null;
}

/** The same of a comment that is there, by the one that it answers. */
function outsiderOf(dossier: Dossier, { slot }: Comment): string | null {
  const reply = slot === null ? null : readSlot(slot);
  if (reply?.kind !== 'reply') return null;
  const asked = dossier.observation.comments.find((comment) => comment.id === reply.comment);
  // A question that was deleted after the answer is nobody's of the team.
  const by = asked?.author.login ?? '';
  return isProjectTeam(dossier, by) ? null : loginKey(by);
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && (a === '' || sameLogin(a, b));
}
