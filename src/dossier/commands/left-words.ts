import { bareText } from '../../answers/bare-text.ts';
import { withoutCourtesy } from '../../answers/courtesy.ts';
import { excerpt } from '../../answers/excerpt.ts';
import type { Dossier } from '../dossier.ts';
import type { CommandHelp } from '../reply.ts';
import type { CommandResult } from './command.ts';

/**
 * What is left over of a command's words, once its names are taken, means one of these: nothing (polite words, a smiley); that the command is wanted (« oui »,
 * « ok »); that it is not (« non », « pas encore », ❌), or is only asked about (« ? »); or something else, that only a command with a remark admits.
 */
export type Meaning = 'nothing' | 'confirms' | 'takes-back' | 'not-understood';

/** What words mean as a whole: a remark that holds « non » among others is not understood, neither is « non, oui ». */
export function meaningOf(words: string): Meaning {
  const meanings = clauseMeanings(words);
  const [first] = meanings;
  const doubted = doubtful.test(words);
  if (first === undefined) return doubted ? 'takes-back' : 'nothing';
  if (meanings.every((meaning) => meaning === 'takes-back')) return 'takes-back';
  if (meanings.every((meaning) => meaning === 'confirms')) return doubted ? 'takes-back' : 'confirms';
  return 'not-understood';
}

/** True for words that leave a command as it is without them: none, polite ones, « oui ». */
export function changesNothing(words: string): boolean {
  const meaning = meaningOf(words);
  return meaning === 'nothing' || meaning === 'confirms';
}

/** True for a remark or a note that takes its command back: as a whole, or by a first word alone (« non, on attend »), unless the rest confirms (« non, c’est bon »). */
export function takesBack(remark: string): boolean {
  const [first, ...others] = clauseMeanings(remark);
  return meaningOf(remark) === 'takes-back' || (first === 'takes-back' && !others.includes('confirms'));
}

/** True for a remark on what is over that says it is not (« pas encore reçu ») or takes the command back; « pas de problème » says nothing of the kind. */
export function denies(remark: string): boolean {
  return takesBack(remark) || denial.test(bareText(remark));
}

/** What people leave or copy in the place of a reason; bare. */
const noReasons: ReadonlySet<string> = new Set(['motif', 'raison', 'todo', 'tbd', 'xxx', 'xx', 'x', 'a completer']);

/** True for words that give no reason: an example copied as it stands, a sign, « oui », « non », « pas encore ». */
export function isNoReason(words: string): boolean {
  return meaningOf(words) !== 'not-understood' || noReasons.has(bareText(words));
}

/** Words that a polite end has at the most: « s’il vous plaît, merci d’avance ». */
const POLITE_END = 8;

/** The arguments without the polite words that end them. */
export function withoutPoliteEnd(args: string): string {
  const words = args.split(/\s+/).filter((word) => word !== '');
  const from = Math.max(0, words.length - POLITE_END);
  const end = words.findIndex((_, at) => at >= from && meaningOf(words.slice(at).join(' ')) === 'nothing');
  return (end === -1 ? words : words.slice(0, end)).join(' ');
}

/** Nothing is done of a command of which a part is not understood: the part may say the contrary. `choices` are what may be written. */
export function leaveUndone(
  dossier: Dossier,
  { command, words, choices }: { readonly command: CommandHelp; readonly words: string; readonly choices: readonly string[] },
): CommandResult {
  return { dossier, reply: { kind: 'unread-words', command, words: excerpt(words), choices } };
}

/** Signs that say no, and those that ask: an order put as a question is none yet. */
const doubts = String.raw`[?？❓❔⁇⁉‽❌❎✖✗✘👎🚫⛔🛑🙅]|:(?:x|-1|thumbsdown|no_entry(?:_sign)?|no_good|negative_squared_cross_mark|question):`;
const doubtful = new RegExp(doubts, 'u');

/** The signs in a text that say no or ask, which a name does not hold; in order. */
export function doubtsIn(text: string): readonly string[] {
  return text.match(new RegExp(doubts, 'gu')) ?? [];
}

/** A text in which those signs, whatever skin or variant they have, stand apart at the end of each word: `owner/repo?` names a repository and asks; an address holds a `?` of its own. */
export function withDoubtsApart(text: string): string {
  return text.replaceAll(new RegExp(String.raw`(?:${doubts})[^\s\p{Letter}\p{Number}/]*(?=\s|$)`, 'gu'), ' $& ');
}

/** GitHub's short names of signs, whose letters are no words: `:+1:`. */
const shortName = /:[+-]?\w{1,40}:/g;

const wanted =
  "(?:oui|ok|okay|yes|ouais|d'accord|entendu|parfait|super|tres bien|bien sur|volontiers|c'est (?:bon|ok|parfait|regle)|ca (?:marche|roule)|pas de (?:soucis?|problemes?)|no problem)";
const confirming = new RegExp(`^${wanted}(?: ${wanted})*$`);

const before = '(?:(?:mais|surtout|en fait|finalement|oui|ok|bon|euh|non|toujours|certainement|desolee?) )*';
const later = "(?: (?:finalement|en fait|pour (?:le moment|l'instant)|aujourd'hui|demain|cette semaine|ce (?:mois|matin|soir)))?";
/** As a whole: « non conforme » and « jamais testé » are notes, `no-runner` is a name. */
const contrary = new RegExp(
  `^${before}(?:non|no|nan|nope|jamais|annuler|annulez|annule|stop|pas|non plus|pas (?:encore|maintenant|tout de suite|du tout|bon|ok|fait|faite|vrai)|pas (?:avant|tant que) .*|plus (?:tard|maintenant|du tout))${later}$`,
);
const denial = new RegExp(`^${before}pas (?!de |d')`);

function clauseMeanings(words: string): readonly Exclude<Meaning, 'nothing'>[] {
  return words
    .replaceAll(shortName, ' ')
    .split(/[,;:.!?？…()]+|\s[-–—]\s/)
    .map((clause) => ({ clause, bare: withoutCourtesy(bareText(clause)) }))
    .filter(({ bare }) => /[\p{Letter}\p{Number}]/u.test(bare))
    .map(({ clause, bare }) => {
      if (confirming.test(bare)) return 'confirms';
      // « annulé » says what became of something, « annule » asks for it.
      return contrary.test(bare) && !/annulé/i.test(clause) ? 'takes-back' : 'not-understood';
    });
}
