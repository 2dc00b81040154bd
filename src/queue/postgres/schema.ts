/** The schema of PostgreSQL that holds everything of the App: pg-boss's tables, and those below. */
export const SCHEMA = 'accostage';

/** The version of its tables that the pg-boss of package.json makes; a test compares them. */
export const BOSS_VERSION = 46;

/**
 * The form of all that the queue keeps: raised when pg-boss's tables, our own or what their rows mean change. 1 did not say so; 3 keeps
 * `settings` of replicas.
 * A program goes on beside one of the next form only where that one says so.
 */
export const FORMAT = 3;

/** The oldest form whose programs may work on while this one does, and after it: a test runs the pg-boss of such a program beside this one. */
export const OLDEST_BESIDE = 1;

/** The first PostgreSQL that pg-boss 12 works with (its documentation, "Requirements"). */
export const OLDEST_POSTGRESQL = 130_000;

/**
 * The schema and our own tables in it, made before pg-boss's at each start where they are missing. An account that was given the schema may not be allowed to make one,
 * not even where it is there already. `replica`: the processes that are at work, with digests of what they must have in common. `format`: one row, of the newest program that worked here.
 * `sweep`: one row, for the sweep that is one process's at a time. `fact`: what processes tell each other, in the order of `seq`.
 */
export const ownTables = `
  DO $$ BEGIN
    IF to_regnamespace('${SCHEMA}') IS NULL THEN CREATE SCHEMA ${SCHEMA}; END IF;
  END $$;
  CREATE TABLE IF NOT EXISTS ${SCHEMA}.replica (
    id uuid PRIMARY KEY, hubs text NOT NULL, secret text NOT NULL, seen_at timestamptz NOT NULL
  );
  ALTER TABLE ${SCHEMA}.replica ADD COLUMN IF NOT EXISTS format int NOT NULL DEFAULT 1;
  ALTER TABLE ${SCHEMA}.replica ADD COLUMN IF NOT EXISTS settings jsonb NOT NULL DEFAULT '{}';
  CREATE TABLE IF NOT EXISTS ${SCHEMA}.format (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), format int NOT NULL, oldest int NOT NULL
  );
  CREATE TABLE IF NOT EXISTS ${SCHEMA}.sweep (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), swept_at timestamptz NOT NULL, taken_until timestamptz NOT NULL
  );
  INSERT INTO ${SCHEMA}.sweep (swept_at, taken_until) VALUES ('epoch', 'epoch') ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS ${SCHEMA}.fact (
    kind text NOT NULL, subject text NOT NULL, value text, seq bigint NOT NULL, author uuid NOT NULL, at timestamptz NOT NULL, expires_at timestamptz,
    PRIMARY KEY (kind, subject)
  );
  CREATE INDEX IF NOT EXISTS fact_seq ON ${SCHEMA}.fact (seq);
  CREATE INDEX IF NOT EXISTS fact_expires_at ON ${SCHEMA}.fact (expires_at);
  CREATE SEQUENCE IF NOT EXISTS ${SCHEMA}.fact_seq_number;
`;

/** Everything that a time is compared with is told by the database, so that machines whose clocks disagree agree. A test's clock moves it. */
export const now = `${SCHEMA}.job_now()`;
