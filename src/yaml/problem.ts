/** One mistake in a configuration file, told to whoever wrote the file: where it is, what is wrong (French) and how to mend it (French). */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  readonly fix: string;
  /** Numbers of the hub's issues that it concerns. */
  readonly issues?: readonly number[];
}

/** A problem as one line: `file:line:column: message (fix)`, the form that editors and terminals make clickable. */
export function describeProblem({ file, line, column, message, fix }: Problem): string {
  return `${file}:${line}:${column}: ${message} (${fix})`;
}

/** Mistakes of one file that are told one by one: more of them help nobody mend the first. */
export const MAX_TOLD = 20;

/** The first mistakes, each told by `tell`, which costs; the last one says how many others there are. */
export function tellFirst<T, M extends { readonly message: string }>(mistakes: readonly T[], tell: (mistake: T) => M): readonly M[] {
  const told = mistakes.slice(0, MAX_TOLD + 1).map(tell);
  const last = told[MAX_TOLD];
  const rest = mistakes.length - MAX_TOLD;
  if (last === undefined || rest === 1) return told;
  return told.with(MAX_TOLD, { ...last, message: `${rest} autres erreurs, à partir de celle-ci : ${last.message}` });
}

/** Text of a file within a message, cut where nobody would read on. */
export function excerpt(text: string): string {
  return text.length <= LONGEST_EXCERPT ? text : `${text.slice(0, LONGEST_EXCERPT - 1)}…`;
}

/** What may be written at a place, as a list within a message: the first ones of many. */
export function listed(choices: readonly string[], between = ', '): string {
  const shown = choices.slice(0, MAX_LISTED).map(excerpt).join(between);
  return choices.length <= MAX_LISTED ? shown : `${shown}…`;
}

const LONGEST_EXCERPT = 200;
const MAX_LISTED = 60;
