import { expect, it } from 'vitest';
import { parseQuantity } from '../../../src/inspect/kubernetes/quantity.ts';

it.each([
  ['1', 1],
  ['500m', 0.5],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['.5Ki', 512],
  ['2k', 2_000],
  ['1M', 1e6],
  ['1E', 1e18],
  ['1e3', 1_000],
  ['1E3', 1_000],
  ['12e-3', 0.012],
  ['1Ti', 2 ** 40],
  ['1Ei', 2 ** 60],
  ['+1Pi', 2 ** 50],
  ['100n', 1e-7],
])('%s', (text, expected) => {
  expect(parseQuantity(text)).toBeCloseTo(expected, 9);
});

it.each(['', '1 Gi', '1gi', '1KI', '${SIZE}', '1e', 'Gi', '1GiB', '0x10', '1toString'])('pas une quantité : %s', (text) => {
  expect(parseQuantity(text)).toBeNull();
});
