import { createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { CheckSummary } from '../dossier/checks/summary.ts';
import type { DossierKey } from '../words/key.ts';
import type { Observation } from '../dossier/observation.ts';
import { type DossierState, stateSchema } from '../dossier/state.ts';
import { isSame } from './is-same.ts';
import type { Secrets } from './secrets.ts';

/** Longest sealed state, in characters: a third of what GitHub lets a comment hold. */
const MAX_SEALED = 20_000;
/** An honest state inflates to far less; more is an attack that the signature would stop only after the work. */
const MAX_STATE = 1_000_000;

/** What a state is bound to: one copied into another dossier opens nowhere else. */
export interface Seal {
  /** GitHub's id of the hub's repository, which a rename or a transfer leaves. */
  readonly hubId: number;
  readonly number: number;
  /** What states of version 0.1.0 are bound to. */
  readonly key: DossierKey;
  readonly secrets: Secrets;
}

/** The seal of an observed dossier. */
export function sealOf({ key, hub, issue }: Pick<Observation, 'key' | 'hub' | 'issue'>, secrets: Seal['secrets']): Seal {
  return { hubId: hub.id, number: issue.number, key, secrets };
}

/**
 * The state as one word of base64url characters and a dot: compressed, and signed for this dossier (HMAC-SHA-256). A state that would not fit is
 * lightened, from what is only told to what helps to tell; what decides (digests, marks, phases, statuses, counts) always stays.
 * Its keys stand in the order of the schema: a state that was read and not changed seals to the same word.
 */
export function sealState(state: DossierState, { hubId, number, secrets: [secret] }: Seal): string {
  let lighter: DossierState = stateSchema.parse(state);
  for (const lighten of lightenings) {
    lighter = lighten(lighter);
    const payload = deflateRawSync(JSON.stringify(lighter), { level: 9 }).toString('base64url');
    if (payload.length <= MAX_SEALED) return `${payload}.${sign(payload, { binding: bindingOf({ hubId, number }), secret })}`;
  }
  throw new Error('the state of the dossier does not fit into its status comment');
}

/** What is given up, one after the other, until the state fits. */
const lightenings: readonly ((state: DossierState) => DossierState)[] = [
  (state) => state,
  (state) => ({ ...state, validated: mapValues(state.validated, shortExcerpt(200)), news: state.news.slice(-5) }),
  (state) => ({ ...state, validated: mapValues(state.validated, shortExcerpt(0)), news: [], notes: recentNotes(state, 100) }),
  (state) => ({ ...state, notes: recentNotes(state, 10), history: state.history.slice(-100) }),
  (state) => ({ ...state, flows: mapValues(state.flows, ({ steps }) => ({ content: null, steps: steps.slice(-1) })) }),
  (state) => ({ ...state, checks: mapValues(state.checks, withoutPlaces) }),
  (state) => ({
    ...state,
    flows: mapValues(state.flows, ({ steps }) => ({ content: null, steps: steps.map((step) => ({ ...step, note: null })) })),
    waivers: mapValues(state.waivers, shortReason),
    sentBack: mapValues(state.sentBack, shortReason),
  }),
];

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function shortExcerpt(length: number) {
  return (accepted: DossierState['validated'][string]) => ({ ...accepted, excerpt: accepted.excerpt.slice(0, length) });
}

function shortReason<T extends { readonly reason: string }>(decision: T): T {
  return { ...decision, reason: decision.reason.slice(0, 60) };
}

function recentNotes({ notes }: DossierState, count: number): DossierState['notes'] {
  return notes.slice(-count).map((entry) => ({ ...entry, reason: entry.reason?.slice(0, 200) ?? null }));
}

function withoutPlaces(summary: CheckSummary): CheckSummary {
  return { ...summary, broken: summary.broken.map((one) => ({ ...one, first: null })) };
}

/** The state that was sealed for this dossier, with the present secret or a former one; null for anything else. */
export function unsealState(sealed: string, { key, secrets, ...id }: Seal): DossierState | null {
  const [payload = '', signature = ''] = sealed.split('.');
  const signs = secrets.flatMap((secret) => [bindingOf(id), key].map((binding) => ({ binding, secret })));
  if (!signs.some((by) => isSame(sign(payload, by), signature))) return null;
  try {
    const text = inflateRawSync(Buffer.from(payload, 'base64url'), { maxOutputLength: MAX_STATE }).toString();
    return stateSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function bindingOf({ hubId, number }: Pick<Seal, 'hubId' | 'number'>): string {
  return `${hubId}#${number}`;
}

function sign(payload: string, { binding, secret }: { binding: string; secret: string }): string {
  return createHmac('sha256', secret).update(`${binding}\n${payload}`).digest('base64url');
}
