import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/queue/result.ts';
import type { Outcome } from '../../src/queue/outcome.ts';
import { epoch, settle } from './fake-clock.ts';
import { aQueue, failTimes, Limited, Unavailable } from './queue-bench.ts';

const at = (ms: number) => new Date(epoch + ms);

describe('regroupement', () => {
  it('plusieurs ajouts à la suite font une seule exécution, qui en connaît les causes sans doublon', async () => {
    const { queue, started } = aQueue();
    queue.add('a', 'issues.opened');
    queue.add('a', 'issues.labeled');
    queue.add('a', 'issues.labeled');
    await settle();
    expect(started.map(({ causes }) => causes)).toEqual([['issues.opened', 'issues.labeled']]);
  });

  it.each([1, 2, 5])('%i ajout(s) pendant une exécution en font exactement une de plus, après elle', async (adds) => {
    const { queue, started, last } = aQueue();
    queue.add('a', 'premier');
    await settle();
    for (let add = 0; add < adds; add++) queue.add('a', `pendant ${add}`);
    await settle();
    expect(started).toHaveLength(1);
    last().end();
    await settle();
    expect(started).toHaveLength(2);
    expect(last().causes).toHaveLength(adds);
    last().end();
    await settle();
    expect(started).toHaveLength(2);
    expect(await queue.stats()).toEqual({ ready: 0, running: 0, waiting: 0, setAside: 0 });
  });

  it('une clé prête garde sa place : ce qui arrive encore pour elle ne demande pas d’autre départ', async () => {
    const begins: (() => void)[] = [];
    const { queue, started } = aQueue({ begin: (work) => void begins.push(work) });
    for (let event = 0; event < 500; event++) queue.add(event % 2 === 0 ? 'a' : 'b', `événement ${event % 4}`);
    queue.offer('a', 'passage');
    expect(begins).toHaveLength(2);
    begins[0]?.();
    await settle();
    expect(started.map(({ key, causes }) => [key, causes.length])).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
  });

  it('un réconciliateur ne démarre jamais dans la pile de celui qui ajoute', async () => {
    const { queue, started } = aQueue();
    queue.add('a', 'x');
    expect(started).toHaveLength(0);
    await settle();
    expect(started).toHaveLength(1);
  });
});

describe('ordre et parallélisme', () => {
  it('les clés partent dans l’ordre d’arrivée, au plus « concurrency » à la fois', async () => {
    const { queue, started, trace } = aQueue({ concurrency: 2 });
    for (const key of ['a', 'b', 'c', 'd']) queue.add(key, 'x');
    await settle();
    expect(trace()).toEqual(['a@0', 'b@0']);
    expect(await queue.stats()).toEqual({ ready: 2, running: 2, waiting: 0, setAside: 0 });
    started[1]?.end();
    await settle();
    expect(trace()).toEqual(['a@0', 'b@0', 'c@0']);
  });

  it('une clé très demandée passe après celles qui attendaient déjà', async () => {
    const { queue, last, trace } = aQueue({ concurrency: 1 });
    for (const key of ['a', 'b', 'c']) queue.add(key, 'x');
    for (let turn = 0; turn < 5; turn++) {
      await settle();
      queue.add('a', 'encore');
      last().end();
    }
    await settle();
    expect(trace().map((run) => run.charAt(0))).toEqual(['a', 'b', 'c', 'a', 'a', 'a']);
  });

  it('une exécution qui ne finit pas ne retient pas les autres clés', async () => {
    const { queue, started, trace } = aQueue({ concurrency: 2 });
    queue.add('bloquée', 'x');
    await settle();
    for (const key of ['b', 'c', 'd']) queue.add(key, 'x');
    for (let turn = 0; turn < 3; turn++) {
      await settle();
      started.at(-1)?.end();
    }
    expect(trace()).toEqual(['bloquée@0', 'b@0', 'c@0', 'd@0']);
  });
});

describe('rendez-vous', () => {
  it.each([
    { nom: 'le plus tôt l’emporte, demandé en second', asked: [50_000, 20_000], expected: ['a@20000'] },
    { nom: 'le plus tôt l’emporte, demandé en premier', asked: [20_000, 50_000], expected: ['a@20000'] },
    { nom: 'une heure passée vaut tout de suite', asked: [-5_000], expected: ['a@0'] },
    { nom: 'une heure à plus de 25 jours attend son heure', asked: [30 * 86_400_000], expected: ['a@2592000000'] },
  ])('$nom', async ({ asked, expected }) => {
    const { queue, clock, trace } = aQueue();
    for (const ms of asked) queue.addAt('a', at(ms));
    await clock.advance(31 * 86_400_000);
    expect(trace()).toEqual(expected);
  });

  it('un ajout passe avant un rendez-vous lointain, qui reste dû', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.addAt('a', at(50_000));
    queue.add('a', 'x');
    await clock.advance(1_000);
    last().end();
    await clock.advance(60_000);
    expect(trace()).toEqual(['a@0', 'a@50000']);
    expect(last().causes).toEqual(['timer']);
  });

  it('un rendez-vous avancé ne sonne pas une seconde fois à son heure d’avant', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.addAt('a', at(50_000));
    queue.addAt('a', at(20_000));
    await clock.advance(20_000);
    last().end();
    await clock.advance(10_000);
    queue.add('a', 'longue');
    await clock.advance(30_000);
    queue.add('a', 'pendant');
    await clock.advance(86_400_000);
    expect(trace()).toEqual(['a@20000', 'a@30000']);
  });

  it('un rendez-vous qui tombe pendant une exécution en fait une autre', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    queue.addAt('a', at(5_000));
    await clock.advance(10_000);
    expect(trace()).toEqual(['a@0']);
    last().end();
    await settle();
    expect(trace()).toEqual(['a@0', 'a@10000']);
  });

  it('« encore à telle heure » revient à cette heure, et « fait » ne revient pas', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    last().end({ againAt: at(7_000) });
    await clock.advance(10_000);
    last().end();
    await clock.advance(86_400_000);
    expect(trace()).toEqual(['a@0', 'a@7000']);
  });

  it('une heure de retour déjà passée ne fait pas tourner à vide', async () => {
    const { queue, clock, started } = aQueue();
    queue.add('a', 'x');
    for (let second = 0; second < 3; second++) {
      await clock.advance(1_000);
      started.at(-1)?.end({ againAt: at(-1) });
    }
    await settle();
    expect(started).toHaveLength(3);
  });

  it('une date invalide est refusée à l’ajout, et vaut une erreur dans un résultat', async () => {
    const { queue, promising, last, runs } = aQueue();
    await expect(promising.addAt('a', new Date(Number.NaN))).rejects.toThrow(RangeError);
    expect((await queue.stats()).waiting).toBe(0);
    queue.add('a', 'x');
    await settle();
    last().end({ againAt: new Date(Number.NaN) });
    await settle();
    expect(runs[0]?.outcome.kind).toBe('retry');
  });
});

describe('erreurs', () => {
  it('une erreur est suivie d’un nouvel essai après l’attente, qui s’allonge', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    last().fail(new Error('panne'));
    await clock.advance(10_000);
    last().fail(new Error('panne'));
    await clock.advance(60_000);
    expect(trace()).toEqual(['a@0', 'a@10000', 'a@30000']);
    expect(last().causes).toEqual(['retry']);
  });

  it('des ajouts n’abrègent pas l’attente, et leurs causes sont gardées', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    queue.add('a', 'pendant');
    last().fail(new Error('panne'));
    await clock.advance(4_000);
    queue.add('a', 'attente');
    queue.addAt('a', at(5_000));
    await clock.advance(20_000);
    expect(trace()).toEqual(['a@0', 'a@10000']);
    expect(new Set(last().causes)).toEqual(new Set(['retry', 'pendant', 'attente', 'timer']));
  });

  it('un succès remet le compte des échecs à zéro', async () => {
    const bench = aQueue();
    bench.queue.add('a', 'x');
    await failTimes(bench, 2);
    await bench.clock.advance(60_000);
    bench.last().end();
    await settle();
    bench.queue.add('a', 'y');
    await failTimes(bench, 2);
    expect(bench.setAside).toEqual([]);
    expect((await bench.queue.stats()).waiting).toBe(1);
  });

  it.each<{ nom: string; result: Result }>([
    { nom: 'fait', result: { done: true } },
    { nom: 'encore plus tard', result: { againAt: at(0) } },
  ])('un succès (« $nom ») pendant lequel un événement arrive remet aussi le compte à zéro', async ({ result }) => {
    const bench = aQueue();
    bench.queue.add('a', 'x');
    await failTimes(bench, 2);
    await bench.clock.advance(60_000);
    bench.queue.add('a', 'pendant');
    bench.last().end(result);
    await failTimes(bench, 2);
    expect(bench.setAside).toEqual([]);
    expect(bench.started).toHaveLength(5);
  });

  it('une exception lancée avant toute attente et une valeur qui n’est pas une erreur comptent comme des échecs', async () => {
    const outcomes: Outcome[] = [];
    const { queue, clock } = aQueue({
      reconcile: () => {
        throw 'texte'; // oxlint-disable-line no-throw-literal, typescript/only-throw-error -- what the test is about
      },
      observe: ({ outcome }) => outcomes.push(outcome),
    });
    queue.add('a', 'x');
    await clock.advance(60_000);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['retry', 'retry', 'set-aside']);
  });
});

describe('limites de débit', () => {
  it('l’heure donnée par le serveur est respectée, même si des événements arrivent', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    last().fail(new Limited(at(300_000)));
    await clock.advance(100_000);
    queue.add('a', 'y');
    await clock.advance(400_000);
    expect(trace()).toEqual(['a@0', 'a@300000']);
    expect(new Set(last().causes)).toEqual(new Set(['rate-limited', 'y']));
  });

  it('elle ne compte pas comme un échec, et n’efface pas ceux d’avant', async () => {
    const { queue, clock, last, setAside, runs } = aQueue();
    queue.add('a', 'x');
    for (const error of [new Error('1'), new Limited(at(0)), new Limited(at(0)), new Error('2'), new Limited(at(0)), new Error('3')]) {
      await clock.advance(60_000);
      last().fail(error);
    }
    await settle();
    expect(runs.map(({ outcome }) => outcome.kind)).toEqual([
      'retry',
      'rate-limited',
      'rate-limited',
      'retry',
      'rate-limited',
      'set-aside',
    ]);
    expect(setAside).toHaveLength(1);
  });

  it('une panne s’attend comme elle, et porte son nom', async () => {
    const { queue, clock, last, runs, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    last().fail(new Unavailable(at(60_000)));
    await clock.advance(60_000);
    expect(trace()).toEqual(['a@0', 'a@60000']);
    expect(last().causes).toEqual(['unavailable']);
    expect(runs.map(({ outcome }) => outcome.kind)).toEqual(['unavailable']);
  });

  it('une heure déjà passée laisse tout de même une seconde', async () => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    last().fail(new Limited(at(-1)));
    await clock.advance(5_000);
    expect(trace()).toEqual(['a@0', 'a@1000']);
  });
});

describe('arrêt', () => {
  it('ne démarre plus rien, oublie ce qui attend et se termine avec la dernière exécution', async () => {
    const bench = aQueue({ concurrency: 2 });
    const { queue, clock, started } = bench;
    for (const key of ['a', 'b', 'c']) queue.add(key, 'x');
    queue.addAt('d', at(5_000));
    await settle();
    const ended: string[] = [];
    const drained = queue.drain().then(() => ended.push('drain'));
    expect(clock.pending()).toBe(0);
    queue.add('a', 'pendant');
    queue.add('e', 'nouvelle');
    queue.addAt('f', at(1_000));
    started[0]?.end();
    await clock.advance(60_000);
    expect(ended).toEqual([]);
    started[1]?.fail(new Error('panne'));
    await drained;
    await clock.advance(86_400_000);
    expect(bench.trace()).toEqual(['a@0', 'b@0']);
    expect(bench.runs).toHaveLength(2);
    expect(await queue.stats()).toEqual({ ready: 0, running: 0, waiting: 0, setAside: 0 });
  });

  it('ajoutée juste avant l’arrêt, une clé ne démarre pas', async () => {
    const { queue, started } = aQueue();
    queue.add('a', 'x');
    await queue.drain();
    await settle();
    expect(started).toEqual([]);
  });

  it('rien de ce qui est demandé ensuite ne tient le processus en vie', async () => {
    const { queue, clock, started } = aQueue();
    await queue.drain();
    queue.addAt('a', new Date(epoch + 60_000));
    queue.add('b', 'x');
    await settle();
    expect([clock.pending(), started]).toEqual([0, []]);
  });

  it('demandé deux fois, se termine deux fois', async () => {
    const { queue, last } = aQueue();
    queue.add('a', 'x');
    await settle();
    const both = Promise.all([queue.drain(), queue.drain()]);
    last().end();
    await expect(both).resolves.toHaveLength(2);
  });
});

it('chaque exécution est rapportée avec sa clé, ses causes, sa durée et son identifiant', async () => {
  const { queue, clock, last, runs } = aQueue();
  queue.add('a', 'issues.opened');
  await clock.advance(1_500);
  last().end();
  await settle();
  expect(runs).toEqual([
    { key: 'a', causes: ['issues.opened'], correlationId: last().correlationId, durationMs: 1_500, outcome: { kind: 'done' } },
  ]);
});

describe('une horloge qui saute', () => {
  const hour = 3_600_000;
  const jumps = [
    { saut: 'en arrière d’une heure', ms: -hour },
    { saut: 'en avant d’une heure', ms: hour },
  ];

  it.each(jumps)('$saut : un nouvel essai vient après la même attente, même redemandé entre-temps', async ({ ms }) => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    last().fail(new Error('panne'));
    await clock.advance(5_000);
    clock.jump(ms);
    queue.add('a', 'y');
    await clock.advance(4_999);
    expect(trace()).toEqual(['a@0']);
    await clock.advance(1);
    expect(trace()).toEqual(['a@0', 'a@10000']);
  });

  it.each(jumps)('$saut : une limite est attendue le temps que GitHub a dit', async ({ ms }) => {
    const { queue, clock, last, trace } = aQueue();
    queue.add('a', 'x');
    await settle();
    last().fail(new Limited(at(60_000)));
    await settle();
    clock.jump(ms);
    queue.offer('a', 'sweep');
    await clock.advance(120_000);
    expect(trace()).toEqual(['a@0', 'a@60000']);
  });

  it.each(jumps)('$saut : un rendez-vous pris avant vient quand il devait venir', async ({ ms }) => {
    const { queue, clock, last, trace } = aQueue();
    queue.addAt('a', at(60_000));
    clock.jump(ms);
    queue.add('a', 'x');
    await settle();
    last().end();
    await clock.advance(120_000);
    expect(trace()).toEqual(['a@0', 'a@60000']);
  });

  it.each(jumps)('$saut : ce qui est mis de côté retrouve un essai après le même temps', async ({ ms }) => {
    const bench = aQueue({ setAsideFor: () => 60_000 });
    bench.queue.add('a', 'x');
    await failTimes(bench, 3);
    const runs = bench.started.length;
    bench.clock.jump(ms);
    bench.queue.offer('a', 'sweep');
    await bench.clock.advance(59_000);
    expect(bench.started).toHaveLength(runs);
    await bench.clock.advance(1_000);
    bench.queue.offer('a', 'sweep');
    await settle();
    expect(bench.started).toHaveLength(runs + 1);
  });

  it.each(jumps)('$saut : la durée d’une exécution reste vraie', async ({ ms }) => {
    const { queue, clock, last, runs } = aQueue();
    queue.add('a', 'x');
    await clock.advance(2_000);
    clock.jump(ms);
    last().end();
    await settle();
    expect(runs.map(({ durationMs }) => durationMs)).toEqual([2_000]);
  });
});
