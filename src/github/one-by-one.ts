/** Does the work of one place after that of the same place before it; the same thing, asked again before it was begun, is done once. Rejects as the work does. */
export type OneByOne<Result> = (asked: { readonly place: string; readonly what: string }, work: () => Promise<Result>) => Promise<Result>;

/** What comes in bursts, in this process: nothing is kept of a place where nothing is left to do. */
export function createOneByOne<Result>(): OneByOne<Result> {
  const last = new Map<string, Promise<unknown>>();
  const notBegun = new Map<string, Promise<Result>>();

  return ({ place, what }, work) => {
    const key = JSON.stringify([place, what]);
    const same = notBegun.get(key);
    if (same !== undefined) return same;
    const doing = (last.get(place) ?? Promise.resolve()).then(() => {
      notBegun.delete(key);
      return work();
    });
    notBegun.set(key, doing);
    const over = doing
      .catch(() => undefined)
      .finally(() => {
        if (last.get(place) === over) last.delete(place);
      });
    last.set(place, over);
    return doing;
  };
}
