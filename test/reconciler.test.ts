import { beforeEach, describe, expect, it } from 'vitest';
import { alone } from '../src/queue/facts.ts';
import { aHubProcess } from './a-hub-process.ts';
import { aListedHub, type ListedHub } from './github/a-listed-hub.ts';
import { fakeClock } from './queue/fake-clock.ts';

let listed: ListedHub;
beforeEach(() => {
  listed = aListedHub({ open: 120, closed: 0 });
});

const aProcess = (dryRun: boolean) => aHubProcess(listed, { facts: alone, clock: fakeClock(), everyMs: 900_000, dryRun });

/** Somebody else creates a repository under the name that the hub left. */
const takeName = () => void (listed.attack.id += 1);

describe('un dépôt qui prend le nom du dépôt d’accompagnement', () => {
  it('pendant un passage n’est ni suivi, ni montré : l’exploitant le sait, et le passage recommence quand le nom est rendu', async () => {
    const process = aProcess(true);
    await process.look();
    await process.look();
    takeName();
    expect(await process.look()).toEqual({ found: [], goesOn: false });
    expect(process.notices()).toEqual([expect.stringContaining('another repository has taken this name')]);
    expect(process.shown().at(0)).toMatchObject({ kind: 'unread' });
    listed.attack.id -= 1;
    expect((await process.look()).found).toContain(listed.keyOf(1));
    expect(process.notices()).toEqual([]);
  });

  it('n’apprend pas qu’un dossier est mis de côté ; le premier, si', async () => {
    const process = aProcess(false);
    await process.tellSetAside(3);
    expect(listed.written).toEqual(['POST /repos/dnum-mi/hub/issues/3/comments']);
    takeName();
    await process.tellSetAside(4);
    expect(listed.written).toHaveLength(1);
  });
});
