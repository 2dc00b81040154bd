import { parseFragment, serialize } from 'parse5';

/** HTML whose elements are all closed within it, as a browser would have closed them: what somebody left open must not swallow the page around. */
export function wellFormed(html: string): string {
  return serialize(parseFragment(html));
}
