import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createAnswersFirst } from '../../src/web/answers-first.ts';
import { fakeClock, settle } from '../queue/fake-clock.ts';

/** Answers that end when the test says so, and the work that began meanwhile. */
function aServer() {
  const clock = fakeClock();
  const { before, turn } = createAnswersFirst(clock);
  const begun: number[] = [];
  return {
    clock,
    begun,
    begin: () => void turn().then(() => begun.push(clock.elapsed())),
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

it('sans requête, un travail commence dès que ce qui est arrivé a été servi', async () => {
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
  await clock.advance(25);
  expect(begun).toEqual([125]);
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
  await clock.advance(1_999);
  expect(begun).toEqual([]);
  await clock.advance(1);
  expect(begun).toEqual([2_000]);
});

it('deux travaux ne se suivent pas sans que ce qui attend soit servi', async () => {
  const { turn } = createAnswersFirst(fakeClock());
  const order: string[] = [];
  const served = () => setImmediate(() => order.push('requête'));
  await Promise.all([turn().then(() => served()), turn().then(() => order.push('second travail'))]);
  expect(order).toEqual(['requête', 'second travail']);
});
