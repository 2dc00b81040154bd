/** One mistake in a configuration file, told to whoever wrote the file: where it is, what is wrong (French) and how to mend it (French). */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  readonly fix: string;
}

/** A problem as one line: `file:line:column: message (fix)`, the form that editors and terminals make clickable. */
export function describeProblem({ file, line, column, message, fix }: Problem): string {
  return `${file}:${line}:${column}: ${message} (${fix})`;
}
