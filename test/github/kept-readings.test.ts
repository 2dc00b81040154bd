import { describe, expect, it } from 'vitest';
import { createKeptReadings } from '../../src/github/kept-readings.ts';
import { type RepositoryKey, repositoryKey } from '../../src/words/key.ts';
import { fakeClock } from '../queue/fake-clock.ts';

const where = repositoryKey('org/api');
const anHour = () => 3_600_000;

describe('ce qui a été lu d’un dépôt', () => {
  it('se garde pour la même question, jusqu’à son âge', () => {
    const clock = fakeClock();
    const kept = createKeptReadings<RepositoryKey, string>(clock, 10);
    kept.begin(where, 'qui')('léa');
    expect(kept.get(where, 'qui', anHour)).toBe('léa');
    expect(kept.get(where, 'quoi', anHour)).toBeNull();
    expect(kept.get(where, 'qui', () => 0)).toBeNull();
  });

  it('ne se garde pas quand quelque chose y arrive pendant la lecture : elle peut ne pas l’avoir vu', () => {
    const kept = createKeptReadings<RepositoryKey, string>(fakeClock(), 10);
    const keep = kept.begin(where, 'qui');
    kept.forget(where);
    keep('avant');
    expect(kept.get(where, 'qui', anHour)).toBeNull();
    kept.begin(where, 'qui')('après');
    expect(kept.get(where, 'qui', anHour)).toBe('après');
  });

  it('ne revient pas à une lecture commencée plus tôt', () => {
    const kept = createKeptReadings<RepositoryKey, string>(fakeClock(), 10);
    const early = kept.begin(where, 'qui');
    kept.begin(where, 'qui')('après');
    early('avant');
    expect(kept.get(where, 'qui', anHour)).toBe('après');
  });

  it('ce qui arrive ailleurs n’y change rien', () => {
    const kept = createKeptReadings<RepositoryKey, string>(fakeClock(), 10);
    const keep = kept.begin(where, 'qui');
    kept.forget(repositoryKey('org/front'));
    keep('léa');
    expect(kept.get(where, 'qui', anHour)).toBe('léa');
  });
});
