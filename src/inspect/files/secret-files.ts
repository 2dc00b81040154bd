import { baseName } from './paths.ts';

/** True for a file that holds secrets by its name: `.env` and its variants, private keys, credentials of tools; models, encrypted and public files apart. */
export function hidesSecret(path: string): boolean {
  const name = baseName(path).toLowerCase();
  // A store of this sort is made to hold a key, whatever certificate stands beside it.
  if (/\.(p12|pfx|jks|keystore)$/.test(name)) return !isModel(name) && !isTrustStore(name);
  const isTold =
    /^\.env([._-]|$)/.test(name) ||
    /^(id_rsa|id_dsa|id_ecdsa|id_ed25519|\.netrc|_netrc|\.git-credentials|\.pgpass|\.htpasswd|kubeconfig)$/.test(name) ||
    /(^|\/)(\.aws\/credentials|\.docker\/config\.json|\.kube\/config)$/.test(path) ||
    /(^|[-_.])(private|privkey|server|tls)[\w.-]*\.(key|pem)$/.test(name);
  return isTold && !isHarmless(name);
}

/** True for a file that its name tells to hold secrets, though others of this name hold none: variables of an environment, credentials of an account, states of Terraform. */
export function mayHideSecret(path: string): boolean {
  const name = baseName(path).toLowerCase();
  const isTold =
    /.\.env$/.test(name) ||
    /^(secrets?|credentials?)\.(json|ya?ml|properties|toml|ini)$/.test(name) ||
    /^(client[-_]secrets?|service[-_]?account([-_]?key)?)\.json$|\.tfstate(\.backup)?$/.test(name) ||
    /(^|[-_.])(key|cle|clef)\.pem$/.test(name);
  return isTold && !isHarmless(name) && !/(^|\/)templates\//.test(path);
}

/** True for a file of which what it holds tells whether it is a secret: settings of package managers, and keys or certificates. */
export function tellsSecret(name: string): boolean {
  return /^(\.npmrc|\.yarnrc(\.ya?ml)?|\.pypirc|pip\.conf)$|\.pem$/i.test(name);
}

/** True for a place of an image from which tools take their credentials: what is copied there holds some, unless it is a model. */
export function isPlaceOfSecret(destination: string): boolean {
  return (
    hidesSecret(destination) ||
    /(^|\/)(\.npmrc|\.pypirc|\.aws\/config)$/.test(destination) ||
    /\$\{?(AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|GOOGLE_APPLICATION_CREDENTIALS|KUBECONFIG|NETRC|NPM_CONFIG_USERCONFIG|PGPASSFILE)\b/.test(
      destination,
    )
  );
}

/** True for what a name tells to be a model to fill, encrypted, or public. */
export function isHarmless(path: string): boolean {
  const name = baseName(path).toLowerCase();
  return isModel(name) || wordsOf(name).some((word) => open.test(word));
}

/** A word of the name, wherever it stands, that tells a model to fill (`.env.docker-example`), or an encrypted file. */
function isModel(name: string): boolean {
  return wordsOf(name).some((word) => model.test(word) || encrypted.test(word));
}

function isTrustStore(name: string): boolean {
  return wordsOf(name).some((word) => /^(ca|cacerts?|truststore|trust)$/.test(word));
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[._-]+/);
}

const model =
  /^(examples?|exemples?|samples?|templates?|tmpl|tpl|dist|defaults?|schema|models?|mod[eè]les?|skeleton|squelette|tests?|ci|md)$/;
const encrypted = /^(vault|encrypted|enc|gpg|asc|age|sops|sealed|chiffr[eé]e?)$/;
const open = /^(pub|public|publique|cert|crt|ca|cacerts?|chain|fullchain|truststore)$/;
