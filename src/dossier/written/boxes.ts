import { taskItems } from '../../markdown/task-items.ts';
import { briefKey, keepLastBy, ownCopy } from '../../words/keep-last.ts';

/** Comments: a look at a dossier decides several times by the same ones, and most looks find those of the one before. */
const COMMENTS_KEPT = 50;

/** A box of a checklist that the App wrote: the item's id is the code at the end of its line. */
export interface Box {
  readonly id: string;
  readonly checked: boolean;
  /** Who did it, where the App's own line tells. */
  readonly by: string | null;
  /** From 1. */
  readonly line: number;
}

/** The boxes of a comment that carry an item's id; other task lists are none of the App's business. Those of the last comments are kept. */
export const readBoxes: (body: string) => readonly Box[] = keepLastBy(COMMENTS_KEPT, briefKey, (body) =>
  taskItems(body).flatMap(({ text, checked, line }) => {
    const id = /`([a-z0-9-]+)`\s*$/.exec(text)?.[1];
    const by = /— faite par `([^`]+)` le /.exec(text)?.[1];
    return id === undefined ? [] : [{ id: ownCopy(id), checked, by: by === undefined ? null : ownCopy(by), line }];
  }),
);

/** The comment with each of its boxes ticked exactly when its id is among `done`; everything else stays as its author wrote it. */
export function setBoxes(body: string, done: readonly string[]): string {
  const wanted = new Map(readBoxes(body).map((box) => [box.line, done.includes(box.id) ? 'x' : ' ']));
  return body
    .split('\n')
    .map((line, index) => {
      const mark = wanted.get(index + 1);
      return mark === undefined ? line : line.replace(/\[[ xX]\]/, (box) => (box.toLowerCase() === `[${mark}]` ? box : `[${mark}]`));
    })
    .join('\n');
}
