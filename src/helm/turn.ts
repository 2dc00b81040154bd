/** One rendering at a time in the whole process, whoever asks. */
let turn: Promise<unknown> = Promise.resolve();

/** Does something with Helm once all that was asked before is done. Rejects as it does. */
export function inTurn<Made>(work: () => Promise<Made>): Promise<Made> {
  const made = turn.then(work);
  turn = made.catch(() => undefined);
  return made;
}
