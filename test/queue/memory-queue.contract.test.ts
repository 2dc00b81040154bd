import { describe, expect, it } from 'vitest';
import { settle } from './fake-clock.ts';
import { aQueue } from './queue-bench.ts';
import { type OpenBench, queueContract } from './queue-contract.ts';
import { holdWhateverTheOrder } from './queue-property.ts';

const open: OpenBench = (change) => {
  const { promising, clock, ...recorded } = aQueue(change);
  return { ...recorded, queue: promising, now: () => clock.now(), settle, advance: (ms) => clock.advance(ms).then(settle) };
};

describe('la file en mémoire tient le contrat', () => {
  queueContract(open);

  it('quel que soit l’ordre, jamais deux exécutions d’une clé à la fois ni trop en tout, et le dernier ajout est suivi d’une exécution', () =>
    expect(holdWhateverTheOrder(open, { numRuns: 200, maxSteps: 40 })).resolves.toBeUndefined());
});
