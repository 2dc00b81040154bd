import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { freely } from '../../src/github/insistence.ts';
import { tellWeek } from '../../src/github/digest-comment.ts';
import { anAccount, aHub, api, app, aProcess, endNock } from './nock.ts';

afterEach(endNock);

const path = '/repos/dnum-mi/hub/issues/1/comments';
const sent = z.object({ body: z.string() });

/** A GitHub whose clock is its own: it dates what is written, and `since` is compared with that. */
function gitHubAt(time: string): string[] {
  const comments: { id: number; body: string; user: ReturnType<typeof anAccount>; updated_at: string }[] = [];
  nock(api)
    .persist()
    .get(path)
    .query(true)
    .reply(200, ({ url }: Request) => {
      const since = new URL(url).searchParams.get('since') ?? '';
      return comments.filter(({ updated_at: updated }) => updated >= since);
    });
  const bodies: string[] = [];
  nock(api)
    .persist()
    .post(path)
    .reply(201, async (request: Request) => {
      const { body } = sent.parse(await request.json());
      bodies.push(body);
      comments.push({ id: bodies.length, body, user: anAccount(app.login), updated_at: time });
      return { id: bodies.length };
    });
  return bodies;
}

it.each([
  ['à l’heure', '2027-03-01T08:30:00Z'],
  ['d’une heure en retard, un lundi à l’autre bout du monde', '2027-02-28T23:30:00Z'],
  ['de trois semaines en retard', '2027-02-08T09:00:00Z'],
  ['d’un an en avance', '2028-03-01T09:00:00Z'],
])('l’horloge de GitHub est %s : la semaine n’est dite qu’une fois', async (_, time) => {
  const bodies = gitHubAt(time);
  const hub = await aHub();
  const told = { app, issue: 1, monday: '2027-03-01', digest: { markdown: 'Bonjour' }, incidents: aProcess().incidents, insist: freely };
  for (let pass = 0; pass < 4; pass += 1) await tellWeek(hub, told);
  expect(bodies).toEqual(['<!-- accostage:slot=semaine/2027-03-01 -->\nBonjour']);
});
