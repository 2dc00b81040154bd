import { describe, expect, it } from 'vitest';
import type { QueueOptions, WorkQueue } from '../../src/queue/work-queue.ts';
import { Limited, Outage, type Recorded, Unavailable } from './queue-bench.ts';

/** A queue of any kind, whose runs stay open until the test ends them. */
export interface ContractBench extends Recorded {
  readonly queue: WorkQueue<string>;
  readonly now: () => Date;
  /** Lets everything happen that can happen now. */
  readonly settle: () => Promise<void>;
  /** Time passes, at one go: what became due meanwhile happens at its end. */
  readonly advance: (ms: number) => Promise<void>;
}

export type OpenBench = (change?: Partial<QueueOptions<string>>) => ContractBench;

const nothing = { ready: 0, running: 0, waiting: 0, setAside: 0 };

/** What the contract of `WorkQueue` says, of whichever queue `open` opens. */
export function queueContract(open: OpenBench): void {
  const keysOf = ({ started }: ContractBench) => started.map(({ key }) => key);

  /** Ends the runs as they come, one at a time, and gives their keys. */
  async function served(bench: ContractBench, times: number): Promise<readonly string[]> {
    for (let time = 0; time < times; time++) {
      bench.last().end();
      await bench.settle();
    }
    return keysOf(bench);
  }

  async function failTimes(bench: ContractBench, times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      await bench.advance(60_000);
      bench.last().fail(new Error(`panne ${time}`));
      await bench.settle();
    }
  }

  describe('une exécution à la fois par clé', () => {
    it('ce qui arrive avant le départ fait une seule exécution, qui en connaît les causes sans doublon', async () => {
      const bench = open({ concurrency: 1 });
      await bench.queue.add('autre', 'x');
      await bench.settle();
      for (const cause of ['ouvert', 'étiqueté', 'étiqueté']) await bench.queue.add('a', cause);
      expect(await served(bench, 2)).toEqual(['autre', 'a']);
      expect(bench.last().causes.toSorted()).toEqual(['ouvert', 'étiqueté']);
      expect(await bench.queue.stats()).toEqual(nothing);
    });

    it.each([1, 2, 5])('%i ajout(s) pendant une exécution en font exactement une de plus, après elle', async (adds) => {
      const bench = open();
      await bench.queue.add('a', 'premier');
      await bench.settle();
      for (let add = 0; add < adds; add++) await bench.queue.add('a', `pendant ${add}`);
      await bench.advance(5_000);
      expect(bench.started).toHaveLength(1);
      expect(await bench.queue.stats()).toEqual({ ...nothing, running: 1 });
      expect(await served(bench, 1)).toEqual(['a', 'a']);
      expect(bench.last().causes).toHaveLength(adds);
      await served(bench, 1);
      await bench.advance(60_000);
      expect(bench.started).toHaveLength(2);
      expect(await bench.queue.stats()).toEqual(nothing);
    });

    it('jamais plus de clés à la fois que le parallélisme ne le permet', async () => {
      const bench = open({ concurrency: 2 });
      for (const key of ['a', 'b', 'c', 'd']) await bench.queue.add(key, 'x');
      await bench.settle();
      expect(bench.started).toHaveLength(2);
      expect(await bench.queue.stats()).toEqual({ ...nothing, ready: 2, running: 2 });
    });

    it('une exécution qui se met à l’écart laisse sa place à une autre clé, et non à la sienne', async () => {
      const bench = open({ concurrency: 1 });
      for (const key of ['a', 'b', 'c']) await bench.queue.add(key, 'x');
      await bench.settle();
      const back = bench.last().standAside();
      await bench.queue.add('a', 'de nouveau');
      await bench.settle();
      expect(keysOf(bench)).toEqual(['a', 'b']);
      back();
      bench.last().end();
      await bench.settle();
      // Back at its place, it holds it: the others wait for its end.
      expect(keysOf(bench)).toEqual(['a', 'b']);
      bench.started[0]?.end();
      await bench.settle();
      expect(keysOf(bench)).toEqual(['a', 'b', 'c']);
      await served(bench, 2);
      expect(await bench.queue.stats()).toEqual(nothing);
    });
  });

  describe('deux voies, et les dépôts d’accompagnement à tour de rôle', () => {
    async function busy(): Promise<ContractBench> {
      const bench = open({ concurrency: 1 });
      await bench.queue.add('occupé#0', 'x');
      await bench.settle();
      return bench;
    }

    it('une personne passe avant le passage arrivé plus tôt', async () => {
      const bench = await busy();
      for (const key of ['h#1', 'h#2']) await bench.queue.offer(key, 'passage');
      await bench.queue.add('h#3', 'commande');
      expect((await served(bench, 3)).slice(1)).toEqual(['h#3', 'h#1', 'h#2']);
    });

    it('ce que le passage avait mis en file monte quand une personne le demande, sans passer deux fois', async () => {
      const bench = await busy();
      for (const key of ['h#1', 'h#2', 'h#3']) await bench.queue.offer(key, 'passage');
      await bench.queue.add('h#3', 'commande');
      expect((await served(bench, 4)).slice(1)).toEqual(['h#3', 'h#1', 'h#2']);
    });

    it('ce qu’une personne a demandé ne redescend pas quand le passage le propose', async () => {
      const bench = await busy();
      await bench.queue.offer('h#1', 'passage');
      await bench.queue.add('h#2', 'commande');
      await bench.queue.offer('h#2', 'passage');
      expect((await served(bench, 2)).slice(1)).toEqual(['h#2', 'h#1']);
    });

    it('le passage a un départ sur huit, quoi que demandent les personnes', async () => {
      const bench = await busy();
      await bench.queue.offer('h#0', 'passage');
      for (let number = 1; number <= 9; number++) await bench.queue.add(`h#${number}`, 'commande');
      const place = (await served(bench, 10)).indexOf('h#0');
      expect(place).toBeGreaterThan(1);
      expect(place).toBeLessThanOrEqual(8);
    });

    it('un dépôt qui a beaucoup à faire n’en retient pas un autre', async () => {
      const bench = await busy();
      for (const key of ['a#1', 'a#2', 'a#3', 'b#1', 'b#2']) await bench.queue.offer(key, 'passage');
      expect((await served(bench, 5)).slice(1)).toEqual(['a#1', 'b#1', 'a#2', 'b#2', 'a#3']);
    });

    it('un essai à refaire pour une personne passe encore avant le passage', async () => {
      const bench = open({ concurrency: 1 });
      await bench.queue.add('h#1', 'commande');
      await bench.settle();
      bench.last().fail(new Error('panne'));
      await bench.settle();
      await bench.queue.add('occupé#0', 'x');
      await bench.settle();
      await bench.queue.offer('h#2', 'passage');
      await bench.advance(20_000);
      expect(await served(bench, 2)).toEqual(['h#1', 'occupé#0', 'h#1', 'h#2']);
    });
  });

  describe('rendez-vous', () => {
    it.each([
      [50_000, 20_000],
      [20_000, 50_000],
    ])('le plus tôt l’emporte, demandé pour %i puis pour %i ms', async (...asked) => {
      const bench = open();
      for (const ms of asked) await bench.queue.addAt('a', new Date(bench.now().getTime() + ms));
      await bench.advance(19_000);
      expect(bench.started).toHaveLength(0);
      expect(await bench.queue.stats()).toEqual({ ...nothing, waiting: 1 });
      await bench.advance(2_000);
      expect(await served(bench, 1)).toEqual(['a']);
      await bench.advance(60_000);
      expect(bench.started).toHaveLength(1);
    });

    it('une heure passée vaut tout de suite, une date invalide est refusée', async () => {
      const bench = open();
      await bench.queue.addAt('a', new Date(bench.now().getTime() - 5_000));
      await bench.settle();
      expect(keysOf(bench)).toEqual(['a']);
      await expect(bench.queue.addAt('a', new Date(Number.NaN))).rejects.toThrow(RangeError);
    });

    it('un ajout passe avant un rendez-vous lointain, qui reste dû', async () => {
      const bench = open();
      await bench.queue.addAt('a', new Date(bench.now().getTime() + 50_000));
      await bench.queue.add('a', 'x');
      await bench.settle();
      await served(bench, 1);
      await bench.advance(40_000);
      expect(bench.started).toHaveLength(1);
      await bench.advance(11_000);
      expect(bench.started).toHaveLength(2);
      expect(bench.last().causes).toEqual(['timer']);
    });

    it('ce qu’une exécution demande pour plus tard vient à son heure', async () => {
      const bench = open();
      await bench.queue.add('a', 'x');
      await bench.settle();
      bench.last().end({ againAt: new Date(bench.now().getTime() + 30_000) });
      await bench.settle();
      await bench.advance(29_000);
      expect(bench.started).toHaveLength(1);
      await bench.advance(2_000);
      expect(bench.started).toHaveLength(2);
    });
  });

  describe('erreurs', () => {
    it('l’attente s’allonge d’un échec à l’autre, et rien ne la raccourcit', async () => {
      const bench = open();
      await bench.queue.add('a', 'x');
      await bench.settle();
      bench.last().fail(new Error('panne'));
      await bench.settle();
      await bench.queue.add('a', 'encore');
      await bench.queue.offer('a', 'passage');
      await bench.advance(9_000);
      expect(bench.started).toHaveLength(1);
      await bench.advance(2_000);
      expect(bench.started).toHaveLength(2);
      bench.last().fail(new Error('panne'));
      await bench.settle();
      await bench.advance(19_000);
      expect(bench.started).toHaveLength(2);
      await bench.advance(2_000);
      expect(bench.started).toHaveLength(3);
    });

    it.each([
      ['une limite', Limited, 'rate-limited'],
      ['une panne de GitHub', Unavailable, 'unavailable'],
    ] as const)('%s est attendue et ne compte pas comme un échec', async (_, Failure, kind) => {
      const bench = open();
      await bench.queue.add('a', 'x');
      for (let time = 0; time < 4; time++) {
        await bench.settle();
        bench.last().fail(new Failure(new Date(bench.now().getTime() + 30_000)));
        await bench.settle();
        await bench.advance(31_000);
      }
      expect(bench.started).toHaveLength(5);
      expect(bench.setAside).toEqual([]);
      expect(bench.runs.map(({ outcome }) => outcome.kind)).toEqual([kind, kind, kind, kind]);
    });
  });

  describe('une panne dont personne ne sait la fin', () => {
    /** A key that met so many outages in a row, and waits. */
    async function out(bench: ContractBench, key: string, times: number): Promise<void> {
      await bench.queue.offer(key, 'passage');
      for (let time = 1; time <= times; time++) {
        await bench.settle();
        bench.last().fail(new Outage());
        await bench.settle();
        if (time < times) await bench.advance(time * 60_000 + 1_000);
      }
    }

    it('l’attente s’allonge d’un essai à l’autre, et un passage ne la raccourcit pas', async () => {
      const bench = open();
      await out(bench, 'a', 3);
      await bench.queue.offer('a', 'passage');
      await bench.advance(178_000);
      expect(bench.started).toHaveLength(3);
      await bench.advance(4_000);
      expect(bench.started).toHaveLength(4);
      expect(bench.runs.map(({ outcome }) => outcome.kind)).toEqual(['outage', 'outage', 'outage']);
      expect(bench.setAside).toEqual([]);
    });

    it('un essai qui réussit l’oublie', async () => {
      const bench = open();
      await out(bench, 'a', 3);
      await bench.advance(181_000);
      bench.last().end();
      await bench.settle();
      await out(bench, 'a', 1);
      await bench.advance(61_000);
      expect(bench.started).toHaveLength(6);
    });

    it('qui vient est essayé aussitôt, et attend ensuite comme au début', async () => {
      const bench = open();
      await out(bench, 'a', 3);
      await bench.queue.add('a', 'commenté');
      await bench.settle();
      expect(bench.started).toHaveLength(4);
      bench.last().fail(new Outage());
      await bench.settle();
      await bench.advance(61_000);
      expect(bench.started).toHaveLength(5);
    });

    it('qui vient pendant un essai perdu est essayé aussitôt', async () => {
      const bench = open();
      await out(bench, 'a', 3);
      await bench.advance(181_000);
      await bench.queue.add('a', 'commenté');
      bench.last().fail(new Outage());
      await bench.settle();
      expect(bench.started).toHaveLength(5);
      expect(bench.last().causes).toEqual(['commenté']);
    });

    it('sa fin étant dite, les clés du compte qui l’attendaient repartent, et elles seules', async () => {
      const bench = open();
      await out(bench, 'a#1', 3);
      await out(bench, 'b#1', 2);
      const before = bench.started.length;
      await bench.queue.wake((key) => key.startsWith('a#'), 'installation');
      await bench.settle();
      expect(keysOf(bench).slice(before)).toEqual(['a#1']);
    });

    it('sa fin étant dite, chacune reste dans sa voie : qui écrit alors passe devant ce qu’un passage avait proposé', async () => {
      const bench = open({ concurrency: 1 });
      for (const key of ['a#1', 'a#2']) {
        await bench.queue.offer(key, 'passage');
        await bench.settle();
        bench.last().fail(new Outage());
        await bench.settle();
      }
      await bench.queue.add('b#1', 'x');
      await bench.settle();
      await bench.queue.wake((key) => key.startsWith('a#'), 'fini');
      await bench.queue.add('a#3', 'commenté');
      bench.last().end();
      await bench.settle();
      expect(bench.last()).toMatchObject({ key: 'a#3', lane: 'people' });
      bench.last().end();
      await bench.settle();
      expect(bench.last()).toMatchObject({ key: 'a#1', lane: 'sweep', outages: 0 });
    });

    it('une exécution sait combien de fois de suite elle a rencontré la même ; une autre, plus loin, attend comme au début', async () => {
      const bench = open();
      await out(bench, 'a', 2);
      await bench.advance(121_000);
      bench.last().fail(new Outage('ailleurs'));
      await bench.settle();
      await bench.advance(61_000);
      expect(bench.started.map(({ outages }) => outages)).toEqual([0, 1, 2, 1]);
    });
  });

  describe('mise de côté', () => {
    it('au troisième échec de suite, une fois, et aucune autre clé n’est retenue', async () => {
      const bench = open({ concurrency: 1 });
      await bench.queue.add('a', 'x');
      await failTimes(bench, 3);
      await bench.advance(86_400_000);
      expect(bench.started).toHaveLength(3);
      expect(bench.setAside.map(({ key, error }) => [key, error])).toEqual([['a', new Error('panne 2')]]);
      expect(await bench.queue.stats()).toEqual({ ...nothing, setAside: 1 });
      expect(await bench.queue.setAside()).toEqual(['a']);
      await bench.queue.add('b', 'x');
      await bench.settle();
      expect(bench.last().key).toBe('b');
    });

    it('un événement la réveille, un rendez-vous la laisse', async () => {
      const bench = open();
      await bench.queue.add('a', 'x');
      await failTimes(bench, 3);
      await bench.queue.addAt('a', bench.now());
      await bench.advance(60_000);
      expect(bench.started).toHaveLength(3);
      await bench.queue.add('a', 'modifié');
      await bench.settle();
      expect(bench.started).toHaveLength(4);
      bench.last().end();
      await bench.settle();
      expect(await bench.queue.stats()).toEqual(nothing);
    });

    it('le passage lui donne un essai au plus, après une attente qui s’allonge', async () => {
      const bench = open();
      await bench.queue.add('a', 'x');
      await failTimes(bench, 3);
      await bench.queue.offer('a', 'passage');
      await bench.settle();
      expect(bench.started).toHaveLength(4);
      bench.last().fail(new Error('panne'));
      await bench.settle();
      expect(bench.setAside).toHaveLength(2);
      await bench.queue.offer('a', 'passage');
      await bench.advance(59_000);
      await bench.queue.offer('a', 'passage');
      await bench.settle();
      expect(bench.started).toHaveLength(4);
      await bench.advance(2_000);
      await bench.queue.offer('a', 'passage');
      await bench.settle();
      expect(bench.started).toHaveLength(5);
    });

    it('une nouvelle arrivée pendant l’exécution qui la met de côté la relance', async () => {
      const bench = open();
      await bench.queue.add('a', 'x');
      await bench.settle();
      await bench.queue.add('a', 'pendant');
      bench.last().end({ terminal: new Error('fini') });
      await bench.settle();
      expect(bench.setAside).toHaveLength(1);
      expect(bench.started).toHaveLength(2);
    });

    it('ce qui bloquait un compte étant levé, ses clés mises de côté repartent, et elles seules', async () => {
      const bench = open();
      for (const key of ['a#1', 'a#2', 'b#1']) await bench.queue.add(key, 'x');
      await bench.settle();
      for (const run of bench.started.slice()) run.end({ terminal: new Error('suspendu') });
      await bench.settle();
      expect(await bench.queue.stats()).toEqual({ ...nothing, setAside: 3 });
      await bench.queue.wake((key) => key.startsWith('a#'), 'installation');
      await bench.settle();
      expect(keysOf(bench).slice(3).toSorted()).toEqual(['a#1', 'a#2']);
      expect(await bench.queue.stats()).toEqual({ ...nothing, running: 2, setAside: 1 });
    });

    it('ce qui bloquait un compte étant levé pendant l’exécution qui la met de côté, la clé repart', async () => {
      const bench = open();
      for (const key of ['a#1', 'b#1']) await bench.queue.add(key, 'x');
      await bench.settle();
      await bench.queue.wake((key) => key.startsWith('a#'), 'installation');
      for (const run of bench.started.slice()) run.end({ terminal: new Error('suspendu') });
      await bench.settle();
      expect(keysOf(bench).slice(2)).toEqual(['a#1']);
      expect(await bench.queue.stats()).toEqual({ ...nothing, running: 1, setAside: 1 });
    });
  });

  it('à l’arrêt, ce qui est en cours se termine et rien ne part plus', async () => {
    const bench = open({ concurrency: 1 });
    for (const key of ['a', 'b']) await bench.queue.add(key, 'x');
    await bench.settle();
    let drained = false;
    const drain = bench.queue.drain().then(() => (drained = true));
    await bench.settle();
    expect(drained).toBe(false);
    bench.last().end();
    await bench.settle();
    await drain;
    await bench.advance(60_000);
    expect(keysOf(bench)).toEqual(['a']);
  });
}
