/** A file and its text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** Where it is a part of a longer text, the line at which it starts there. */
  readonly firstLine?: number;
}
