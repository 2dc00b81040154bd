/** The items whose key an earlier item has already, each with that one. */
export function repeatedOf<T>(items: readonly T[], keyOf: (item: T) => string): readonly { readonly item: T; readonly first: T }[] {
  const seen = new Map<string, T>();
  return items.flatMap((item) => {
    const first = seen.get(keyOf(item));
    if (first !== undefined) return [{ item, first }];
    seen.set(keyOf(item), item);
    return [];
  });
}
