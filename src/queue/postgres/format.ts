import type { Db } from 'pg-boss';
import { z } from 'zod';
import { BOSS_VERSION, FORMAT, OLDEST_BESIDE, SCHEMA } from './schema.ts';

/**
 * Whether this program may work on the tables as they are: not where they are of a form that it does not know, nor while a process works that does not know its own.
 * `problem` says so in French, and what to do.
 */
export type Fitness = { readonly kind: 'fit' } | { readonly kind: 'newer' | 'occupied'; readonly problem: string };

/** What is read of the tables; null where nothing is kept yet. */
interface Found {
  /** Version of pg-boss's tables. */
  readonly boss: number | null;
  /** Of the newest program that worked here, and the oldest one that may work beside it. */
  readonly format: number | null;
  readonly oldest: number | null;
  /** The oldest among the processes that are at work. */
  readonly eldest: number | null;
}

/** Judges the tables. Newer ones are no problem where the program that made them says that this one may work on. */
export function fitnessOf({ boss, format, oldest, eldest }: Found): Fitness {
  if (oldest !== null && oldest > FORMAT) return { kind: 'newer', problem: newer(format, FORMAT) };
  const isTold = format !== null && format > FORMAT;
  if (boss !== null && boss > BOSS_VERSION && !isTold) return { kind: 'newer', problem: newer(boss, BOSS_VERSION) };
  return eldest !== null && eldest < OLDEST_BESIDE ? { kind: 'occupied', problem: occupied } : { kind: 'fit' };
}

function newer(found: number | null, known: number): string {
  return `Le schéma « ${SCHEMA} » est d’une version plus récente (${found}) que celle de cette application (${known}) : remettez en service la version de l’application qui l’a mis à jour, ou restaurez une sauvegarde d’avant.`;
}

const occupied = `Une instance d’une version trop ancienne de l’application travaille encore sur cette base, et se tromperait sur le schéma « ${SCHEMA} » mis à jour : arrêtez-la. Rien n’est changé d’ici là ; celle-ci démarre dès qu’elle est partie, ou une minute après son dernier signe.`;

/** Reads the tables, of which some may be missing, and judges them. Rejects as PostgreSQL does. */
export async function readFitness(sql: Pick<Db, 'executeSql'>): Promise<Fitness> {
  const { rows } = await sql.executeSql(
    `SELECT to_regclass('${SCHEMA}.version') IS NOT NULL AS boss, to_regclass('${SCHEMA}.format') IS NOT NULL AS own`,
  );
  const [has] = hasSchema.parse(rows);
  const { rows: found } = await sql.executeSql(
    `SELECT ${has.boss ? `(SELECT version FROM ${SCHEMA}.version)` : 'NULL::int'} AS boss, ${has.own ? ownSql : nothingSql}`,
  );
  return fitnessOf(foundSchema.parse(found)[0]);
}

/** The next programs know by it what they meet. In the transaction that found the tables fit. */
export async function writeFormat(sql: Pick<Db, 'executeSql'>): Promise<void> {
  await sql.executeSql(
    `INSERT INTO ${SCHEMA}.format AS kept (format, oldest) VALUES ($1, $2)
     ON CONFLICT (only_one) DO UPDATE SET format = excluded.format, oldest = excluded.oldest WHERE kept.format < excluded.format`,
    [FORMAT, OLDEST_BESIDE],
  );
}

const ownSql = `
  (SELECT format FROM ${SCHEMA}.format) AS format, (SELECT oldest FROM ${SCHEMA}.format) AS oldest,
  (SELECT min(format) FROM ${SCHEMA}.replica WHERE seen_at > pg_catalog.now() - interval '60 seconds') AS eldest`;
const nothingSql = 'NULL::int AS format, NULL::int AS oldest, NULL::int AS eldest';

const hasSchema = z.tuple([z.object({ boss: z.boolean(), own: z.boolean() })]);
const number = z.number().nullable();
const foundSchema = z.tuple([z.object({ boss: number, format: number, oldest: number, eldest: number })]);
