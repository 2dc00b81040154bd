import { say } from '../../words/sentence.ts';
import { onlyAsks } from '../../answers/asks.ts';
import { holdsDocument } from '../../answers/documents.ts';
import { bareText } from '../../answers/bare-text.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { holdsClause, type Reading } from '../../answers/reading.ts';
import type { Asked } from '../prerequisite.ts';
import type { Found, Problem } from './judge-text.ts';
import { beginsAsNone } from '../../answers/none.ts';

/**
 * What is found where an answer lacks what is asked for: the problem, or a doubt where a document that may hold it is joined or linked,
 * here or in another answer that this one points to, where it asks something, and where it may say, or takes back, a « none » that would do.
 */
export function orDoubt(problem: Problem, { reading, asked }: { readonly reading: Reading; readonly asked: Asked }): Found {
  const shown = excerpt(reading.text);
  if (reading.document) return { doubts: [say`la réponse est peut-être dans le document que donne ${shown}`] };
  if (onlyAsks(reading.text)) return { doubts: [say`${shown} pose une question`] };
  if (asked.prerequisite.acceptsNone !== false && tellsOfNew(reading.text))
    return { doubts: [say`${shown} dit peut-être qu’il n’y a rien : l’application est nouvelle`] };
  if (asked.prerequisite.acceptsNone !== false && beginsAsNone(reading.text))
    return { doubts: [say`${shown} dit qu’il n’y a rien, puis autre chose`] };
  if (!holdsClause(reading, ['pointer'])) return { problems: [problem] };
  if (/#\d/.test(reading.text)) return { doubts: [say`${shown} renvoie à un ticket`] };
  if (isElsewhere(asked)) return { doubts: [say`${shown} renvoie peut-être à un document donné dans une autre réponse`] };
  return { problems: [{ ...problem, because: say`${shown} renvoie à un document qui n’est ni joint ni en lien` }] };
}

/** « Application neuve », « nouveau projet »: there may be nothing to count yet. */
function tellsOfNew(text: string): boolean {
  const bare = bareText(text.slice(0, 200));
  return (
    /(?<!\p{L})(?:neu(?:f|ve)s?|nouve(?:au|lle)s? (?:projet|application|appli|service|produit|outil|site)|creation(?! d)|(?:repart|redemarr|demarr)\p{L}{0,4} de zero|ex nihilo|from scratch|greenfield)(?!\p{L})/u.test(
      bare,
    ) && !/\d/.test(bare)
  );
}

function isElsewhere({ answers }: Asked): boolean {
  return Object.values(answers).some((answer) => typeof answer === 'string' && holdsDeposited(answer));
}

/** A document rather than the address of a repository or of a service. */
function holdsDeposited(text: string): boolean {
  return (
    /user-attachments|user-images|\.(?:pdf|docx?|odt|odp|pptx?|drawio|png|jpe?g|svg|md)\b|\/(?:wiki|docs?)\//i.test(text) &&
    holdsDocument(text)
  );
}
