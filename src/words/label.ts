/** The name of a label as it is compared: GitHub does so without case. */
export function labelKey(name: string): string {
  return name.toLowerCase();
}

/** True for two spellings of the name of one label. */
export function sameLabel(a: string, b: string): boolean {
  return labelKey(a) === labelKey(b);
}
