import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { isQuoted, quotesKept } from './quoted-values.ts';

/** Variables of the environment, by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** How outgoing calls leave: through which proxy, and believing which authorities besides those that Node knows. */
export interface Network {
  readonly proxy: {
    readonly HTTPS_PROXY: string | undefined;
    readonly HTTP_PROXY: string | undefined;
    readonly NO_PROXY: string | undefined;
  };
  /** Certificates of private authorities, in PEM. */
  readonly authorities: readonly string[];
}

export type ReadNetwork = { readonly ok: true; readonly network: Network } | { readonly ok: false; readonly problems: readonly string[] };

/** A proxy that asks for a password has it in its address, as user information. */
const proxyAddress = z.url({ protocol: /^https?$/, error: ({ input }) => (isQuoted(String(input)) ? quotesKept : proxyWanted) }).optional();

const proxyWanted = 'adresse http(s) attendue : http://mandataire.exemple.gouv.fr:3128';

const schema = z.object({
  HTTPS_PROXY: proxyAddress,
  HTTP_PROXY: proxyAddress,
  NO_PROXY: z
    .string()
    .refine((hosts) => !isQuoted(hosts), quotesKept)
    .optional(),
});

/**
 * Reads the variables of the network, in capitals or not as other programs do; `readFile` serves NODE_EXTRA_CA_CERTS. Node reads that one by itself, but
 * neither from `.env` nor with a word about a file that is not there. A problem is a line that begins with the variable, and repeats no value.
 */
export function readNetwork(env: Env, readFile: (path: string) => string): ReadNetwork {
  const given = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, (env[name] ?? env[name.toLowerCase()])?.trim() || undefined]),
  );
  const parsed = schema.safeParse(given);
  const authorities = readAuthorities(env['NODE_EXTRA_CA_CERTS'], readFile);
  if (parsed.success && typeof authorities !== 'string') {
    const { HTTPS_PROXY, HTTP_PROXY, NO_PROXY } = parsed.data;
    return { ok: true, network: { proxy: { HTTPS_PROXY, HTTP_PROXY, NO_PROXY }, authorities } };
  }
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} : ${message}`);
  return { ok: false, problems: typeof authorities === 'string' ? [...problems, `NODE_EXTRA_CA_CERTS : ${authorities}`] : problems };
}

/** The certificates of a file, or a sentence that says why there are none. */
function readAuthorities(path: string | undefined, readFile: (path: string) => string): readonly string[] | string {
  if (path === undefined || path.trim() === '') return [];
  try {
    const certificates = readFile(path).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return certificates.length > 0 && certificates.every(isCertificate)
      ? certificates
      : 'certificats au format PEM attendus dans ce fichier';
  } catch {
    return isQuoted(path) ? quotesKept : 'fichier introuvable ou illisible';
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
