import { expect, it } from 'vitest';
import { createCallLine } from '../../src/github/call-line.ts';
import { fakeClock, settle } from '../queue/fake-clock.ts';

function aLine() {
  const clock = fakeClock();
  const line = createCallLine(clock, 'sweep');
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const ask = (number: number) =>
    void line.pass(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.set(number, resolve));
    });
  return { clock, begun, ask, end: (number: number) => ends.get(number)?.() };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('dix appels à la fois, les autres à leur tour', async () => {
  const { begun, ask, end } = aLine();
  many(13).forEach(ask);
  await settle();
  expect(begun).toEqual(many(10));
  end(4);
  await settle();
  expect(begun).toEqual(many(11));
});

it('ceux qui ne reviennent pas ne prennent plus la place de personne, jusqu’à vingt en tout, en passant', async () => {
  const { clock, begun, ask, end } = aLine();
  many(30).forEach(ask);
  await settle();
  for (const expected of [20, 20, 20]) {
    await clock.advance(2_000);
    await settle();
    expect(begun).toHaveLength(expected);
  }
  end(1);
  await settle();
  expect(begun).toHaveLength(21);
});
