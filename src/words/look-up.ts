/** What a record holds under a name that people chose, a login or the id of a question: nothing of what every object answers to, as `constructor` or `toString`. */
export function lookUp<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
