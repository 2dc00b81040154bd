declare const brand: unique symbol;

/** Key of a dossier: `owner/repo#number`. */
export type DossierKey = string & { readonly [brand]: 'DossierKey' };

export interface HubRef {
  readonly owner: string;
  readonly repo: string;
}

/** Key of the issue `number` in a hub. GitHub compares owners and repositories without case, so the key is lower case. */
export function dossierKey({ owner, repo }: HubRef, number: number): DossierKey {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that makes a key
  return `${owner}/${repo}#${number}`.toLowerCase() as DossierKey;
}

/** The parts of a dossier's key. */
export function readDossierKey(key: DossierKey): HubRef & { number: number } {
  const [, owner = '', repo = '', number = ''] = /^([^/]+)\/([^#]+)#(\d+)$/.exec(key) ?? [];
  return { owner, repo, number: Number(number) };
}
