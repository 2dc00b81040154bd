/** What is kept of one function: more than the texts of a procedure, a form and the dates of a dossier. */
const MOST = 500;

/**
 * The same function of a text, whose results are kept as long as the process lives, 500 at most. For dates and for texts of ours, few and asked for again and
 * again; never for what people write, which is kept nowhere.
 */
export function kept<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
