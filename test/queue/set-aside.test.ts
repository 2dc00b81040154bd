import { describe, expect, it } from 'vitest';
import { epoch, settle } from './fake-clock.ts';
import { aQueue, failTimes, type QueueBench } from './queue-bench.ts';

const at = (ms: number) => new Date(epoch + ms);

describe('mise de côté', () => {
  it('au troisième échec de suite la clé est mise de côté, une fois, avec l’identifiant de ce dernier essai', async () => {
    const bench = aQueue();
    bench.queue.add('a', 'x');
    await failTimes(bench, 3);
    await bench.clock.advance(86_400_000);
    expect(bench.started).toHaveLength(3);
    expect(bench.setAside).toEqual([{ key: 'a', error: new Error('panne 2'), correlationId: bench.last().correlationId }]);
    expect(bench.runs.map(({ outcome }) => outcome.kind)).toEqual(['retry', 'retry', 'set-aside']);
    expect(await bench.queue.stats()).toEqual({ ready: 0, running: 0, waiting: 0, setAside: 1 });
  });

  it('une clé mise de côté n’en retient aucune autre', async () => {
    const bench = aQueue({ concurrency: 1 });
    bench.queue.add('a', 'x');
    await failTimes(bench, 3);
    bench.queue.add('b', 'x');
    await settle();
    expect(bench.last().key).toBe('b');
  });

  it.each<{ nom: string; ask: (bench: QueueBench) => void; runs: number }>([
    { nom: 'un événement la réveille', ask: ({ queue }) => queue.add('a', 'issues.edited'), runs: 4 },
    { nom: 'le balayage l’essaie une fois', ask: ({ queue }) => queue.offer('a', 'sweep'), runs: 4 },
    { nom: 'un rendez-vous la laisse', ask: ({ queue }) => queue.addAt('a', at(0)), runs: 3 },
  ])('$nom', async ({ ask, runs }) => {
    const bench = aQueue();
    bench.queue.add('a', 'x');
    await failTimes(bench, 3);
    ask(bench);
    await bench.clock.advance(86_400_000);
    expect(bench.started).toHaveLength(runs);
  });

  it('chaque balayage lui donne un essai au plus, après une attente qui s’allonge ; un succès l’oublie', async () => {
    const bench = aQueue();
    const sweep = async () => {
      bench.queue.offer('a', 'sweep');
      await settle();
    };
    const failing = async () => {
      bench.last().fail(new Error('panne'));
      await settle();
    };
    bench.queue.add('a', 'x');
    await failTimes(bench, 3);
    await sweep();
    expect(bench.started).toHaveLength(4);
    await failing();
    expect(bench.setAside).toHaveLength(2);
    await sweep();
    await bench.clock.advance(59_000);
    await sweep();
    expect(bench.started).toHaveLength(4);
    await bench.clock.advance(1_000);
    await sweep();
    expect(bench.started).toHaveLength(5);
    await failing();
    await bench.clock.advance(119_000);
    await sweep();
    expect(bench.started).toHaveLength(5);
    await bench.clock.advance(1_000);
    await sweep();
    bench.last().end();
    await settle();
    bench.queue.add('a', 'x');
    await failTimes(bench, 3);
    const before = bench.started.length;
    await sweep();
    expect(bench.started).toHaveLength(before + 1);
  });

  it('réveillée, elle a de nouveau droit à trois essais', async () => {
    const bench = aQueue();
    bench.queue.add('a', 'x');
    await failTimes(bench, 3);
    bench.queue.add('a', 'y');
    await failTimes(bench, 2);
    expect(bench.setAside).toHaveLength(1);
    await failTimes(bench, 1);
    expect(bench.setAside).toHaveLength(2);
  });

  it('un événement arrivé pendant le dernier essai vaut réveil', async () => {
    const bench = aQueue();
    bench.queue.add('a', 'x');
    await failTimes(bench, 2);
    await bench.clock.advance(60_000);
    bench.queue.add('a', 'issues.edited');
    bench.last().fail(new Error('panne'));
    await settle();
    expect(bench.setAside).toHaveLength(1);
    expect(bench.last().causes).toEqual(['issues.edited']);
    expect(bench.started).toHaveLength(4);
  });

  it('ce qui les tenait est fini : seules celles qui sont mises de côté sont réveillées, et celles que l’on nomme', async () => {
    const bench = aQueue();
    for (const key of ['a', 'b'] as const) {
      bench.queue.add(key, 'x');
      await failTimes(bench, 3);
    }
    bench.queue.addAt('c', new Date(epoch + 86_400_000));
    const before = bench.started.length;
    bench.queue.wake((key) => key !== 'b', 'installation.unsuspend');
    await settle();
    expect(bench.started.slice(before).map(({ key }) => key)).toEqual(['a']);
  });

  it('un résultat définitif met de côté sans autre essai et oublie les rendez-vous', async () => {
    const { queue, clock, last, setAside, started } = aQueue();
    queue.add('a', 'x');
    queue.addAt('a', at(5_000));
    await settle();
    last().end({ terminal: new Error('dépôt inaccessible') });
    await clock.advance(86_400_000);
    expect(setAside.map(({ error }) => error)).toEqual([new Error('dépôt inaccessible')]);
    expect(started).toHaveLength(1);
  });

  it('la clé ne tourne pas pendant que sa mise de côté s’écrit, et un échec de cette écriture est rapporté', async () => {
    const writing = Promise.withResolvers<void>();
    const bench = aQueue({ maxFailures: 1, setAside: () => writing.promise });
    bench.queue.add('a', 'x');
    await settle();
    bench.last().fail(new Error('panne'));
    await settle();
    bench.queue.add('a', 'y');
    await settle();
    expect(bench.started).toHaveLength(1);
    writing.reject(new Error('GitHub ne répond pas'));
    await settle();
    expect(bench.runs[0]?.setAsideError).toEqual(new Error('GitHub ne répond pas'));
    expect(bench.started).toHaveLength(2);
  });
});
