import { bareText } from './bare-text.ts';
import { withoutCourtesy } from './courtesy.ts';

/** Characters beyond which an answer tells more than a question. */
const LONGEST = 1000;

/** Help that is asked for without a question mark; bare. */
const help =
  /^(?:(?:nous avons|j'ai|on a) )?(?:besoin (?:d'aide|d'accompagnement|d'explications?|de (?:vos|votre|conseils?|precisions? sur|l'aide))|(?:(?:nous|je|on) )?(?:souhait|aimeri|voudri)\p{L}{1,5} (?:etre |un |une |votre |vos |de l'|avoir ){0,2}(?:accompagn|aide|conseil|avis|precisions)|(?:(?:je|nous|on|j'ai) )?(?:(?:n'ai|n'avons|n'a) )?pas compris|(?:je |nous |on )?ne compren(?:ds|ons|d) pas|aidez|help(?![ -]?desk))/u;

/** True when an answer only asks something: « est-ce que la plateforme le fait ? », « besoin d’aide ». */
export function onlyAsks(text: string): boolean {
  if (text.length > LONGEST) return false;
  const sentences = text.split(/(?<=[.!?…])\s+|\n+/).filter((sentence) => withoutCourtesy(bareText(sentence)) !== '');
  return sentences.length > 0 && sentences.every((sentence) => /\?[\s»")]*$/.test(sentence) || help.test(bareText(sentence)));
}
