/**
 * Gives the memory of bytes that nobody reads any more back at once, where they have it to themselves; they are empty from then on. A collection would do it too,
 * but comes only with the next work: a server at rest would hold the last bodies of a flood for minutes.
 */
export function giveBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength) buffer.transfer(0);
}
