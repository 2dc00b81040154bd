import { expect, it } from 'vitest';
import { roomFor, type Traffic } from '../../src/github/room.ts';

const calm: Traffic = { budget: { limit: 5_000, remaining: 4_000 }, spending: 0, hanging: 0, silentMs: 100, refused: false };
const ALL = Number.POSITIVE_INFINITY;

it.each<[string, Partial<Traffic>, number]>([
  ['tout va : autant qu’il y en a', {}, ALL],
  ['un serveur sans limite : autant qu’il y en a', { budget: null }, ALL],
  ['il reste plus d’un cinquantième', { budget: { limit: 5_000, remaining: 101 } }, ALL],
  ['il en reste un cinquantième', { budget: { limit: 5_000, remaining: 100 } }, 2],
  ['ce qui est en route le fait descendre sous un cinquantième', { budget: { limit: 5_000, remaining: 150 }, spending: 51 }, 2],
  ['une petite limite', { budget: { limit: 50, remaining: 1 } }, 2],
  ['rien ne se sait encore', { budget: null, silentMs: null }, 2],
  ['GitHub s’est tu un moment', { silentMs: 2_001 }, 2],
  ['GitHub s’est tu, et six appels ne reviennent pas : autant de plus', { silentMs: 2_001, hanging: 6 }, 8],
  ['il reste peu, quoi qui ne revienne pas', { budget: { limit: 50, remaining: 1 }, hanging: 6 }, 2],
  ['le dernier appel a été refusé', { refused: true }, 1],
  ['refusé, dans l’ignorance du reste', { refused: true, budget: null, silentMs: null }, 1],
])('%s', (_, traffic, room) => {
  expect(roomFor({ ...calm, ...traffic })).toBe(room);
});
