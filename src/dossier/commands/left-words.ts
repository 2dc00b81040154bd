import { bareText } from '../../answers/bare-text.ts';
import { withoutCourtesy } from '../../answers/courtesy.ts';
import { excerpt } from '../../answers/excerpt.ts';
import type { Dossier } from '../dossier.ts';
import type { CommandHelp } from '../reply.ts';
import type { CommandResult } from './command.ts';

/** True for what is left of a command's arguments where it is no more than a sign, a smiley or a polite word. */
export function saysNothing(rest: string): boolean {
  return !/[\p{Letter}\p{Number}]/u.test(rest) || withoutCourtesy(bareText(rest)) === '';
}

/** Words that a polite end has at the most: « s’il vous plaît, merci d’avance ». */
const POLITE_END = 8;

/** The arguments without the polite words that end them. */
export function withoutPoliteEnd(args: string): string {
  const words = args.split(/\s+/).filter((word) => word !== '');
  const from = Math.max(0, words.length - POLITE_END);
  const end = words.findIndex((_, at) => at >= from && saysNothing(words.slice(at).join(' ')));
  return (end === -1 ? words : words.slice(0, end)).join(' ');
}

/** « non », « pas encore », « surtout pas », « plus tard »: words that take back what stands before them. */
const contrary =
  /^(?:(?:mais|surtout|en fait|finalement) )?(?:(?:non|no|jamais|annuler?|annule[ez]|stop)\b|pas(?:$| (?:encore|maintenant|tout de suite|du tout|avant|fait|faite|ouvert|teste|demande|recu|bon)\b)|plus (?:tard|maintenant|du tout)\b)/;

/** True for words after a command that say not to do it. Others are a remark. */
export function takesBack(rest: string): boolean {
  return contrary.test(bareText(rest));
}

/** What people leave or copy in the place of a reason; bare. */
const noReasons: ReadonlySet<string> = new Set(['', 'motif', 'raison', 'non', 'no', 'oui', 'todo', 'tbd', 'xxx', 'xx', 'x', 'a completer']);

/** True for words that give no reason: an example copied as it stands, a sign, « non ». */
export function isNoReason(words: string): boolean {
  return saysNothing(words) || noReasons.has(bareText(words));
}

/** Nothing is done of a command of which a part is not understood: the part may say the contrary. `choices` are what may be written. */
export function leaveUndone(
  dossier: Dossier,
  { command, words, choices }: { readonly command: CommandHelp; readonly words: string; readonly choices: readonly string[] },
): CommandResult {
  return { dossier, reply: { kind: 'unread-words', command, words: excerpt(words), choices } };
}
