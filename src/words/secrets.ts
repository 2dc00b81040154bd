import { plainText } from './visible-text.ts';

/**
 * Shapes of secrets that people paste by mistake, by the prefixes that their issuers document:
 * GitLab ("Token overview"), GitHub ("About authentication to GitHub"; `ghs_<id>_<JWT>`), npm ("About access tokens"), Vault ("Tokens"), SonarQube ("Managing your
 * tokens"), AWS access keys, JSON web tokens (RFC 7519), PEM private keys, also with their line ends written out.
 */
const secretShapes =
  /\bgl(?:pat|ptt|dt|rtr?|ft|soat|cbt|imt|oas|agent|wt|ffct)-[\w.-]{16,}|\bghs_\d{1,12}_eyJ[\w-]+(?:\.[\w-]+){0,8}|\bgh[pousr]_\w{30,}(?:[.-][\w-]+){0,8}|\bgithub_pat_\w{30,}|\bhv[sbr]\.[\w-]{24,}|\bsq[apu]_[0-9a-f]{40}\b|\bAKIA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{36}\b|\beyJ[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[A-Za-z0-9+/=\s]|\\[nr])*/g;

/** Without a prefix of its own, a secret is known by where it stands: the password of an address, what is alone in its place and too long for a person's name, the token of a call to GitLab. What only stands for one (`$TOKEN`, « motdepasse ») is none. */
const secretPlaces =
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/?#]{0,64}:)(?!(?:pass(?:word|wd|e)?|mot-?de-?passe|mdp|pwd|secret|token|changeme|x{3,})@)[^\s:@/?#$<>{}*[\]]{3,200}(?=@)|(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/)(?=[^\s:@/?#]{0,200}\d)[\w.~%+=-]{16,255}(?=(?::(?:x-oauth-basic)?)?@(?!sha\d))|(?<=\b(?:token=|private-token: ?|job-token: ?))(?=[\w.-]{0,60}\d)[\w.-]{16,200}/gi;

const mask = '[secret masqué]';

/** True when the text holds something shaped like a secret. */
export function holdsSecret(text: string): boolean {
  return text.search(secretShapes) !== -1;
}

/**
 * The text with every secret replaced, so that nothing downstream can repeat one. One that hidden characters or the hyphens of Word cut is found as well, as what is
 * written loses them: the text is then given without them.
 */
export function maskSecrets(text: string): string {
  const masked = withoutSecrets(text);
  if (!cutting.test(masked)) return masked;
  const plain = plainText(masked);
  const again = withoutSecrets(plain);
  return again === plain ? masked : again;
}

/** What ordinary French is not written with. */
const cutting = /[^\n\r\t -~\u00A0-\u00AC\u00AE-\u017F‘’“”«»…–—•€→]/;

/** What each of those places holds: a look for it costs far less than one for them. */
const anyPlace = /:\/\/[^\s/?#]{1,400}@|token/i;

function withoutSecrets(text: string): string {
  const masked = masking(text, secretShapes);
  return anyPlace.test(masked) ? masking(masked, secretPlaces) : masked;
}

const beforeHost = /^(?::[^\s:@/?#]{0,64})?@/;

/** Before the « @ » of an address, a password between them or not, the mask is one word, so that the address is still read as one. */
function masking(text: string, secrets: RegExp): string {
  return text.replace(secrets, (found: string, at: number) =>
    beforeHost.test(text.slice(at + found.length, at + found.length + 80)) ? '***' : mask,
  );
}
