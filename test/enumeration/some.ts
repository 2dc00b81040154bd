/** One place in four hundred, spread over the life; the long files try them all. */
export function some(count: number): readonly number[] {
  const tried = Math.ceil(count / 400);
  return Array.from({ length: tried }, (_, index) => Math.floor(((index + 0.5) * count) / tried));
}
