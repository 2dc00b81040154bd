import { code, md } from '../words/markdown.ts';
import { readMarker, withMarker } from './marker.ts';

const begin = '<!-- accostage:apology -->';
const end = '<!-- /accostage:apology -->';

/**
 * The status comment with an apology under its marker: the dossier made the App fail and is set aside: it is tried again after waits that grow, and once something new happens to it. An apology that
 * is there already is replaced; the next status comment has none. `body` is null where there is no status comment yet.
 */
export function insertApology(body: string | null, correlationId: string): string {
  const text = md`> [!WARNING]
> Toutes nos excuses : l’application a rencontré trois fois de suite une erreur sur ce dossier et l’a mis de côté. Elle réessaiera d’elle-même, de moins en moins souvent, et dès qu’il s’y passera quelque chose (un commentaire, par exemple). Si cela se reproduit, donnez à l’exploitant cette référence : ${code(correlationId)}.`;
  const apology = `${begin}\n${text.markdown}\n${end}\n`;
  if (body === null || readMarker(body) === null) return withMarker('status', apology);
  const rest = withoutApology(body.slice(body.indexOf('\n') + 1));
  return withMarker('status', `${apology}${rest}`);
}

function withoutApology(body: string): string {
  const stop = body.indexOf(end);
  return body.startsWith(begin) && stop !== -1 ? body.slice(stop + end.length).trimStart() : body;
}
