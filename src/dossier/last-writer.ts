import { sameLogin } from '../words/login.ts';
import type { Account, Editor } from './observation.ts';

/** Who wrote a text as it stands: its last editor, the author where nobody edited it; null where GitHub does not tell. */
export function lastWriter({ author, editor }: { readonly author: Account; readonly editor: Editor }): Account | null {
  if (editor.answer === 'nobody') return author;
  return editor.answer === 'known' ? editor.account : null;
}

/** Whether a text is its author's as it stands: false where somebody else edited it last, or where GitHub does not tell. */
export function isByItsAuthor(text: { readonly author: Account; readonly editor: Editor }): boolean {
  const writer = lastWriter(text);
  return writer !== null && sameLogin(writer.login, text.author.login);
}
