import { stripHtmlComments } from '../markdown/strip-html-comments.ts';
import type { InputField, TextareaField } from './issue-form.ts';
import { isNoResponse } from './no-response.ts';
import { trimBlankLines } from './trim-blank-lines.ts';
import { unwrapRender } from './unwrap-render.ts';

/** The answer to a text field: its Markdown as written, without HTML comments; the bare text of a field with `render`; null when empty. */
export function readText(field: InputField | TextareaField, lines: readonly string[]): string | null {
  const written = trimBlankLines(lines.join('\n'));
  const code = field.type === 'textarea' && field.render !== null ? unwrapRender(written, field.render) : null;
  const text = trimBlankLines(code ?? withoutMark(stripHtmlComments(written)));
  if (text === '' || isNoResponse(text)) return null;
  return apart(field.type === 'input' ? text.replace(/\n\s*(?:-{3,}|\*{3,}|_{3,})$/, '').trim() : text);
}

/** The text without GitHub's mark of an empty field, which stays above or below what is typed afterwards. */
function withoutMark(text: string): string {
  const first = text.indexOf('\n');
  if (isNoResponse(first < 0 ? text : text.slice(0, first))) return first < 0 ? '' : text.slice(first + 1);
  const last = text.lastIndexOf('\n');
  return isNoResponse(text.slice(last + 1)) ? text.slice(0, last) : text;
}

/**
 * The same text, apart from the body where it fits into Latin-1: V8 then keeps and reads it in one byte a character, where a piece of a body that holds a single « ’ »
 * takes two, and holds the whole body besides.
 */
function apart(text: string): string {
  return /[^\0-\xFF]/.test(text) ? text : Buffer.from(text, 'latin1').toString('latin1');
}
