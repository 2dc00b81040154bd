import type { Entry } from '../portfolio/entry.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';
import type { HubKey } from '../words/key.ts';

/** Somebody who reads the portfolio, and what of it is theirs to see. */
export interface Reader {
  readonly login: string;
  /** Whether GitHub lets them read that hub. */
  readonly mayRead: (hub: HubKey) => boolean;
  /** Whether they may see that dossier, of a hub that they may read. */
  readonly seesDossier: (entry: Snapshot) => boolean;
  /** Hubs of which GitHub could not tell it just now: neither shown nor refused. */
  readonly unsure?: readonly HubKey[];
  /** The page where they sign out; absent where they did not sign in. */
  readonly signOut?: string;
}

/** Who asks for something, or what they are answered in its place: a way to sign in, a refusal. */
export type AskReader = (request: Request) => Promise<Reader | Response>;

/** What a reader sees of the entries of the hubs that they may read. */
export function seenBy({ seesDossier }: Pick<Reader, 'seesDossier'>, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => entry.kind === 'unread' || seesDossier(entry.snapshot));
}
