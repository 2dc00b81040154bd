/** What may go wrong in a run, beside the script. Rates are those of single calls, deliveries. */
export interface Profile {
  /** Of calls to GitHub that meet a fault. */
  readonly calls: number;
  /** Of deliveries that are lost, doubled, or late. */
  readonly deliveries: number;
  /** Of calls at which the process dies. */
  readonly kills: number;
  /** Larger things, each once in a run. */
  readonly events: readonly Misfortune[];
  /** Of the faults that shut all calls out for a while, the part that is met; in the place of the others the one call fails. */
  readonly shutOut: number;
  /** Faults of calls that are tried. */
  readonly kinds: readonly CallFault[];
  /** Milliseconds between two scenes of a story: long enough for the App to come to rest whatever goes wrong, so that the end does not depend on it. */
  readonly pace: number;
  /** One call that fails whatever the rates. */
  readonly struck: Struck | null;
  /** One write of each scene at which the process dies whatever the rates. */
  readonly killed: Killed | null;
  /** Which of the processes a delivery reaches. */
  readonly reaches: 'one' | 'each';
}

/** A write by its place in its scene, from 1: several processes make their calls in no certain order, but what is written follows one. */
export interface Killed {
  readonly write: number;
  readonly when: 'before' | 'after';
}

/** A call by its place in the run. */
export interface Struck {
  readonly call: number;
  readonly fault: CallFault;
  /** Where a reading lags: it is answered as before this call; null for as a moment ago. */
  readonly before: { readonly call: number; readonly reading: string } | null;
}

const HOUR = 3_600_000;

export const misfortunes = [
  /** GitHub takes no credentials for ten minutes. */
  'unauthorised',
  /** The installation of the hub is suspended for an hour, then no more. */
  'suspended',
  /** A deployment: a second process starts, and the first one ends two seconds later. */
  'overlap',
  /** Two processes at once for an hour, by mistake. */
  'twins',
  /** The App's own clock goes back an hour, then forward again. */
  'clock-back',
  'clock-forward',
  'hub-renamed',
  'secret-rotated',
] as const;
export type Misfortune = (typeof misfortunes)[number];

export const callFaults = [
  '500',
  '502',
  '503',
  '500 after the write',
  '502 after the write',
  'reset',
  'reset after the write',
  'cut',
  'html',
  '429',
  'secondary limit',
  'suspended once',
  'graphql limit',
  'hang',
  'late read',
] as const;
export type CallFault = (typeof callFaults)[number];

/** Those after which GitHub takes no call of the installation for a while. */
const shuttingOut: ReadonlySet<CallFault> = new Set(['429', 'secondary limit', 'suspended once', 'graphql limit']);

/** True for a fault that concerns more than the call that meets it. */
export function shutsOut(fault: CallFault): boolean {
  return shuttingOut.has(fault);
}

/** Dossiers among which what befalls all of them is as frequent as a profile says. */
const FEW = 3;

/**
 * The profile in a world of so many dossiers. The more there are, the more calls are made in an hour: what befalls the whole process, or all calls of the installation, would come
 * so often that nothing was done between two of it, which is no world that anybody lives in.
 */
export function among(dossiers: number, profile: Profile): Profile {
  const share = Math.min(1, FEW / dossiers);
  return { ...profile, kills: profile.kills * share, shutOut: profile.shutOut * share };
}

export const calm: Profile = {
  calls: 0,
  deliveries: 0,
  kills: 0,
  events: [],
  shutOut: 1,
  kinds: [],
  pace: 2 * HOUR,
  struck: null,
  killed: null,
  reaches: 'one',
};

/** The named profiles of the command line and of the tests. */
export const profiles = {
  calm,
  deliveries: { ...calm, deliveries: 0.3 },
  kills: { ...calm, kills: 0.02 },
  '5': {
    ...calm,
    calls: 0.05,
    deliveries: 0.2,
    kills: 0.003,
    events: misfortunes,
    kinds: callFaults,
  },
  '30': {
    ...calm,
    calls: 0.3,
    deliveries: 0.4,
    kills: 0.01,
    events: misfortunes,
    kinds: callFaults,
    pace: 3 * HOUR,
  },
  /** Everything at once. */
  all: {
    ...calm,
    calls: 0.05,
    deliveries: 0.3,
    kills: 0.005,
    events: misfortunes,
    kinds: callFaults,
  },
  renamed: { ...calm, events: ['hub-renamed'] },
  late: { ...calm, calls: 0.05, kinds: ['late read'] },
  twins: { ...calm, events: ['twins'] },
  clock: { ...calm, calls: 0.05, kinds: callFaults, events: ['clock-back', 'clock-forward'] },
} as const satisfies Readonly<Record<string, Profile>>;
export type ProfileName = keyof typeof profiles;
export const profileNames = Object.keys(profiles).filter((name): name is ProfileName => name in profiles);
