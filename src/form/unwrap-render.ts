/**
 * The answer inside the fence that GitHub puts around a field with `render`, null when the text is not so wrapped. Only the first and
 * last lines are looked at: GitHub's fence is three backquotes even when the answer holds fences itself. `text` has no outer blank lines.
 */
export function unwrapRender(text: string, language: string): string | null {
  const lines = text.split('\n');
  const opening = /^(`{3,}|~{3,})([^`]*)$/.exec(lines[0] ?? '');
  const [, fence = '', info = ''] = opening ?? [];
  const closing = lines.at(-1)?.trim() ?? '';
  const wrapped = opening !== null && lines.length > 1 && closing.startsWith(fence) && closing === fence.charAt(0).repeat(closing.length);
  if (!wrapped || !['', language.toLowerCase()].includes(info.trim().toLowerCase())) return null;
  return lines.slice(1, -1).join('\n');
}
