/** The record with each key under the name that it has now; what stands there already stays. */
export function renamed<T>(record: Readonly<Record<string, T>>, nameOf: (key: string) => string): Readonly<Record<string, T>> {
  const entries = Object.entries(record);
  const moved = entries.filter(([key]) => nameOf(key) !== key).map(([key, value]) => [nameOf(key), value] as const);
  return Object.fromEntries([...moved, ...entries.filter(([key]) => nameOf(key) === key)]);
}
