import type { WantedComment } from '../dossier/plan.ts';
import { renderContent } from './render-comment.ts';

/** Longest piece of news, in characters: the status comment holds several. */
const LONGEST_NEWS = 1_500;

/** What would have been a comment, short enough for the status comment; mentions are taken out, since an edit notifies nobody. */
export function renderNews({ content }: WantedComment): string {
  const text = renderContent(content).markdown.replace(/(^|\s)@(?=[a-z\d])/gi, '$1');
  return text.length <= LONGEST_NEWS ? text : 'Texte trop long pour tenir ici : ce suivi en dit l’essentiel.';
}
