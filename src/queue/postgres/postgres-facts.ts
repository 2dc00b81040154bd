import { randomUUID } from 'node:crypto';
import type { Db } from 'pg-boss';
import { z } from 'zod';
import type { Channel, SharedFacts, Told } from '../facts.ts';
import { QueueUnavailable } from '../queue-unavailable.ts';
import type { Database } from './database.ts';
import { now, SCHEMA } from './schema.ts';

/** Facts that are read at once. */
const PAGE = 500;

interface Fact {
  readonly kind: string;
  readonly subject: string;
  /** JSON, or null. */
  readonly value: string | null;
  readonly keptMs: number | null;
}

/** A channel that reads what it hears. */
interface Listener extends Pick<Channel<never>, 'concerns'> {
  readonly hear: (told: Told<unknown>) => void;
}

/**
 * Facts in rows, one for each subject, in the order in which they were told. Writers take turns, so that a process that has heard a number has heard all that come
 * before it.
 */
export function createPostgresFacts(database: Pick<Database, 'transaction' | 'executeSql'>): SharedFacts {
  const author = randomUUID();
  const channels = new Map<string, Listener>();
  let told = new Map<string, Fact>();
  let heard = 0;
  let settling: Promise<void> = Promise.resolve();
  let listening: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function settle(): Promise<void> {
    if (told.size === 0) return;
    const facts = told;
    told = new Map();
    try {
      await database.transaction((sql) => write(sql, [...facts.values()], author));
    } catch (error) {
      // What was told meanwhile is newer.
      told = new Map([...facts, ...told]);
      throw unreachable(error);
    }
  }

  async function listen(): Promise<void> {
    try {
      for (let rows = await readPage(); rows.length > 0; rows = rows.length < PAGE ? [] : await readPage()) await hear(rows);
    } catch (error) {
      throw unreachable(error);
    }
  }

  async function readPage() {
    const { rows } = await database.executeSql(pageSql, [heard, author]);
    return rowsSchema.parse(rows);
  }

  async function hear(rows: z.infer<typeof rowsSchema>): Promise<void> {
    const foreign: { kind: string; subject: string }[] = [];
    for (const { kind, subject, value, own, age } of rows) {
      const channel = own ? undefined : channels.get(kind);
      if (channel?.concerns?.(subject) === false) foreign.push({ kind, subject });
      else channel?.hear({ subject, value: readValue(value), ageMs: age });
    }
    heard = rows.at(-1)?.seq ?? heard;
    if (foreign.length > 0)
      await database.executeSql(`DELETE FROM ${SCHEMA}.fact WHERE (kind, subject) IN (SELECT * FROM unnest($1::text[], $2::text[]))`, [
        foreign.map(({ kind }) => kind),
        foreign.map(({ subject }) => subject),
      ]);
  }

  return {
    open: ({ kind, keptMs, concerns, schema, hear: hearRead }) => {
      const hearAny = ({ subject, value, ageMs }: Told<unknown>) => {
        const read = schema.nullable().safeParse(value);
        if (read.success) hearRead({ subject, value: read.data, ageMs });
      };
      channels.set(kind, { ...(concerns && { concerns }), hear: hearAny });
      return (subject, value) => {
        const key = `${kind} ${subject}`;
        told.delete(key);
        told.set(key, { kind, subject, value: value === null ? null : JSON.stringify(value), keptMs });
      };
    },
    settle: () => {
      settling = settling.then(settle, settle);
      return settling;
    },
    // A reading that began earlier may not hold what was settled since: those who ask meanwhile share the one after it.
    catchUp: () => {
      next ??= listening
        .catch(() => undefined)
        .then(() => {
          next = null;
          listening = listen();
          return listening;
        });
      return next;
    },
  };
}

/** A fact that says what was said already is not told again; one that holds for a while is. What no longer holds goes. */
async function write(sql: Db, facts: readonly Fact[], author: string): Promise<void> {
  await sql.executeSql(`SELECT pg_advisory_xact_lock(hashtextextended('accostage facts', 0))`);
  await sql.executeSql(
    `INSERT INTO ${SCHEMA}.fact AS fact (kind, subject, value, seq, author, at, expires_at)
     SELECT kind, subject, value, nextval('${SCHEMA}.fact_seq_number'), $5::uuid, ${now}, ${now} + kept * interval '1 millisecond'
     FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[]) WITH ORDINALITY AS told (kind, subject, value, kept, place) ORDER BY place
     ON CONFLICT (kind, subject) DO UPDATE
     SET value = excluded.value, seq = excluded.seq, author = excluded.author, at = excluded.at, expires_at = excluded.expires_at
     WHERE excluded.expires_at IS NOT NULL OR fact.value IS DISTINCT FROM excluded.value`,
    [
      facts.map(({ kind }) => kind),
      facts.map(({ subject }) => subject),
      facts.map(({ value }) => value),
      facts.map(({ value, keptMs }) => keptMs ?? (value === null ? TAKEN_BACK_MS : null)),
      author,
    ],
  );
  await sql.executeSql(`DELETE FROM ${SCHEMA}.fact WHERE expires_at < ${now} - interval '1 day'`);
}

/** A fact that was taken back is kept as such for longer than any process goes without listening. */
const TAKEN_BACK_MS = 30 * 86_400_000;

const pageSql = `
  SELECT kind, subject, CASE WHEN author = $2::uuid THEN NULL ELSE value END AS value, seq::float8 AS seq, author = $2::uuid AS own,
    extract(epoch FROM ${now} - at)::float8 * 1000 AS age
  FROM ${SCHEMA}.fact
  WHERE seq > $1 AND (expires_at IS NULL OR expires_at > ${now})
  ORDER BY seq LIMIT ${PAGE}`;

const rowsSchema = z.array(
  z.object({ kind: z.string(), subject: z.string(), value: z.string().nullable(), seq: z.number(), own: z.boolean(), age: z.number() }),
);

/** A row that somebody wrote by hand may hold no JSON: it says nothing. */
function readValue(written: string | null): unknown {
  try {
    return written === null ? null : JSON.parse(written);
  } catch {
    return undefined;
  }
}

function unreachable(error: unknown): QueueUnavailable {
  return new QueueUnavailable(`what other processes know cannot be reached: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}
