import { baseName } from './paths.ts';

/** True for a file that holds secrets by its name: `.env` and its variants (models apart), private keys, credentials of tools. */
export function hidesSecret(path: string): boolean {
  const name = baseName(path).toLowerCase();
  if (/^\.env(\.|$)/.test(name)) return !/\.(example|exemple|sample|template|tpl|dist|defaults?|schema|tests?|ci|md)$/.test(name);
  return (
    /^(id_rsa|id_dsa|id_ecdsa|id_ed25519|\.netrc|_netrc|\.git-credentials|\.pgpass|\.htpasswd|kubeconfig)$/.test(name) ||
    /(^|\/)(\.aws\/credentials|\.docker\/config\.json|\.kube\/config)$/.test(path) ||
    /\.(p12|pfx|jks|keystore)$/.test(name) ||
    /(^|[-_.])(private|privkey|server|tls)[\w.-]*\.(key|pem)$/.test(name)
  );
}
