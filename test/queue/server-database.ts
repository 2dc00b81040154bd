import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import type { Db } from 'pg-boss';
import type { Database } from '../../src/queue/postgres/database.ts';

/**
 * A base of its own on the PostgreSQL at that address, dropped when it is closed: what is kept in the base that the address names is not touched. One session, as the clock that is moved
 * by hand is the session's. Its account must be allowed to create a base.
 */
export async function serverDatabase(url: string): Promise<Database> {
  const base = `accostage_test_${randomBytes(6).toString('hex')}`;
  await once(url, `CREATE DATABASE ${base}`);
  const address = new URL(url);
  address.pathname = `/${base}`;
  const pool = new Pool({ connectionString: address.href, max: 1, idleTimeoutMillis: 0 });
  return {
    // The session is the same to the end.
    setSessionStatements: async (statements) => {
      for (const statement of statements) await pool.query(statement);
    },
    executeSql: async (text, values) => {
      try {
        return await pool.query(text, values);
      } catch (error) {
        // A text of several statements may have begun a transaction, in which the session would stay.
        await pool.query('ROLLBACK');
        throw error;
      }
    },
    transaction: (work) => inTransaction(pool, work),
    close: async () => {
      await pool.end();
      await once(url, `DROP DATABASE ${base}`);
    },
  };
}

async function inTransaction<T>(pool: Pool, work: (sql: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work({ executeSql: (text, values) => client.query(text, values) });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function once(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
