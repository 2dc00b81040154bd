import type { Clock } from '../queue/clock.ts';
import type { Lane } from '../queue/lanes.ts';

/** Calls that create what people are told of: issues, comments, pull requests, reviews. GitHub takes so many in a while. */
export interface ContentWrites {
  /** One was sent. */
  readonly note: () => void;
  /** When the next may be sent in that lane, in milliseconds of the clock that nobody sets; null for now. */
  readonly next: (lane: Lane) => number | null;
}

/** "Rate limits for the REST API", GitHub documentation: about 80 a minute and 500 an hour. What is done in passing leaves a fifth to people. */
const WINDOWS = [
  { ms: 60_000, most: { people: 80, sweep: 64 } },
  { ms: 3_600_000, most: { people: 500, sweep: 400 } },
] as const;

const LONGEST_MS = WINDOWS[1].ms;

/** None was sent yet. */
export function createContentWrites({ elapsed }: Pick<Clock, 'elapsed'>): ContentWrites {
  let sent: number[] = [];
  return {
    note: () => {
      const now = elapsed();
      sent = [...sent.filter((at) => at > now - LONGEST_MS), now];
    },
    next: (lane) => {
      const now = elapsed();
      const free = WINDOWS.map(({ ms, most }) => {
        const within = sent.filter((at) => at > now - ms);
        const first = within[within.length - most[lane]];
        return first === undefined ? now : first + ms;
      });
      const at = Math.max(...free);
      return at > now ? at : null;
    },
  };
}

/** For a server that has no such limit. */
export const unlimitedContents: ContentWrites = { note: () => undefined, next: () => null };

/** Whether a call creates content: `url` may be a template. */
export function createsContent({ method, url }: { readonly method: string; readonly url: string }): boolean {
  return method === 'POST' && ['issues', 'comments', 'pulls', 'reviews'].includes(url.split(/[?#]/)[0]?.split('/').at(-1) ?? '');
}
