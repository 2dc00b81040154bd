const MIN_LENGTH = 16;

/** Of 16 random hexadecimal digits, one secret in a hundred thousand has fewer; of 32, none in practice. */
const MIN_DIFFERENT = 6;

/** What documentation and habit write where a secret belongs, and a command that was copied instead of run. */
const placeholder = /chang(?:ez|e)[-_ ]?(?:moi|me)|rempla[cç]|exemple|example|openssl rand|^<.*>$|^\$[({]|…/i;

/** How a good secret is made; ends the sentence of each weakness. */
const remedy = 'Pour en faire un : openssl rand -hex 32';

/** What makes a secret easy to guess, as a French sentence that does not repeat it; null for a good one. */
export function weaknessOf(secret: string): string | null {
  const weakness = findWeakness(secret.trim());
  return weakness === null ? null : `${weakness}. ${remedy}`;
}

function findWeakness(secret: string): string | null {
  if (secret.length < MIN_LENGTH) return `trop court : ${MIN_LENGTH} caractères au moins`;
  if (placeholder.test(secret)) return 'c’est un exemple, pas un secret';
  if (new Set(secret).size < MIN_DIFFERENT) return `trop facile à deviner : ${MIN_DIFFERENT} caractères différents au moins`;
  if (periodOf(secret) < Math.min(MIN_LENGTH, secret.length / 2 + 1)) return 'trop facile à deviner : le même motif répété';
  return null;
}

/** Length of the shortest beginning that, repeated, gives the whole text (its last time perhaps cut). */
function periodOf(text: string): number {
  for (let period = 1; period < text.length; period++) if (text.startsWith(text.slice(period))) return period;
  return text.length;
}
