/** True for the same text but for line ends, which GitHub keeps as sent by whoever wrote last, and spaces at the end, which it trims. */
export function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(a) === plain(b);
}
