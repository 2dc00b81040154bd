import type { Entry, Unread } from '../portfolio/entry.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';
import type { HubKey } from '../words/key.ts';

/** Somebody who reads the portfolio, and what of it is theirs to see. */
export interface Reader {
  readonly login: string;
  /** Whether GitHub lets them read that hub. */
  readonly mayRead: (hub: HubKey) => boolean;
  /** Whether they may see that dossier, of a hub that they may read. Of one that could not be read, nobody is known to be of its team. */
  seesDossier(dossier: Pick<Snapshot, 'hub' | 'members'>): boolean;
  /** Hubs of which GitHub could not tell it just now: neither shown nor refused. */
  readonly unsure?: readonly HubKey[];
  /** The page where they sign out; absent where they did not sign in. */
  readonly signOut?: string;
}

/** Who asks for something, or what they are answered in its place: a way to sign in, a refusal. */
export type AskReader = (request: Request) => Promise<Reader | Response>;

/** What a reader sees of the entries of the hubs that they may read. Dossiers that could not be read, and may be of others, are told without their names, once a hub. */
export function seenBy(reader: Pick<Reader, 'seesDossier'>, entries: readonly Entry[]): readonly Entry[] {
  const isSeen = (entry: Entry) => reader.seesDossier(entry.kind === 'snapshot' ? entry.snapshot : teamless(entry));
  const hidden = entries.flatMap((entry) => (entry.kind === 'unread' && isOfADossier(entry) && !isSeen(entry) ? [hubOf(entry)] : []));
  return [
    ...entries.filter((entry) => (entry.kind === 'unread' && !isOfADossier(entry)) || isSeen(entry)),
    ...[...new Set(hidden)].map((hub): Entry => ({ kind: 'unread', name: hub, because: someUnread })),
  ];
}

const someUnread = 'la dernière lecture d’un dossier au moins a échoué, peut-être du vôtre ; l’application essaie de nouveau d’elle-même';

function isOfADossier({ name }: Unread): boolean {
  return name.includes('#');
}

function hubOf({ name }: Unread): string {
  return name.split('#')[0] ?? name;
}

function teamless(entry: Unread): Parameters<Reader['seesDossier']>[0] {
  return { hub: hubOf(entry), members: [] };
}
