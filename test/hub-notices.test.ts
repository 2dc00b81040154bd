import { expect, it } from 'vitest';
import { hubKey } from '../src/words/key.ts';
import { createHubNotices } from '../src/hub-notices.ts';
import { memoryLog } from './web/memory-log.ts';

const one = hubKey({ owner: 'a', repo: 'un' });
const two = hubKey({ owner: 'a', repo: 'deux' });

/** Whether a promise is settled by now, whatever is under way. */
const isSettled = async (promise: Promise<unknown>) =>
  (await Promise.race([promise.then(() => 'settled'), new Promise((resolve) => setImmediate(resolve, 'waiting'))])) === 'settled';

it('ce qui change est écrit dans le journal une fois, et la liste dit ce qu’il en est', () => {
  const { log, lines } = memoryLog();
  const notices = createHubNotices([one, two], log);
  for (const notice of ['archived', 'archived', 'GitHub answered 403', null, null]) notices.tell(one, notice);
  notices.tell(two, 'archived');
  expect(lines.map((line) => [JSON.parse(line).msg, JSON.parse(line).notice])).toEqual([
    ['hub out of order', 'archived'],
    ['hub out of order', 'GitHub answered 403'],
    ['hub in order again', undefined],
    ['hub out of order', 'archived'],
  ]);
  expect(notices.list()).toEqual(['a/deux: archived']);
});

it('un dépôt qui fonctionne suffit pour commencer, même si l’autre n’a pas répondu', async () => {
  const notices = createHubNotices([one, two], memoryLog().log);
  notices.tell(one, 'archived');
  expect(await isSettled(notices.begun)).toBe(false);
  notices.tell(two, null);
  expect(await isSettled(notices.begun)).toBe(true);
});

it('quand aucun ne fonctionne, le service commence une fois que tous ont été regardés', async () => {
  const notices = createHubNotices([one, two], memoryLog().log);
  notices.tell(one, 'archived');
  notices.tell(two, 'archived');
  expect(await isSettled(notices.begun)).toBe(true);
});
