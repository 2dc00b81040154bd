/** How surely a name was written to be replaced by another. */
export type Placeholder = 'surely' | 'perhaps';

/** Names of machines that are nobody's, for examples (RFC 2606, RFC 6761), and words that ask for something else. */
const reserved = /(^|\.)(example\.(com|net|org)|example|invalid)$/i;
const fillIn =
  /<[^>]+>|\b(change[-_]?me|changez[-_]?moi|replace[-_]?me|remplace[rz]?[-_]?moi|[aà][-_ ]compl[eé]ter|placeholder|x{4,})\b|\byour[-_.](registry|image|org|company|domain|host|app|project|repo|username)\b|\bvotre[-_.](registre|image|domaine|application|projet)\b/i;

/** The same word, by which people also call what keeps a list of tasks: alone, as a version, or as it stands in their code. */
const todo = /^todo$|:todo$|\bTODO\b/;

/** Images that demonstrate something, and the one that `helm create` writes. */
const demonstrations =
  /^(docker\.io\/)?(library\/)?(nginx:1\.16\.0|hello-world|nginxdemos\/hello|traefik\/whoami|containous\/whoami|hashicorp\/http-echo|paulbouwer\/hello-kubernetes|stefanprodan\/podinfo|bitnami\/nginx:sample)([:@]|$)|^(k8s\.gcr\.io|registry\.k8s\.io)\/(e2e-test-images\/)?(echoserver|agnhost)\b|^gcr\.io\/(google-samples|kuar-demo)\//i;

/** True for names that people give to what they mean to name later, and sometimes keep. */
const vague =
  /(^|\/)(my|mon|mes|ma|votre|your)[-_](image|app|application|registry|projet|project)([:@/]|$)|(^|\/)(foo|bar|exemple|example)([:@/]|$)/i;

/** What an image's name tells of its being only a model's or an example's. */
export function placeholderImage(written: string): Placeholder | null {
  const [host = ''] = written.split(/[/:]/, 1);
  if (fillIn.test(written) || todo.test(written) || (written.includes('/') && reserved.test(host))) return 'surely';
  return demonstrations.test(written) || vague.test(written) ? 'perhaps' : null;
}

/** Names of machines that only a developer's network knows. */
const local = /(^|\.)(localhost|local|localdomain|test|lan|home|internal)$|\.(nip|sslip)\.io$|^(127|10|192\.168)\.\d/i;

/** What the name of a machine tells of its being only a model's or an example's. */
export function placeholderHost(written: string): Placeholder | null {
  if (fillIn.test(written) || todo.test(written) || reserved.test(written) || written === 'chart-example.local') return 'surely';
  return local.test(written) ||
    /(^|\.)(exemple|mondomaine|mydomain|domain|domaine)\.[a-z.]{2,}$/i.test(written) ||
    /^(my|mon|votre|your)-(app|application|site)\./i.test(written)
    ? 'perhaps'
    : null;
}
