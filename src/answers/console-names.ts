import { normaliseText } from '../form/normalise-label.ts';

/** What the platform's console gives a name that a dossier tells; the names of internal repositories have a rule of their own. */
export type ConsoleThing = 'project' | 'environment';

/** Rule of the console for both: `^[a-z0-9]+$`, from 2 characters to so many (DOMAIN.md). A project's name can never be changed. */
const rule = /^[a-z0-9]+$/;
const SHORTEST = 2;
const longest = { project: 20, environment: 11 } as const satisfies Record<ConsoleThing, number>;

/** The rule as a person reads it, after « un nom de ». */
export function describeNameRule(thing: ConsoleThing): string {
  return `${SHORTEST} à ${longest[thing]} caractères, lettres minuscules sans accent et chiffres, sans espace ni tiret`;
}

/** True when the console takes the name as it is written. */
export function isConsoleName(name: string, thing: ConsoleThing): boolean {
  return name.length >= SHORTEST && name.length <= longest[thing] && rule.test(name);
}

/**
 * The name nearest to what was written that the console would take: without accents nor capitals, whole words as far as they fit, the
 * small ones left out first. Null when nothing can be made of it.
 */
export function proposedName(written: string, thing: ConsoleThing): string | null {
  const words = normaliseText(written.slice(0, 300))
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const whole = words.join('');
  const name = whole.length <= longest[thing] ? whole : fitting(withoutSmallWords(words), longest[thing]);
  return isConsoleName(name, thing) ? name : null;
}

const smallWords: ReadonlySet<string> = new Set('a au aux d de des du en et l la le les pour sur un une'.split(' '));

function withoutSmallWords(words: readonly string[]): readonly string[] {
  return words.filter((word) => !smallWords.has(word));
}

/** As many of the words as fit; the first one is cut where it alone is too long. */
function fitting(words: readonly string[], most: number): string {
  return words
    .slice(1)
    .reduce((name, word) => (name.length + word.length <= most ? `${name}${word}` : name), (words[0] ?? '').slice(0, most));
}
