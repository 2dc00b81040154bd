import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Send } from '../../src/github/checked-fetch.ts';
import { createClients } from '../../src/github/client.ts';
import type { Lane } from '../../src/queue/lanes.ts';
import { systemClock } from '../../src/queue/clock.ts';

const lanes: readonly Lane[] = ['people', 'sweep'];
const clients = (throttling: 'on' | 'off', send: Send) =>
  createClients({ apiUrl: 'http://github.invalid', throttling, send, log: pino({ level: 'silent' }), clock: systemClock });
const patience = <T>(call: Promise<T>) => call;
const place = { owner: 'dnum-mi', repo: 'dso-demat' };

it.each(lanes)('un appel dont le jeton demande lui-même un appel n’attend pas le sien (%s)', async (lane) => {
  const client = clients('off', () => Promise.resolve(Response.json({ id: 1 })));
  const looking = { token: () => Promise.resolve('ghs_x'), ended: () => undefined, lane, line: lane, patience };
  const token = async () => {
    await client(7, looking).rest.repos.get(place);
    return 'ghs_y';
  };
  const answers = Array.from({ length: 12 }, () => client(7, { ...looking, token }).rest.repos.get(place));
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
});

it('le commentaire qu’une personne attend ne suit pas ceux que l’on écrit en passant, dont il part un toutes les trois secondes', async () => {
  const sent: string[] = [];
  const client = clients('on', (_, { body }) => {
    sent.push(typeof body === 'string' ? body : '');
    return Promise.resolve(Response.json({ id: 1 }, { status: 201 }));
  });
  const say = (lane: Lane, body: string) =>
    client(7, { token: () => Promise.resolve('ghs_x'), ended: () => undefined, lane, line: lane, patience }).rest.issues.createComment({
      ...place,
      issue_number: 1,
      body,
    });
  const swept = [say('sweep', 'relance 1'), say('sweep', 'relance 2')];
  await say('people', 'réponse');
  expect(sent).toHaveLength(2);
  expect(sent.some((body) => body.includes('relance 2'))).toBe(false);
  await Promise.all(swept);
});

it.each(lanes)('des appels qui ne reviennent pas n’en retiennent pas d’autres (%s)', async (lane) => {
  const silent = Promise.withResolvers<Response>();
  const client = clients('on', (url) => (url.endsWith('/muet') ? silent.promise : Promise.resolve(Response.json({ id: 1 }))));
  const get = (repo: string) =>
    client(7, { token: () => Promise.resolve('ghs_x'), ended: () => undefined, lane, line: lane, patience }).rest.repos.get({
      ...place,
      repo,
    });
  await get('premier');
  const hanging = Array.from({ length: 12 }, () => get('muet'));
  expect((await get('autre')).status).toBe(200);
  silent.resolve(Response.json({ id: 2 }));
  await Promise.all(hanging);
});
