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
    ask: (times: number) => {
      const answered = Promise.withResolvers<boolean>();
      const request = new IncomingMessage(new Socket());
      for (let time = 0; time < times; time++) void before(() => answered.promise)(request, new ServerResponse(request));
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

it('huit requêtes à la fois ne retiennent rien', async () => {
  const { ask, begin, begun } = aServer();
  ask(8);
  begin();
  await settle();
  expect(begun).toEqual([0]);
});

it('une rafale retient le travail tant que plus de huit attendent leur réponse, et un instant encore', async () => {
  const { clock, ask, begin, begun } = aServer();
  const answers = [ask(1), ask(8)];
  begin();
  await clock.advance(100);
  expect(begun).toEqual([]);
  await answers[0]?.();
  expect(begun).toEqual([]);
  await clock.advance(10);
  expect(begun).toEqual([110]);
});

it('entre deux vagues d’une rafale, rien ne commence', async () => {
  const { clock, ask, begin, begun } = aServer();
  for (let wave = 0; wave < 20; wave++) {
    const answer = ask(9);
    begin();
    await clock.advance(5);
    await answer();
    await clock.advance(5);
  }
  expect(begun).toEqual([]);
});

it('sous des requêtes sans fin, un travail commence après deux secondes', async () => {
  const { clock, ask, begin, begun } = aServer();
  ask(9);
  begin();
  await clock.advance(1_990);
  expect(begun).toEqual([]);
  await clock.advance(10);
  expect(begun).toEqual([2_000]);
});
