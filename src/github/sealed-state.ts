import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { ruleNames } from '../config/procedure.ts';
import type { CheckSummary } from '../dossier/checks/summary.ts';
import type { DossierKey } from '../dossier/key.ts';
import { flowStatuses } from '../dossier/flows/flow-status.ts';
import { runCauses } from '../dossier/mirror/mirror-workflow.ts';
import type { DossierState } from '../dossier/state.ts';

/** Longest sealed state, in characters: a third of what GitHub lets a comment hold. */
const MAX_SEALED = 20_000;
/** An honest state inflates to far less; more is an attack that the signature would stop only after the work. */
const MAX_STATE = 1_000_000;

const note = z.object({
  at: z.string(),
  by: z.string(),
  kind: z.enum(['validated', 'waived', 'flows', 'paused', 'resumed', 'authorised', 'restored-label', 'unfollowed', 'followed']),
  about: z.string(),
  reason: z.string().nullable(),
});
const mirror = z.object({
  asked: z.string().nullable(),
  seen: z.object({ platforms: z.array(z.string()), url: z.string(), at: z.string() }).nullable(),
  failure: z.object({ run: z.number(), url: z.string(), cause: z.enum(runCauses).nullable(), cleared: z.boolean() }).nullable(),
});
const flow = z.object({
  content: z
    .object({
      zone: z.enum(['mi', 'internet']),
      source: z.string().nullable(),
      destination: z.string(),
      protocol: z.enum(['tcp', 'udp', 'icmp']),
      ports: z.array(z.object({ from: z.number(), to: z.number() })),
    })
    .nullable(),
  steps: z.array(z.object({ status: z.enum(flowStatuses), by: z.string(), at: z.string(), note: z.string().nullable() })),
});
const check = z.object({
  commit: z.string(),
  demand: z.string().nullable(),
  private: z.boolean(),
  reported: z.boolean().default(true),
  attested: z.string().nullable().default(null),
  counts: z.object({ blocking: z.number(), audited: z.number(), undetermined: z.number(), conforming: z.number() }),
  broken: z.array(
    z.object({
      rule: z.enum(ruleNames),
      places: z.number(),
      first: z.object({ path: z.string(), line: z.number() }).nullable(),
    }),
  ),
  dockerfiles: z.number(),
  ciFile: z.boolean(),
  infrastructure: z.boolean(),
});
const stateSchema = z.object({
  version: z.literal(1),
  phase: z.string(),
  history: z.array(
    z.object({
      phase: z.string(),
      at: z.string(),
      by: z.string().nullable(),
      how: z.enum(['opened', 'moved', 'back', 'forced', 'restored']),
      reason: z.string().nullable(),
    }),
  ),
  notes: z.array(note),
  validated: z.record(z.string(), z.object({ digest: z.string(), excerpt: z.string() })),
  waivers: z.record(z.string(), z.object({ by: z.string(), at: z.string(), reason: z.string(), until: z.string().nullable() })),
  items: z.record(z.string(), z.object({ done: z.boolean(), by: z.string(), at: z.string() })),
  handled: z.record(z.string(), z.array(z.string())),
  lastMove: z.number(),
  personalChecklists: z.record(z.string(), z.string()),
  shown: z.record(z.string(), z.array(z.string())),
  authorised: z.array(z.string()),
  mirrors: z.record(z.string(), mirror),
  // A state sealed by an earlier version has none of these.
  flows: z.record(z.string(), flow).default({}),
  flowsAsked: z.boolean().default(false),
  flowsAtClosing: z.array(z.string()).nullable().default(null),
  checks: z.record(z.string(), check).default({}),
  checksTold: z.string().nullable().default(null),
  checksAsked: z.string().nullable().default(null),
  paused: z.boolean(),
  followed: z.boolean(),
  reminders: z.object({ count: z.number(), lastAt: z.string().nullable() }),
  body: z.object({ digest: z.string(), changedAt: z.string() }),
  news: z.array(z.object({ at: z.string(), markdown: z.string() })),
}) satisfies z.ZodType<DossierState>;

/** What the seal binds a state to: a state copied into another dossier opens nowhere else. */
export interface Seal {
  readonly key: DossierKey;
  readonly secret: string;
}

/**
 * The state as one word of base64url characters and a dot: compressed, and signed for this dossier (HMAC-SHA-256). A state that would not fit is
 * lightened, from what is only told to what helps to tell; what decides (digests, marks, phases, statuses, counts) always stays.
 * Its keys stand in the order of the schema: a state that was read and not changed seals to the same word.
 */
export function sealState(state: DossierState, { key, secret }: Seal): string {
  let lighter: DossierState = stateSchema.parse(state);
  for (const lighten of lightenings) {
    lighter = lighten(lighter);
    const payload = deflateRawSync(JSON.stringify(lighter), { level: 9 }).toString('base64url');
    if (payload.length <= MAX_SEALED) return `${payload}.${sign(payload, { key, secret })}`;
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
    waivers: mapValues(state.waivers, (waiver) => ({ ...waiver, reason: waiver.reason.slice(0, 60) })),
  }),
];

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function shortExcerpt(length: number) {
  return ({ digest, excerpt }: DossierState['validated'][string]) => ({ digest, excerpt: excerpt.slice(0, length) });
}

function recentNotes({ notes }: DossierState, count: number): DossierState['notes'] {
  return notes.slice(-count).map((entry) => ({ ...entry, reason: entry.reason?.slice(0, 200) ?? null }));
}

function withoutPlaces(summary: CheckSummary): CheckSummary {
  return { ...summary, broken: summary.broken.map((one) => ({ ...one, first: null })) };
}

/** The state that was sealed for this dossier with this secret; null for anything else. */
export function unsealState(sealed: string, seal: Seal): DossierState | null {
  const [payload = '', signature = ''] = sealed.split('.');
  const expected = Buffer.from(sign(payload, seal));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  try {
    const text = inflateRawSync(Buffer.from(payload, 'base64url'), { maxOutputLength: MAX_STATE }).toString();
    return stateSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function sign(payload: string, { key, secret }: Seal): string {
  return createHmac('sha256', secret).update(`${key}\n${payload}`).digest('base64url');
}
