import { trimProse } from './trim-prose.ts';

/** The source that stands before an arrow (`app -> host`, « de app vers host »), null without one, and the rest of the line. */
export function takeSource(text: string): { readonly source: string | null; readonly rest: string } {
  const arrow =
    /^(.{0,120}?)\s{0,10}(?:-{1,5}>|={1,5}>|→|⇒|➜)\s{0,10}(.*)$/s.exec(text) ??
    /^(?:de(?:puis)?|source\s?:)\s(.{1,120}?)\svers\s(.*)$/is.exec(text);
  if (arrow === null) return { source: null, rest: text };
  const [, left = '', rest = ''] = arrow;
  return { source: trimProse(left), rest };
}
