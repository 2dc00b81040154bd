import type { Place } from '../../dossier/checks/check.ts';

/** A word of an instruction, quotes and continuations taken away. */
export interface Word {
  readonly text: string;
  readonly line: number;
}

/** An assignment of `ENV`, `ARG` or `LABEL`; null for an `ARG` without a default. */
export interface Assignment {
  readonly name: string;
  readonly value: string | null;
  readonly line: number;
}

/** An instruction of a Dockerfile. */
export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  readonly line: number;
  /** `--name=value`, before the words. */
  readonly flags: readonly Word[];
  readonly words: readonly Word[];
  /** The lines of its here-documents. */
  readonly documents: readonly Word[];
  /** Of `ENV` and `ARG`. */
  readonly assignments: readonly Assignment[];
}

/** A text whose variables were replaced; null where one of them has no value in the file. */
export type Expanded = string | null;

/** What a stage starts from. */
export type Base =
  | { readonly kind: 'image'; readonly written: string; readonly image: Expanded }
  | { readonly kind: 'stage'; readonly stage: number }
  /** One of the earlier stages; which, only the build tells. */
  | { readonly kind: 'some-stage'; readonly written: string }
  | { readonly kind: 'scratch' };

/** A stage: a `FROM` and what follows it. */
export interface Stage {
  readonly name: string | null;
  readonly line: number;
  /** As written, null where it is not. */
  readonly platform: string | null;
  readonly base: Base;
  readonly instructions: readonly Instruction[];
  /** What variables are worth at the end of the stage. */
  readonly variables: ReadonlyMap<string, Expanded>;
}

/** A Dockerfile with at least one stage. */
export interface Dockerfile {
  readonly path: string;
  readonly globals: readonly Assignment[];
  readonly stages: readonly Stage[];
}

/** The stages that make the final image, from the last one down to the one that starts from an image. */
export function lineage({ stages }: Dockerfile): readonly Stage[] {
  const found: Stage[] = [];
  let stage = stages.at(-1);
  // A stage starts from an earlier one: this comes to an end.
  while (stage !== undefined) {
    found.push(stage);
    stage = stage.base.kind === 'stage' ? stages[stage.base.stage] : undefined;
  }
  return found;
}

/** A line of a Dockerfile as a place. */
export function placeIn({ path }: Dockerfile, { line }: { readonly line: number }): Place {
  return { path, line };
}
