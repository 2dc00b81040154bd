declare const brand: unique symbol;

/** Key of a hub: `owner/repo`, in lower case. */
export type HubKey = string & { readonly [brand]: 'HubKey' };

/** Key of a dossier: `owner/repo#number`, in lower case. */
export type DossierKey = string & { readonly [brand]: 'DossierKey' };

export interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

/** The repository of a full name, `owner/repo`; its parts are empty where the name has none. */
export function repositoryNamed(fullName: string): RepositoryRef {
  const [owner = '', repo = ''] = fullName.split('/');
  return { owner, repo };
}

/** Key of a hub. GitHub compares owners and repositories without case, so keys are in lower case. */
export function hubKey({ owner, repo }: RepositoryRef): HubKey {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that makes a hub's key
  return `${owner}/${repo}`.toLowerCase() as HubKey;
}

/** Key of the issue `number` in a hub. */
export function dossierKey(hub: RepositoryRef, number: number): DossierKey {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that makes a dossier's key
  return `${hubKey(hub)}#${number}`.toLowerCase() as DossierKey;
}

/** The full name of a repository, `owner/name`, by which it is compared and kept. Only `repositoryKey` makes one. */
export type RepositoryKey = string & { readonly [brand]: 'RepositoryKey' };

/** GitHub compares the full names of repositories without case; what is shown keeps its spelling. */
export function repositoryKey(fullName: string): RepositoryKey {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that makes a repository's key
  return fullName.toLowerCase() as RepositoryKey;
}

/** True for two spellings of the name of one repository. */
export function sameRepository(a: string, b: string): boolean {
  return repositoryKey(a) === repositoryKey(b);
}

/** The parts of a key; `number` is null for a hub's. */
export function readKey(key: DossierKey | HubKey): RepositoryRef & { readonly number: number | null } {
  const [, owner = '', repo = '', number] = /^([^/]+)\/([^#]+)(?:#(\d+))?$/.exec(key) ?? [];
  return { owner, repo, number: number === undefined ? null : Number(number) };
}

/** The key that a text spells, as a key is written; null for any other text. */
export function readDossierKey(text: string): DossierKey | null {
  const [, owner, repo, number] = /^([^/#\s]+)\/([^/#\s]+)#(\d+)$/.exec(text) ?? [];
  return owner === undefined || repo === undefined ? null : dossierKey({ owner, repo }, Number(number));
}

/** Compares two dossiers by their number, then by the name of their hub: the same ones always stand in the same order. */
export function byNumber(a: DossierKey, b: DossierKey): number {
  return (readKey(a).number ?? 0) - (readKey(b).number ?? 0) || a.localeCompare(b);
}
