import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startVirtualTime, type VirtualTime } from './virtual-time.ts';

const begin = new Date('2027-01-04T08:00:00Z');
const now = new AsyncLocalStorage<string>();
let time: VirtualTime;
let fired: (string | undefined)[];
const fire = () => void fired.push(now.getStore());

beforeEach(() => {
  fired = [];
  time = startVirtualTime(begin, () => 0.5);
});
afterEach(() => time.stop());

it.each<readonly [string, (ms: number) => unknown]>([
  ['setTimeout', (ms) => setTimeout(fire, ms)],
  ['setInterval', (ms) => setInterval(fire, ms)],
  ['at', (ms) => time.at(time.now() + ms, fire)],
  ['AbortSignal.timeout', (ms) => AbortSignal.timeout(ms).addEventListener('abort', fire)],
])('%s continue ce qui l’a demandé, comme dans Node', (_, arm) => {
  now.run('un passage', () => arm(1_000));
  now.run('un autre', () => time.moveTo(begin.getTime() + 1_000));
  expect(fired).toEqual(['un passage']);
});
