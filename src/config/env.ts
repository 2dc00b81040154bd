import { z } from 'zod';
import { repositoryKey, repositoryNamed, sameRepository } from '../words/key.ts';
import { loginKey, sameLogin } from '../words/login.ts';
import { type Env, type Network, readNetwork } from './network.ts';
import { readPrivateKey } from './private-key.ts';
import { isQuoted, quotesKept } from './quoted-values.ts';
import { publicUrlSchema, readSignIn, type SignInSettings } from './sign-in-settings.ts';
import { weaknessOf } from './weak-secret.ts';

/** What the server runs with, read once from the environment. */
export interface Settings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Base of the REST API, without a slash at the end. */
  readonly githubApiUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: z.infer<typeof logLevel>;
  readonly stateSecret: string;
  /** The one before, which still unseals what it sealed; null when there is none. */
  readonly stateSecretPrevious: string | null;
  /** The hubs, `owner/repo`, at least one, each once whatever its case. */
  readonly hubs: readonly string[];
  /** Owners whose installations count, in lower case; empty: all. */
  readonly owners: readonly string[];
  /** What is odd and hinders nothing, in English: for the log at start and `/readyz`. */
  readonly notices: readonly string[];
  readonly sweepIntervalMs: number;
  readonly dryRun: boolean;
  readonly githubThrottling: 'on' | 'off';
  /** Where the queue is kept, which may hold a password; null: in memory. */
  readonly databaseUrl: string | null;
  readonly signIn: SignInSettings;
  /** By which a program reads the whole portfolio; null where none may. */
  readonly portfolioToken: string | null;
}

/** The secrets of the dossiers' states: the one that signs, then the one before. */
export function stateSecrets({ stateSecret, stateSecretPrevious }: Settings): readonly [string, ...string[]] {
  return stateSecretPrevious === null ? [stateSecret] : [stateSecret, stateSecretPrevious];
}

export type ReadEnv =
  | { readonly ok: true; readonly settings: Settings; readonly network: Network }
  | { readonly ok: false; readonly message: string };

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
  error: 'attendu : fatal, error, warn, info, debug, trace ou silent',
});

const hubsWanted =
  'les dépôts d’accompagnement, où s’ouvrent les dossiers, organisation/dépôt, séparés par des virgules ; par exemple HUBS=dnum-mi/dso-formation';

const databaseWanted =
  'adresse attendue : postgresql://compte:mot-de-passe@machine:5432/base ; dans le mot de passe, @ s’écrit %40, / s’écrit %2F, # s’écrit %23';

/** Letters, digits, hyphens, and `_` of managed accounts; a repository also takes dots ("Repository naming", GitHub's own form). */
const ownerName = /^[A-Za-z0-9][\w-]*$/;
const hubName = /^[A-Za-z0-9][\w-]*\/(?!\.{1,2}$)[\w.-]+$/;

/** With its port where it has one. */
const hostName = /^[\w.-]+(?::\d+)?$/;

/** A secret that cannot be guessed; `missing` says what it is for. */
function strongSecret(missing: string) {
  return z.string({ error: missing }).superRefine((text, context) => {
    const weakness = weaknessOf(text);
    if (weakness !== null) context.addIssue(weakness);
  });
}

const hubsSchema = z
  .string({ error: `absente : ${hubsWanted}` })
  .transform(entries)
  .superRefine(refuseHubs);

const variables = z.object({
  APP_ID: z.coerce
    .number({ error: 'nombre attendu : l’identifiant de l’application (App ID)' })
    .int('nombre entier attendu')
    .positive('nombre positif attendu'),
  PRIVATE_KEY: z.string({ error: 'absente : donnez PRIVATE_KEY, ou PRIVATE_KEY_PATH' }).transform((text, context) => {
    const key = readPrivateKey(text);
    if (key.ok) return key.pem;
    context.addIssue(key.problem);
    return z.NEVER;
  }),
  WEBHOOK_SECRET: strongSecret('absent : le secret saisi pour le webhook de l’application'),
  STATE_SECRET: strongSecret('absent : un texte secret, qui signe l’état des dossiers (openssl rand -hex 32)'),
  STATE_SECRET_PREVIOUS: strongSecret('texte attendu').optional(),
  GHE_HOST: z.string().regex(hostName, 'nom de machine attendu, sans https:// : github.exemple.gouv.fr').optional(),
  GITHUB_API_URL: z.url({ protocol: /^https?$/, error: 'adresse http(s) attendue' }).transform((url) => url.replace(/\/+$/, '')),
  HOST: z.string().min(1, 'vide').default('0.0.0.0'),
  PORT: z.coerce
    .number({ error: 'nombre attendu' })
    .int('nombre entier attendu')
    .min(0, 'entre 0 et 65535')
    .max(65_535, 'entre 0 et 65535')
    .default(3000),
  LOG_LEVEL: logLevel.default('info'),
  HUBS: hubsSchema,
  INSTALLATIONS: z.string().default('').transform(entries).superRefine(refuseOwners),
  SWEEP_INTERVAL: z
    .string()
    .default('15m')
    .transform(milliseconds)
    .refine((duration) => duration >= 10_000 && duration <= 86_400_000, 'durée attendue entre 10s et 24h, par exemple 15m'),
  DRY_RUN: z.enum(['true', 'false'], { error: 'attendu : true ou false' }).default('false'),
  GITHUB_THROTTLING: z.enum(['on', 'off'], { error: 'attendu : on ou off' }).default('on'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: databaseWanted }).optional(),
  GITHUB_CLIENT_ID: z.string().trim().optional(),
  GITHUB_CLIENT_SECRET: z.string().trim().optional(),
  PUBLIC_URL: publicUrlSchema.optional(),
  PORTFOLIO_TOKEN: strongSecret('texte attendu').optional(),
});

const schema = variables
  .refine(
    ({ HUBS, INSTALLATIONS }) =>
      INSTALLATIONS.length === 0 || HUBS.every((hub) => INSTALLATIONS.some((owner) => sameLogin(owner, repositoryNamed(hub).owner))),
    {
      path: ['INSTALLATIONS'],
      error:
        'il y manque le propriétaire d’un dépôt de HUBS, qui ne serait pas suivi ; ajoutez-le, ou videz la liste pour les accepter tous',
    },
  )
  .refine(({ STATE_SECRET: current, STATE_SECRET_PREVIOUS: previous }) => previous !== current, {
    path: ['STATE_SECRET_PREVIOUS'],
    error: 'le même que STATE_SECRET : donnez celui d’avant, ou retirez-le',
  })
  .transform((env): Settings => ({
    appId: env.APP_ID,
    privateKey: env.PRIVATE_KEY,
    webhookSecret: env.WEBHOOK_SECRET,
    githubApiUrl: env.GITHUB_API_URL,
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    stateSecret: env.STATE_SECRET,
    stateSecretPrevious: env.STATE_SECRET_PREVIOUS ?? null,
    hubs: eachOnce(env.HUBS),
    owners: env.INSTALLATIONS.map(loginKey),
    notices: namedTwice(env.HUBS).map((hub) => `HUBS names ${hub} more than once`),
    sweepIntervalMs: env.SWEEP_INTERVAL,
    dryRun: env.DRY_RUN === 'true',
    githubThrottling: env.GITHUB_THROTTLING,
    databaseUrl: env.DATABASE_URL ?? null,
    signIn: readSignIn(env),
    portfolioToken: env.PORTFOLIO_TOKEN?.trim() ?? null,
  }));

/** The entries of a comma-separated list, without the empty ones. */
function entries(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Entries are told by their place: what was pasted there may be a secret. */
function refuseHubs(names: readonly string[], context: z.RefinementCtx): void {
  if (names.length === 0) context.addIssue({ code: 'custom', message: `absente : ${hubsWanted}` });
  for (const [index, name] of names.entries()) {
    const entry = `entrée nᵒ ${index + 1}`;
    if (/^[\w-]+\/\*$/.test(name))
      context.addIssue({
        code: 'custom',
        message: `${entry} : « /* » n’est pas accepté. Tout dépôt nommé ici peut faire agir l’application : nommez chaque dépôt d’accompagnement`,
      });
    else if (!hubName.test(name))
      context.addIssue({ code: 'custom', message: `${entry} : organisation/dépôt attendu, par exemple dnum-mi/dso-formation` });
  }
}

function refuseOwners(names: readonly string[], context: z.RefinementCtx): void {
  for (const [index, name] of names.entries())
    if (!ownerName.test(name))
      context.addIssue({
        code: 'custom',
        message: `entrée nᵒ ${index + 1} : nom d’organisation ou de compte attendu, par exemple dnum-mi`,
      });
}

/** The hubs that the environment names, as the server reads them; or what is wrong with `HUBS`, in French. */
export function readHubs({
  HUBS: given,
}: Env): { readonly ok: true; readonly hubs: readonly string[] } | { readonly ok: false; readonly message: string } {
  if (isQuoted(given)) return { ok: false, message: `HUBS : ${quotesKept}` };
  const parsed = hubsSchema.safeParse(given);
  if (parsed.success) return { ok: true, hubs: eachOnce(parsed.data) };
  return { ok: false, message: parsed.error.issues.map(({ message }) => `HUBS : ${message}`).join('\n') };
}

function eachOnce(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.findIndex((other) => sameRepository(other, name)) === index);
}

/** Names that come back after their first time, each once, in lower case. */
function namedTwice(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(repositoryKey).filter((name, index, keys) => keys.indexOf(name) < index))];
}

/** Reads the settings; `readFile` serves PRIVATE_KEY_PATH and NODE_EXTRA_CA_CERTS. All that is wrong comes in one message, a line each, which never repeats a value. */
export function readEnv(given: Env, readFile: (path: string) => string): ReadEnv {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value.trim() !== ''));
  if (['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET'].every((name) => env[name] === undefined))
    return { ok: false, message: noCredentials };
  const key = readKey(env, readFile);
  const parsed = schema.safeParse({ ...env, PRIVATE_KEY: key.value, GITHUB_API_URL: apiUrl(env) });
  const network = readNetwork(env, readFile);
  const quoted = [...Object.keys(variables.shape), 'HELM'].filter((name) => !mayBeQuoted.has(name) && isQuoted(env[name]));
  if (parsed.success && network.ok && quoted.length === 0) return { ok: true, settings: parsed.data, network: network.network };
  const wrong = (parsed.error?.issues ?? [])
    .filter(({ path: [name] }) => !quoted.includes(String(name)))
    .map(({ path: [name], message }) =>
      name === 'PRIVATE_KEY' ? `${key.name} : ${key.problem ?? message}` : `${String(name)} : ${message}`,
    );
  const lines = [
    ...quoted.map((name) => `${name} : ${quotesKept}${name === 'WEBHOOK_SECRET' ? ', et de GitHub aussi s’ils y sont' : ''}`),
    ...wrong,
    ...(network.ok ? [] : network.problems),
  ];
  return {
    ok: false,
    message: `Configuration incorrecte :\n${lines.map((line) => `  ${line}`).join('\n')}\nChaque variable est décrite dans .env.example.`,
  };
}

/**
 * A key says by itself where it begins. The quotes of a secret that the App compares with itself, or with what its operator gave others, are part of what was sealed or given: without
 * them, each dossier would lose its state, and each reader of the portfolio its access.
 */
const mayBeQuoted: ReadonlySet<string> = new Set(['PRIVATE_KEY', 'STATE_SECRET', 'STATE_SECRET_PREVIOUS', 'PORTFOLIO_TOKEN']);

const noCredentials = `accostage n’a pas d’identifiants GitHub.

Pour essayer sans GitHub :        npm run sandbox
Pour créer l’application GitHub : npm run register, puis ouvrez http://localhost:3000 ;
                                  la page de Probot enregistre l’application à partir de app.yml et écrit APP_ID, PRIVATE_KEY et WEBHOOK_SECRET dans .env.
Puis renseignez APP_ID, PRIVATE_KEY (ou PRIVATE_KEY_PATH), WEBHOOK_SECRET, STATE_SECRET et HUBS ; .env.example décrit chaque variable.`;

/** What is given for the key, or stands in its file, and the name of the variable that gave it. */
function readKey(env: Env, readFile: (path: string) => string): { name: string; value: string | undefined; problem: string | null } {
  const { PRIVATE_KEY: inline, PRIVATE_KEY_PATH: path } = env;
  if (inline !== undefined || path === undefined) return { name: 'PRIVATE_KEY', value: inline, problem: null };
  try {
    return { name: 'PRIVATE_KEY_PATH', value: readFile(path), problem: null };
  } catch {
    return { name: 'PRIVATE_KEY_PATH', value: undefined, problem: isQuoted(path) ? quotesKept : 'fichier introuvable ou illisible' };
  }
}

function apiUrl(env: Env): string {
  const { GITHUB_API_URL: url, GHE_HOST: host } = env;
  return url ?? (host !== undefined && hostName.test(host) ? `https://${host}/api/v3` : 'https://api.github.com');
}

/** `15m`, `900s`, `1h`, or seconds without a unit; NaN for anything else. */
function milliseconds(text: string): number {
  const [, count, unit = 's'] = /^(\d+)\s*(s|m|h)?$/.exec(text.trim()) ?? [];
  return count === undefined
    ? Number.NaN
    : Number(count) * { s: 1_000, m: 60_000, h: 3_600_000 }[unit === 'm' ? 'm' : unit === 'h' ? 'h' : 's'];
}
