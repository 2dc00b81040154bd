/**
 * The same function of a text, which keeps its last results: `most` of them, those asked for longest ago forgotten first. The function is pure, and nobody changes
 * what it returns.
 */
export function keepLast<Value>(most: number, compute: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, { readonly value: Value }>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) {
      // Behind all others: the first one is forgotten.
      kept.delete(text);
      kept.set(text, known);
      return known.value;
    }
    const value = compute(text);
    kept.set(text, { value });
    const [oldest] = kept.size > most ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
