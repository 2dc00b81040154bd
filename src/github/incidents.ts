import type { Logger } from 'pino';

/** What should be rare, and tells an operator that something is wrong, with the App or around it. */
export const incidentNames = [
  /** A comment or an issue of the App that stood twice, mended. */
  'doubles-healed',
  /** GitHub answered with what was there before the App wrote. */
  'stale-reads',
  /** A write that GitHub refused for good. */
  'refused-calls',
  /** A dossier that was stopped because it wrote without end. */
  'circuit-open',
  /** A dossier, or a hub, set aside after failures in a row. */
  'set-aside',
  /** The name of the Service Team's team, in a comment, notifies nobody: it does not exist, is hidden, or may not read the hub. */
  'team-unreached',
  /** An event that did not reach the App, and that GitHub was asked to deliver again. */
  'lost-deliveries',
  /** A look that was put off: GitHub out of reach, or a limit. */
  'unavailable',
] as const;
export type Incident = (typeof incidentNames)[number];

/** How often each happened since the start of this process. */
export interface Incidents {
  readonly count: (incident: Incident) => void;
  readonly counts: () => Readonly<Record<Incident, number>>;
  /** Writes the counts to the log, where any changed since the last time. */
  readonly report: () => void;
}

/** Those that have no line of their own in the log: one is written at each. */
const untold: readonly Incident[] = ['doubles-healed', 'circuit-open', 'team-unreached'];

/** Counters at zero. */
export function createIncidents(log: Pick<Logger, 'info' | 'warn'>): Incidents {
  const numbers = new Map<Incident, number>();
  let changed = false;
  const of = (incident: Incident) => numbers.get(incident) ?? 0;
  const counts = () => ({
    'doubles-healed': of('doubles-healed'),
    'stale-reads': of('stale-reads'),
    'refused-calls': of('refused-calls'),
    'circuit-open': of('circuit-open'),
    'set-aside': of('set-aside'),
    'team-unreached': of('team-unreached'),
    'lost-deliveries': of('lost-deliveries'),
    unavailable: of('unavailable'),
  });
  return {
    count: (incident) => {
      numbers.set(incident, of(incident) + 1);
      changed = true;
      if (untold.includes(incident)) log.warn({ incident, count: of(incident) }, 'incident');
    },
    counts,
    report: () => {
      if (changed) log.info(counts(), 'incidents since the start');
      changed = false;
    },
  };
}
