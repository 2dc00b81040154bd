/** What is wrong with a value that `isQuoted` finds; ends the line that its variable begins. */
export const quotesKept =
  'la valeur est entre guillemets, qui en font partie : « docker run --env-file » les garde, comme « kubectl create … --from-env-file » ; retirez-les';

/** Whether a value begins and ends with the same quote: what reads `.env` takes them off, so that they came another way and would be part of the value. */
export function isQuoted(value: string | undefined): boolean {
  return value !== undefined && /^\s*(["'])[\s\S]*\1\s*$/.test(value);
}
