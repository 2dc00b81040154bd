import { Client } from 'pg';
import { z } from 'zod';
import { connectionOptions } from './database.ts';
import { readFitness } from './format.ts';
import { OLDEST_POSTGRESQL, SCHEMA } from './schema.ts';

/** What a look at the database came to; `unreachable`: it may be there later; `occupied`: by a process that has to leave first. */
export type Checked =
  | { readonly kind: 'ok' }
  | {
      readonly kind: 'unreachable' | 'occupied' | 'unfit';
      /** A sentence in French, without anything of the address. */ readonly problem: string;
    };

/** Looks whether the queue could be kept in that database, without writing anything. */
export async function checkDatabase(connectionString: string): Promise<Checked> {
  const sessions = twoSessions(connectionString);
  if ('kind' in sessions) return sessions;
  for (const session of sessions) session.on('error', () => undefined);
  try {
    for (const session of sessions) await session.connect();
    const problem = (await sharedSessions(...sessions)) ?? (await unfit(sessions[0]));
    return problem === null ? await fitness(sessions[0]) : { kind: 'unfit', problem };
  } catch (error) {
    return refusalOf(error);
  } finally {
    for (const session of sessions) await session.end().catch(() => undefined);
  }
}

/** Two clients that are not connected yet; the address is read here, and the files that it names. What the client says of either may hold a part of a password. */
function twoSessions(connectionString: string): readonly [Client, Client] | Checked {
  try {
    return [new Client(connectionOptions(connectionString)), new Client(connectionOptions(connectionString))];
  } catch (error) {
    const isOfFile = error instanceof Error && 'syscall' in error;
    return { kind: 'unfit', problem: isOfFile ? unreadFile : unreadAddress };
  }
}

const unreadAddress =
  'L’adresse de DATABASE_URL ne se lit pas : dans le compte et le mot de passe, codez les signes réservés (« # » s’écrit %23, « / » %2F, « ? » %3F, « @ » %40, « % » %25), et vérifiez le port et le nom de la base.';
const unreadFile =
  'Un fichier nommé dans DATABASE_URL (sslrootcert, sslcert ou sslkey) ne peut être lu : vérifiez son chemin, et que l’application peut le lire.';

/**
 * A pooler in transaction mode lends each connection of the server to whoever asks next: two sessions that are open together then have the same server process, or one
 * session has two in turn (PgBouncer, "pool_mode").
 */
async function sharedSessions(one: Client, other: Client): Promise<string | null> {
  const first = await processOf(one);
  await other.query('BEGIN');
  try {
    const second = await processOf(other);
    const again = await processOf(one);
    if (first !== second && first === again) return null;
    return 'DATABASE_URL mène à un répartiteur de connexions en mode « transaction » (PgBouncer, par exemple), qui ne garde pas les sessions : donnez l’adresse de PostgreSQL lui-même, ou un répartiteur en mode « session ».';
  } finally {
    await other.query('ROLLBACK');
  }
}

async function processOf(session: Client): Promise<number> {
  const { rows } = await session.query('SELECT pg_backend_pid() AS process');
  return z.tuple([z.object({ process: z.number() })]).parse(rows)[0].process;
}

async function fitness(session: Client): Promise<Checked> {
  const found = await readFitness({ executeSql: (text, values) => session.query(text, values) });
  if (found.kind === 'fit') return { kind: 'ok' };
  return { kind: found.kind === 'newer' ? 'unfit' : found.kind, problem: found.problem };
}

const standingSchema = z.tuple([
  z.object({
    version: z.number(),
    read_only: z.boolean(),
    role: z.string(),
    base: z.string(),
    made: z.boolean(),
    may_make: z.boolean(),
    may_use: z.boolean(),
    owns: z.boolean(),
  }),
]);

async function unfit(session: Client): Promise<string | null> {
  const { rows } = await session.query(standingSql);
  const [found] = standingSchema.parse(rows);
  const { version, read_only: readOnly, role, base } = found;
  if (version < OLDEST_POSTGRESQL)
    return `PostgreSQL ${Math.floor(version / 10_000)} est trop ancien : la file demande PostgreSQL ${OLDEST_POSTGRESQL / 10_000} ou plus récent.`;
  if (readOnly)
    return 'Cette base n’accepte que des lectures (réplica, ou lecture seule imposée) : donnez dans DATABASE_URL l’adresse de l’instance principale.';
  if (!found.made && !found.may_make)
    return `Le compte « ${role} » ne peut pas créer le schéma « ${SCHEMA} » : un administrateur doit exécuter GRANT CREATE ON DATABASE "${base}" TO "${role}", ou CREATE SCHEMA ${SCHEMA} AUTHORIZATION "${role}".`;
  if (found.made && !(found.may_use && found.owns))
    return `Le compte « ${role} » ne peut pas écrire dans le schéma « ${SCHEMA} », qui appartient à un autre : un administrateur doit exécuter ALTER SCHEMA ${SCHEMA} OWNER TO "${role}" et lui donner ses tables, ou rendre à DATABASE_URL le compte d’avant.`;
  return null;
}

const standingSql = `
  SELECT
    current_setting('server_version_num')::int AS version,
    pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS read_only,
    current_user::text AS role,
    current_database()::text AS base,
    namespace.oid IS NOT NULL AS made,
    has_database_privilege(current_database(), 'CREATE') AS may_make,
    coalesce(has_schema_privilege(namespace.oid, 'USAGE') AND has_schema_privilege(namespace.oid, 'CREATE'), false) AS may_use,
    coalesce(pg_has_role(installed.relowner, 'USAGE'), true) AS owns
  FROM (SELECT 1) AS one
  LEFT JOIN pg_namespace AS namespace ON namespace.nspname = '${SCHEMA}'
  LEFT JOIN pg_class AS installed ON installed.relnamespace = namespace.oid AND installed.relname = 'version'`;

/** Codes of PostgreSQL ("PostgreSQL Error Codes", its documentation) that say what DATABASE_URL has wrong. */
const wrong: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL refuse le compte ou le mot de passe de DATABASE_URL : vérifiez-les.',
  '28000':
    'PostgreSQL refuse le compte de DATABASE_URL depuis cette machine : vérifiez le compte, le chiffrement demandé (sslmode) et pg_hba.conf.',
  '3D000': 'La base nommée dans DATABASE_URL n’existe pas : créez-la, ou corrigez son nom.',
  '42501': 'Le compte de DATABASE_URL n’a pas les droits nécessaires sur cette base : demandez-les à son administrateur.',
};

/** What an error of PostgreSQL says to whoever starts the App. */
export function refusalOf(error: unknown): Exclude<Checked, { kind: 'ok' }> {
  const { code, message } = errorSchema.parse(error);
  const known = code === undefined ? undefined : wrong[code];
  if (known !== undefined) return { kind: 'unfit', problem: known };
  // In the client's own words: it has none to give.
  if (/client password must be/.test(message))
    return {
      kind: 'unfit',
      problem:
        'PostgreSQL demande un mot de passe, et DATABASE_URL n’en donne pas : ajoutez-le après le compte (compte:mot-de-passe@machine).',
    };
  if (/SSL|TLS|certificate/i.test(message))
    return {
      kind: 'unfit',
      problem: `La connexion chiffrée à PostgreSQL échoue (${message}) : vérifiez sslmode dans DATABASE_URL, et NODE_EXTRA_CA_CERTS.`,
    };
  if (code !== undefined && isAnswer.test(code))
    return {
      kind: 'unfit',
      problem: `PostgreSQL refuse une commande (${code} : ${message}) : voyez-en la raison avec son administrateur, puis redémarrez l’application.`,
    };
  const maybeCut = code === 'ENOTFOUND' ? ' Un « @ » du mot de passe s’écrit %40 : ce qui le suit passe sinon pour la machine.' : '';
  return {
    kind: 'unreachable',
    problem: `PostgreSQL ne répond pas à l’adresse de DATABASE_URL (${code ?? message}) : vérifiez la machine et le port, et que PostgreSQL est démarré.${maybeCut}`,
  };
}

/** An answer to a command, which the same command would get again: not of a connection (08), of a lack of resources (53), of an operator (57), of a conflict (40, 55P03), nor of the machine (58, XX). */
const isAnswer = /^(?!08|40|53|57|58|55P03)[0-9FHP][0-9A-Z]{4}$/;

const errorSchema = z.object({ code: z.string().optional().catch(undefined), message: z.string().catch('') }).catch({ message: '' });
