import { expect, it } from 'vitest';
import { readHost } from '../../src/answers/host.ts';
import { computingMs } from '../computing-time.ts';

const long = 'a'.repeat(63);

it.each([
  [`${long}.fr`, 'name'],
  [`${long}a.fr`, null],
  [`api.${long}`, 'name'],
  [`api.${long}a`, null],
  [`${'a.'.repeat(125)}fr`, 'name'],
  [`${'a.'.repeat(126)}fr`, null],
  ['api.xn--p1ai', 'name'],
  ['api.xn--', null],
  ['api.xn--p1-', null],
  ['-api.fr', null],
  ['api-.fr', null],
  ['api..fr', null],
  ['api.f', null],
  ['api.4', null],
])('les bornes de la RFC 1123 tiennent pour %j', (word, kind) => {
  expect(readHost(word)?.kind ?? null).toBe(kind);
});

it.each([
  ['255.255.255.255', 'ip'],
  ['256.1.1.1', null],
  ['10.1.1.260', null],
  ['010.001.1.7', 'ip'],
  ['10.1.x.*', 'ip'],
  ['10.1.1.1-10.1.1.9', 'ip'],
  ['10.1.1.1-', 'ip'],
  ['10.1.1', null],
  ['10.1.1.1.1', null],
  ['10.1.1.1:443', 'ip'],
])('une adresse IPv4 se lit comme elle s’écrit : %j', (word, kind) => {
  expect(readHost(word)?.kind ?? null).toBe(kind);
});

it('64 000 caractères qui ressemblent à un nom se lisent en un instant', () => {
  const spent = computingMs(() => {
    for (const piece of ['a', 'a-', 'a.', '1.', '1-', 'x.']) readHost(piece.repeat(32_000));
  });
  expect(spent).toBeLessThan(500);
});
