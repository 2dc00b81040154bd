/** A file and its text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}
