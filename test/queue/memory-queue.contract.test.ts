import { describe } from 'vitest';
import { settle } from './fake-clock.ts';
import { aQueue } from './queue-bench.ts';
import { queueContract } from './queue-contract.ts';

describe('la file en mémoire tient le contrat', () => {
  queueContract((change) => {
    const { promising, clock, ...recorded } = aQueue(change);
    return { ...recorded, queue: promising, now: () => clock.now(), settle, advance: (ms) => clock.advance(ms).then(settle) };
  });
});
