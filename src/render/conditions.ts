import type { Condition, Owner } from '../dossier/conditions/condition.ts';
import { join, list, type Markdown, md, sentence, trusted } from '../words/markdown.ts';

/** « l’équipe projet » or « la Service Team ». */
export function ownerName(owner: Owner): string {
  return owner === 'projet' ? 'l’équipe projet' : 'la Service Team';
}

/** Each condition, met or not, why, what to do and who can. The same list in refusals and in `/pourquoi`. */
export function conditionList(conditions: readonly Condition[]): Markdown {
  if (conditions.length === 0) return md`Aucune condition : la Service Team peut y passer le dossier quand elle le souhaite.`;
  return list(conditions.map(conditionItem));
}

function conditionItem({ title, met, because, fix, who, details }: Condition): Markdown {
  const head = md`${trusted(met ? '✅' : '❌')} **${trusted(title)}** : ${because}.`;
  const todo = fix === null ? null : md`→ ${trusted(capital(ownerName(who)))} : ${sentence(fix)}.`;
  return join([head, todo, details.length === 0 ? null : list(details.map(sentence))], '\n');
}

/** With a capital first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
