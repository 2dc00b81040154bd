import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Database, openDatabase } from '../../src/queue/postgres/database.ts';

/**
 * A base of its own on the PostgreSQL at that address, as the App opens one, dropped when it is closed: what is kept in the base that the address names is not touched. Its account must be
 * allowed to create a base.
 */
export async function serverDatabase(url: string): Promise<Database> {
  const base = `accostage_test_${randomBytes(6).toString('hex')}`;
  await once(url, `CREATE DATABASE ${base}`);
  // As pg-boss's own statement does for one session, for all of them: they read the clock that is moved by hand.
  await once(url, `ALTER DATABASE ${base} SET pgboss.test_clock = 'on'`);
  const address = new URL(url);
  address.pathname = `/${base}`;
  const database = openDatabase(address.href, () => undefined);
  return {
    ...database,
    setSessionStatements: () => Promise.resolve(),
    close: async () => {
      await database.close();
      await once(url, `DROP DATABASE ${base}`);
    },
  };
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
