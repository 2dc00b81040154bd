import { baseName } from './paths.ts';

/** True for a file that holds secrets by its name: `.env` and its variants, private keys, credentials of tools; models, encrypted and public files apart. */
export function hidesSecret(path: string): boolean {
  const name = baseName(path).toLowerCase();
  if (isHarmless(name)) return false;
  return (
    /^\.env([._-]|$)/.test(name) ||
    /^(id_rsa|id_dsa|id_ecdsa|id_ed25519|\.netrc|_netrc|\.git-credentials|\.pgpass|\.htpasswd|kubeconfig)$/.test(name) ||
    /(^|\/)(\.aws\/credentials|\.docker\/config\.json|\.kube\/config)$/.test(path) ||
    /\.(p12|pfx|jks|keystore)$/.test(name) ||
    /(^|[-_.])(private|privkey|server|tls)[\w.-]*\.(key|pem)$/.test(name)
  );
}

/** A word of the name, wherever it stands, that tells a model to fill (`.env.docker-example`), an encrypted file, or what everybody may read. */
function isHarmless(name: string): boolean {
  return name.split(/[._-]+/).some((word) => model.test(word) || encrypted.test(word) || open.test(word));
}

const model =
  /^(examples?|exemples?|samples?|templates?|tmpl|tpl|dist|defaults?|schema|models?|mod[eè]les?|skeleton|squelette|tests?|ci|md)$/;
const encrypted = /^(vault|encrypted|enc|gpg|asc|age|sops|sealed|chiffr[eé]e?)$/;
const open = /^(pub|public|publique|cert|crt|ca|cacerts?|chain|fullchain|truststore)$/;
