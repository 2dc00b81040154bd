import { normaliseText } from '../form/normalise-label.ts';

/** What the platform's console gives a name to. */
export type ConsoleThing = 'project' | 'environment' | 'repository';

/**
 * The names that the console takes: 2 to `longest` characters, words joined by `joint`, some kept for itself. Read in the console's own
 * source; a project's name can never be changed.
 */
const rules = {
  project: { pattern: /^[a-z0-9]+$/, longest: 20, joint: '', taken: [] },
  environment: { pattern: /^[a-z0-9]+$/, longest: 11, joint: '', taken: [] },
  repository: {
    pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
    longest: 20,
    joint: '-',
    taken: ['mirror', 'infra-apps', 'infra-observability'],
  },
} as const satisfies Record<ConsoleThing, { pattern: RegExp; longest: number; joint: string; taken: readonly string[] }>;

const SHORTEST = 2;

/** The same rules as a person reads them, after « le nom doit avoir ». */
export const consoleNameRules = {
  project: '2 à 20 caractères, lettres minuscules sans accent et chiffres, sans espace ni tiret',
  environment: '2 à 11 caractères, lettres minuscules sans accent et chiffres, sans espace ni tiret',
  repository: '2 à 20 caractères, lettres minuscules sans accent, chiffres et tirets, sans tiret au début ni à la fin',
} as const satisfies Record<ConsoleThing, string>;

/** True when the console takes the name as it is written. */
export function isConsoleName(name: string, thing: ConsoleThing): boolean {
  const { pattern, longest, taken } = rules[thing];
  return name.length >= SHORTEST && name.length <= longest && pattern.test(name) && !isTaken(name, taken);
}

/** True when the console keeps the name for itself, though it is well written. */
export function isTakenName(name: string, thing: ConsoleThing): boolean {
  return isTaken(name, rules[thing].taken);
}

/**
 * The name nearest to what was written that the console would take: without accents nor capitals, whole words as far as they fit, the
 * small ones left out first. Null when nothing can be made of it.
 */
export function proposedName(written: string, thing: ConsoleThing): string | null {
  const { joint, longest } = rules[thing];
  const words = normaliseText(written.slice(0, 300))
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const whole = words.join(joint);
  const name = whole.length <= longest ? whole : fitting(withoutSmallWords(words), rules[thing]);
  return isConsoleName(name, thing) ? name : null;
}

function isTaken(name: string, taken: readonly string[]): boolean {
  return taken.includes(name);
}

const smallWords: ReadonlySet<string> = new Set('a au aux d de des du en et l la le les pour sur un une'.split(' '));

function withoutSmallWords(words: readonly string[]): readonly string[] {
  return words.filter((word) => !smallWords.has(word));
}

/** As many of the words as fit; the first one is cut where it alone is too long. */
function fitting(words: readonly string[], { joint, longest }: { readonly joint: string; readonly longest: number }): string {
  return words.slice(1).reduce(
    (name, word) => {
      const longer = `${name}${joint}${word}`;
      return longer.length <= longest ? longer : name;
    },
    (words[0] ?? '').slice(0, longest),
  );
}
