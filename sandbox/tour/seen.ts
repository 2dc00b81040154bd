import { readMarker } from '../../src/render/marker.ts';

/** A dossier as somebody sees it on its page. */
export interface Seen {
  readonly open: boolean;
  readonly labels: readonly string[];
  readonly comments: readonly {
    readonly id: number;
    readonly byApp: boolean;
    /** Slot of a comment of the App, empty for others. */
    readonly slot: string;
    readonly body: string;
  }[];
}

/** Slot of a comment by its author and its marker. */
export function slotOf({ author, body }: { author: string; body: string }, app: string): string {
  return author === app ? (readMarker(body) ?? '') : '';
}
