/**
 * Shapes of secrets that people paste by mistake, by the prefixes that their issuers document:
 * GitLab ("Token overview"), GitHub ("About authentication to GitHub"), npm ("About access tokens"), AWS access keys, JSON web tokens (RFC 7519), PEM private keys,
 * also with their line ends written out.
 */
const secretShapes =
  /\bgl(?:pat|ptt|dt|rt|ft|soat|cbt|imt)-[\w.-]{16,}|\bgh[pousr]_\w{30,}(?:[.-][\w-]+){0,8}|\bgithub_pat_\w{30,}|\bAKIA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{36}\b|\beyJ[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[A-Za-z0-9+/=\s]|\\[nr])*/g;

const mask = '[secret masqué]';

/** True when the text holds something shaped like a secret. */
export function holdsSecret(text: string): boolean {
  return text.search(secretShapes) !== -1;
}

/** The text with every secret replaced, so that nothing downstream can repeat one. */
export function maskSecrets(text: string): string {
  return text.replace(secretShapes, mask);
}
