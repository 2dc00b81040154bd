/**
 * Which members of a sequence of ranks stand in one of its longest strictly increasing runs. GitHub writes each section once, in the form's order: a
 * member that stands in none was written elsewhere. In n log n.
 */
export function inOrder(ranks: readonly number[]): readonly boolean[] {
  const before = longestUpTo(ranks);
  const after = longestUpTo(ranks.map((rank) => -rank).toReversed()).toReversed();
  const longest = Math.max(0, ...new Set(before));
  return ranks.map((_, index) => (before[index] ?? 0) + (after[index] ?? 0) - 1 === longest);
}

/** For each member, the length of the longest increasing run that ends with it ("patience sorting"). */
function longestUpTo(ranks: readonly number[]): number[] {
  const tails: number[] = [];
  return ranks.map((rank) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? Infinity) < rank) low = middle + 1;
      else high = middle;
    }
    tails[low] = rank;
    return low + 1;
  });
}
