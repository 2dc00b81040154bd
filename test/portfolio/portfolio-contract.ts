import { expect, it } from 'vitest';
import type { Entry } from '../../src/portfolio/entry.ts';
import type { Portfolio } from '../../src/portfolio/portfolio.ts';
import { dossierKey, hubKey } from '../../src/words/key.ts';
import { anEntry, aSnapshot } from './a-snapshot.ts';

/** A portfolio as one process has it: `sync` makes it hold what the others kept, and tells them what it holds. */
export interface Held {
  readonly portfolio: Portfolio;
  readonly sync: () => Promise<void>;
}

export const hub = { owner: 'org', repo: 'hub' };
export const other = { owner: 'org', repo: 'autre' };
export const everything = () => true;
export const named = (number: number): Entry => anEntry({ hub: 'org/hub', number, title: `n° ${number}` });
export const titles = (entries: readonly Entry[]) => entries.map((entry) => (entry.kind === 'unread' ? entry.name : entry.snapshot.title));

/** What a portfolio promises, of those that `open` opens: who writes, and who reads are the same, or another process. */
export function portfolioContract(open: () => { readonly writer: Held; readonly reader: Held }): void {
  it('montre ce qui a été vu, dépôt par dépôt puis par numéro, et le dernier regard sur chaque dossier', async () => {
    const { writer, reader } = open();
    writer.portfolio.keep(dossierKey(hub, 12), named(12));
    writer.portfolio.keep(dossierKey(hub, 2), named(99));
    writer.portfolio.keep(dossierKey(other, 1), anEntry({ hub: 'org/autre', number: 1, title: 'ailleurs' }));
    await writer.sync();
    writer.portfolio.keep(dossierKey(hub, 2), named(2));
    await writer.sync();
    await reader.sync();
    expect(titles(reader.portfolio.entries(everything))).toEqual(['ailleurs', 'n° 2', 'n° 12']);
    expect(titles(reader.portfolio.entries((one) => one === hubKey(other)))).toEqual(['ailleurs']);
  });

  it('rend chaque instantané tel qu’il a été pris', async () => {
    const { writer, reader } = open();
    const entry = anEntry({ hub: 'org/hub', number: 1, title: 'أمن <b>"é"</b> \u0000' });
    writer.portfolio.keep(dossierKey(hub, 1), entry);
    await writer.sync();
    await reader.sync();
    expect(reader.portfolio.entries(everything)).toEqual([entry]);
  });

  it('garde ce qui n’a pu être lu, et oublie ce qui n’est plus un dossier ; les deux ont été regardés', async () => {
    const { writer, reader } = open();
    for (const number of [1, 2]) writer.portfolio.keep(dossierKey(hub, number), named(number));
    await writer.sync();
    writer.portfolio.keep(dossierKey(hub, 1), { kind: 'unread', name: 'org/hub#1', because: 'GitHub ne répond pas' });
    writer.portfolio.forget(dossierKey(hub, 2));
    writer.portfolio.forget(dossierKey(hub, 3));
    await writer.sync();
    await reader.sync();
    expect(titles(reader.portfolio.entries(everything))).toEqual(['org/hub#1']);
    expect([1, 2, 3, 4].filter((number) => reader.portfolio.isKnown(dossierKey(hub, number)))).toEqual([1, 2, 3]);
  });

  it('les dossiers d’un dépôt ont un seul processus', async () => {
    const { writer, reader } = open();
    const { procedure } = aSnapshot();
    for (const number of [1, 2, 3]) writer.portfolio.keep(dossierKey(hub, number), anEntry({ hub: 'org/hub', number, procedure }));
    await writer.sync();
    await reader.sync();
    const processes = reader.portfolio.entries(everything).map((entry) => (entry.kind === 'snapshot' ? entry.snapshot.procedure : null));
    expect(new Set(processes).size).toBe(1);
    expect(processes[0]).toEqual(procedure);
  });
}
