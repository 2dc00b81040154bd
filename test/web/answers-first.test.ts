import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createAnswersFirst } from '../../src/web/answers-first.ts';
import { fakeClock, settle } from '../queue/fake-clock.ts';

/** Answers that end when the test says so, and the work that began meanwhile. */
function aServer() {
  const clock = fakeClock();
  const { before, begin } = createAnswersFirst(clock);
  const begun: number[] = [];
  return {
    clock,
    begun,
    begin: () => begin(() => begun.push(clock.elapsed())),
    ask: () => {
      const answered = Promise.withResolvers<boolean>();
      const request = new IncomingMessage(new Socket());
      void before(() => answered.promise)(request, new ServerResponse(request));
      return async () => {
        answered.resolve(true);
        await settle();
      };
    },
  };
}

it('sans requête, un travail commence dès que son appelant a fini', async () => {
  const { begin, begun } = aServer();
  begin();
  expect(begun).toEqual([]);
  await settle();
  expect(begun).toEqual([0]);
});

it('un travail attend que chaque requête ait sa réponse, et un instant encore', async () => {
  const { clock, ask, begin, begun } = aServer();
  const answers = [ask(), ask()];
  begin();
  await clock.advance(100);
  await answers[0]?.();
  await clock.advance(100);
  expect(begun).toEqual([]);
  await answers[1]?.();
  expect(begun).toEqual([]);
  await clock.advance(10);
  expect(begun).toEqual([210]);
});

it('entre deux vagues d’une rafale, rien ne commence', async () => {
  const { clock, ask, begin, begun } = aServer();
  for (let wave = 0; wave < 20; wave++) {
    const answer = ask();
    begin();
    await clock.advance(5);
    await answer();
    await clock.advance(5);
  }
  expect(begun).toEqual([]);
});

it('sous des requêtes sans fin, un travail commence après deux secondes', async () => {
  const { clock, ask, begin, begun } = aServer();
  ask();
  begin();
  await clock.advance(1_990);
  expect(begun).toEqual([]);
  await clock.advance(10);
  expect(begun).toEqual([2_000]);
});
