import type { WantedComment } from '../dossier/plan.ts';
import { md } from '../words/markdown.ts';
import type { Sentence } from '../words/sentence.ts';
import { renderContent } from './render-comment.ts';

/** Longest piece of news, in characters: the status comment holds several. */
const LONGEST_NEWS = 1_500;

/** The status holds nothing of what a command asks to read. */
const tooLong = {
  reply: 'Réponse trop longue pour tenir ici : écrivez de nouveau la commande quand l’application pourra commenter.',
  other: 'Texte trop long pour tenir ici : ce suivi en dit l’essentiel.',
} as const;

/** What would have been a comment, short enough for the status comment; mentions are taken out, since an edit notifies nobody. `because`: what GitHub said of that comment; null where it was not asked. */
export function renderNews({ content }: WantedComment, because: Sentence | null): string {
  const text = newsText(content);
  const told = text.length <= LONGEST_NEWS ? text : tooLong[content.kind === 'replies' ? 'reply' : 'other'];
  return because === null ? told : `${told}\n\n${md`Dit ici faute d’avoir pu l’être en commentaire : ${because}.`.markdown}`;
}

/** Whether the status can hold all of it. */
export function fitsInStatus({ content }: Pick<WantedComment, 'content'>): boolean {
  return newsText(content).length <= LONGEST_NEWS;
}

function newsText(content: WantedComment['content']): string {
  return renderContent(content).markdown.replace(/(^|\s)@(?=[a-z\d])/gi, '$1');
}
