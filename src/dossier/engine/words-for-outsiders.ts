import { daysLater } from '../../words/calendar.ts';
import { loginKey, sameLogin } from '../../words/login.ts';
import type { Dossier } from '../dossier.ts';
import type { Comment } from '../observation.ts';
import { isProjectTeam } from '../team.ts';
import { isAnsweredOut } from '../written-again.ts';
import { readSlot } from '../written/slot.ts';
import type { Draft } from './draft.ts';

/** All the accounts outside get so many times what one of them does: a dossier is not flooded by many accounts either. */
const ALL_OUTSIDERS = 4;
/** The same words of one account that are answered in words in 24 hours: no sign tells a program that acts under a person's account, and people do not repeat themselves so often. */
const SAME_WORDS = 20;

/**
 * Whether the author of a comment may be answered in words; else a reaction answers. Nobody is for the same words again and again, nor once the dossier had more answers than
 * any day of people needs. Short of that the project team and the Service Team always are, and somebody outside as often in 24 hours as the process allows comments: GitHub is
 * asked who the Service Team is only beyond that.
 */
export function hasWordsFor({ dossier, comments }: Draft, comment: Comment): boolean {
  const { login } = comment.author;
  if (isAnsweredOut(dossier.observation, dossier.now) || isRepeated(dossier, comment)) return false;
  if (isProjectTeam(dossier, login)) return true;
  const { maxPerDay } = dossier.procedure.comments;
  const planned = comments.flatMap(({ content }) =>
    content.kind === 'replies' && !isProjectTeam(dossier, content.to) ? [loginKey(content.to)] : [],
  );
  const told = [...outsidersTold(dossier), ...planned];
  const own = told.filter((other) => sameLogin(other, login));
  return (own.length < maxPerDay && told.length < ALL_OUTSIDERS * maxPerDay) || dossier.ask.right(login).answer === 'yes';
}

/** Whether its author wrote the very same before, and often, in the day that ends with it. */
function isRepeated({ observation }: Dossier, { id, author, body, createdAt }: Comment): boolean {
  const since = daysLater(createdAt, -1);
  const same = observation.comments.filter(
    (other) => other.id < id && other.createdAt > since && other.body.trim() === body.trim() && sameLogin(other.author.login, author.login),
  );
  return same.length >= SAME_WORDS;
}

/** In lower case, who outside the project team was answered in words within a day, once for each answer. One whose question was deleted is nobody's. */
function outsidersTold(dossier: Dossier): readonly string[] {
  const { comments } = dossier.observation;
  const dayBefore = Date.parse(daysLater(dossier.now, -1));
  return comments.flatMap(({ slot, createdAt }) => {
    const reply = slot === null || Date.parse(createdAt) <= dayBefore ? null : readSlot(slot);
    if (reply?.kind !== 'reply') return [];
    const by = comments.find(({ id }) => id === reply.comment)?.author.login ?? '';
    return isProjectTeam(dossier, by) ? [] : [loginKey(by)];
  });
}
