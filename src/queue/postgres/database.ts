import { type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg';
import type { Db } from 'pg-boss';

/** PostgreSQL as the queue uses it. Every call ends within a bounded time. */
export interface Database extends Db {
  /** Commits when `work` resolves, else rolls back and rejects with its error. */
  transaction<T>(work: (sql: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** GitHub waits 10 s for the answer to a webhook, Octokit 9: what is asked for one has to be over by then, or has failed. In a burst, most of it is waiting for a connection. */
const CONNECT_MS = 5_000;
const TRANSACTION_MS = 3_500;
/** pg-boss's own maintenance, and its migrations, may take longer. */
const STATEMENT_MS = 30_000;
/** Of one process: as many keys as it may run, and some for webhooks. */
const MAX_CONNECTIONS = 12;

/** Of each session, set once it is open: a pooler refuses them at the opening. What a process that was cut off holds is let go. */
const sessionLimits = {
  text: `SET statement_timeout = ${STATEMENT_MS}; SET idle_in_transaction_session_timeout = ${2 * TRANSACTION_MS}`,
  query_timeout: CONNECT_MS,
};

/** What each connection is opened with. `connectionString` may hold a password: it is never logged. */
export function connectionOptions(connectionString: string): ClientConfig {
  return { connectionString, connectionTimeoutMillis: CONNECT_MS, application_name: 'accostage', keepAlive: true };
}

/** Opens connections when they are needed; `onError` gets what happens to those that rest. How long they may rest is pg's to say, but in tests. */
export function openDatabase(
  connectionString: string,
  onError: (error: Error) => void,
  resting: Pick<PoolConfig, 'idleTimeoutMillis'> = {},
): Database {
  const pool = new Pool({
    ...resting,
    ...connectionOptions(connectionString),
    max: MAX_CONNECTIONS,
    query_timeout: STATEMENT_MS,
    verify: (client, ready) => {
      // A connection that breaks while it is used rejects the query, which is enough.
      client.on('error', () => undefined);
      client.query(sessionLimits, (error) => ready(error));
    },
  });
  pool.on('error', onError);
  return {
    executeSql: (text, values) => pool.query(text, values),
    transaction: (work) => within(pool, (client) => inTransaction(client, work)),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(client: PoolClient, work: (sql: Db) => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  const result = await work({ executeSql: (text, values) => client.query(text, values) });
  await client.query('COMMIT');
  return result;
}

/** Lends a connection for a bounded time. One on which anything failed is closed, which rolls back what it had begun. */
async function within<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('PostgreSQL does not answer in time')), TRANSACTION_MS);
  try {
    const result = await Promise.race([work(client), late.promise]);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
