import { z } from 'zod';

/** GitHub's reactions by REST's names, in the order in which its page shows them, and how they look. */
const looks = { '+1': '👍', '-1': '👎', laugh: '😄', hooray: '🎉', confused: '😕', heart: '❤️', rocket: '🚀', eyes: '👀' };

/** REST's count of the reactions to a comment, as how each that somebody gave looks. */
export const shownReactions = z
  .record(z.string(), z.unknown())
  .transform((counts) => Object.entries(looks).flatMap(([name, look]) => (Number(counts[name]) > 0 ? [look] : [])));
