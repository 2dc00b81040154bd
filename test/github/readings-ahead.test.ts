import { describe, expect, it } from 'vitest';
import { createReadingsAhead } from '../../src/github/readings-ahead.ts';
import { dossierKey } from '../../src/words/key.ts';
import { aRow } from './a-row.ts';

const hub = { owner: 'dnum-mi', repo: 'hub' };
const key = dossierKey(hub, 1);
const other = dossierKey(hub, 2);
const row = aRow();

function aMoment() {
  let passed = 0;
  return { ahead: createReadingsAhead({ elapsed: () => passed }), seconds: (count: number) => (passed += count * 1_000) };
}

describe('ce qui a été lu d’avance d’un dossier', () => {
  it('sert une fois', () => {
    const { ahead } = aMoment();
    ahead.begin()(key, row);
    expect([ahead.waiting(), ahead.take(key), ahead.take(key), ahead.waiting()]).toEqual([1, row, null, 0]);
  });

  it('ne sert plus après une minute', () => {
    const { ahead, seconds } = aMoment();
    ahead.begin()(key, row);
    seconds(60);
    expect([ahead.take(key), ahead.waiting()]).toEqual([null, 0]);
  });

  it('tombe quand un événement arrive, avant la fin de la lecture comme après', () => {
    const { ahead } = aMoment();
    const keep = ahead.begin();
    ahead.heard(key);
    keep(key, row);
    keep(other, row);
    expect([ahead.take(key), ahead.take(other)]).toEqual([null, row]);
    ahead.begin()(key, row);
    ahead.heard(key);
    expect(ahead.take(key)).toBeNull();
  });

  it('n’est jamais plus ancien que le regard d’avant', () => {
    const { ahead } = aMoment();
    const keep = ahead.begin();
    ahead.take(key);
    keep(key, row);
    expect(ahead.take(key)).toBeNull();
  });

  it('après un événement, ce qui est lu depuis sert', () => {
    const { ahead } = aMoment();
    ahead.heard(key);
    ahead.begin()(key, row);
    expect(ahead.take(key)).toBe(row);
  });
});
