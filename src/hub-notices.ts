import type { Logger } from 'pino';
import type { HubKey } from './words/key.ts';

/** What keeps the App from its hubs, as the operator is told: in the log when it changes, and in the detail of `/readyz`. */
export interface HubNotices {
  /** What was found at a hub just looked at, in English; null when all is well. */
  readonly tell: (hub: HubKey, notice: string | null) => void;
  readonly list: () => readonly string[];
  /** Resolves once one hub works, or every one was looked at: a hub that does not work must not keep the others waiting. */
  readonly begun: Promise<void>;
}

/** Nothing is known yet of `hubs`. */
export function createHubNotices(hubs: readonly HubKey[], log: Pick<Logger, 'info' | 'warn'>): HubNotices {
  const notices = new Map<HubKey, string | null>();
  const begun = Promise.withResolvers<void>();
  return {
    tell: (hub, notice) => {
      const before = notices.get(hub) ?? null;
      if (notice !== null && notice !== before) log.warn({ hub, notice }, 'hub out of order');
      if (notice === null && before !== null) log.info({ hub }, 'hub in order again');
      notices.set(hub, notice);
      if (notice === null || hubs.every((known) => notices.has(known))) begun.resolve();
    },
    list: () => [...notices].flatMap(([hub, notice]) => (notice === null ? [] : [`${hub}: ${notice}`])),
    begun: begun.promise,
  };
}
