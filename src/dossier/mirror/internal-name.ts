/** What a repository is called on the platforms, and why it is not called as on GitHub. */
export type InternalName = { readonly name: string } & (
  | { readonly why: 'same' | 'adapted' | 'too-long' | 'too-short' | 'nothing-left' }
  | { readonly why: 'reserved'; readonly refused: string }
  /** Another repository of the dossier has the name. */
  | { readonly why: 'taken'; readonly refused: string; readonly by: string }
);

/** A repository to name, by its own name and its owner's. */
export interface ToName {
  /** By which it is found again: `owner/name`, or the address on another forge. */
  readonly key: string;
  readonly owner: string;
  readonly name: string;
}

/** Rule of the console for the internal name of a repository: `^[a-z0-9][a-z0-9-]*[a-z0-9]$`, and so many characters (DOMAIN.md). */
const rule = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/;
const LONGEST = 20;

/** Names that the platform keeps for its own repositories. */
const reserved: readonly string[] = ['mirror', 'infra-apps', 'infra-observability'];

/** Whether the console takes the name for a repository. */
export function isInternalName(name: string): boolean {
  return rule.test(name) && name.length <= LONGEST && !reserved.includes(name);
}

/**
 * The internal name of each repository of a dossier, by its key: its own where the console takes it, or else the nearest that it takes, never twice the same.
 * A repository whose own name passes keeps it, whatever the order.
 */
export function nameInside(repositories: readonly ToName[]): ReadonlyMap<string, InternalName> {
  const holders = new Map<string, string>();
  const names = new Map<string, InternalName>();
  const exactFirst = [...repositories].toSorted((a, b) => Number(isInternalName(b.name)) - Number(isInternalName(a.name)));
  for (const repository of exactFirst) {
    const found = nameOf(repository, holders);
    holders.set(found.name, repository.key);
    names.set(repository.key, found);
  }
  return names;
}

function nameOf({ owner, name }: ToName, holders: ReadonlyMap<string, string>): InternalName {
  const free = isFree(holders);
  if (free(name)) return { name, why: 'same' };
  const own = plain(name);
  const short = shortened(own);
  if (free(short)) return { name: short, why: own.length > LONGEST ? 'too-long' : 'adapted' };
  const stem = own === '' ? 'depot' : own;
  const numbered = Array.from({ length: holders.size + 2 }, (_, rank) => `${shortened(stem, LONGEST - 4)}-${rank + 2}`);
  const other = [shortened(plain(`${owner}-${own}`)), ...numbered].find(free) ?? short;
  const by = holders.get(short);
  if (by !== undefined) return { name: other, why: 'taken', refused: short, by };
  if (reserved.includes(short)) return { name: other, why: 'reserved', refused: short };
  return { name: other, why: own === '' ? 'nothing-left' : 'too-short' };
}

function isFree(holders: ReadonlyMap<string, string>): (name: string) => boolean {
  return (name) => isInternalName(name) && !holders.has(name);
}

/** In lower case, without accents, whatever else in the place of a hyphen. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Cut between two words where half of it or more stays. */
function shortened(name: string, longest: number = LONGEST): string {
  if (name.length <= longest) return name;
  const cut = name.slice(0, longest);
  const end = name[longest] === '-' ? longest : cut.lastIndexOf('-');
  return (end >= longest / 2 ? cut.slice(0, end) : cut).replace(/-+$/, '');
}
