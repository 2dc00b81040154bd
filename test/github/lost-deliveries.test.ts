import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLostDeliveries } from '../../src/github/lost-deliveries.ts';
import { Octokit } from '@octokit/rest';

const now = new Date('2027-01-04T09:00:00Z');
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE).toISOString();
interface Row {
  readonly guid: string;
  readonly minutes: number;
  readonly status: number;
}

/** A GitHub that lists those attempts, newest first; ids are their ranks from the oldest. */
function aGitHub(attempts: readonly Row[], answer: (path: string) => number = () => 202) {
  const again: number[] = [];
  let pages = 0;
  const shown = ({ guid, minutes, status }: Row, id: number) => ({
    id,
    guid,
    delivered_at: ago(minutes),
    redelivery: false,
    status_code: status,
  });
  const rows = attempts.map(shown).toReversed();
  const fetch = (address: string, { method = 'GET' }: RequestInit) => {
    const { pathname, searchParams } = new URL(address);
    const redelivered = /deliveries\/(\d+)\/attempts$/.exec(pathname)?.[1];
    if (method === 'POST') {
      again.push(Number(redelivered));
      return Promise.resolve(
        new Response('{"message":"Non"}', { status: answer(pathname), headers: { 'content-type': 'application/json' } }),
      );
    }
    pages += 1;
    const from = Number(searchParams.get('cursor') ?? 0);
    const page = rows.slice(from, from + 100);
    const link =
      from + 100 < rows.length ? { link: `<https://github.test/app/hook/deliveries?per_page=100&cursor=${from + 100}>; rel="next"` } : {};
    const status = answer(pathname);
    const body = status < 300 ? page : { message: 'Not Found' };
    return Promise.resolve(
      new Response(JSON.stringify(body), {
        status: status === 202 ? 200 : status,
        headers: { 'content-type': 'application/json', ...link },
      }),
    );
  };
  const counted: string[] = [];
  const clock = { at: now, now: () => clock.at };
  const octokit = new Octokit({
    baseUrl: 'https://github.test',
    request: { fetch },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const lost = createLostDeliveries({
    app: () => Promise.resolve(octokit),
    clock,
    incidents: { count: (incident) => void counted.push(incident) },
  });
  return {
    lost,
    again,
    counted,
    pages: () => pages,
    later: (minutes: number) => (clock.at = new Date(now.getTime() + minutes * MINUTE)),
    attempted: (attempt: Row) => void rows.unshift(shown(attempt, rows.length)),
  };
}
const row = (guid: string, minutes: number, status: number): Row => ({ guid, minutes, status });

describe('un événement qui n’est pas arrivé', () => {
  it.each([
    ['refusé (503) est redemandé', [row('a', 5, 503)], [0]],
    ['sans réponse est redemandé', [row('a', 5, 0)], [0]],
    ['arrivé ne l’est pas', [row('a', 5, 200), row('b', 4, 202)], []],
    ['arrivé depuis, par une autre livraison, ne l’est plus', [row('a', 9, 500), row('a', 5, 200)], []],
    ['l’est une fois, par sa dernière livraison', [row('a', 9, 500), row('a', 5, 500)], [1]],
    ['livré trois fois en vain ne l’est plus', [row('a', 9, 500), row('a', 8, 500), row('a', 7, 504)], []],
    ['plus vieux que ce que GitHub livre encore ne l’est pas', [row('a', 4 * 24 * 60, 500)], []],
  ])('%s', async (_, attempts, expected) => {
    const { lost, again, counted } = aGitHub(attempts);
    await lost.recover();
    expect(again).toEqual(expected);
    expect(counted).toEqual(expected.map(() => 'lost-deliveries'));
  });

  it('n’est cherché ensuite que depuis la fois d’avant', async () => {
    const { lost, again, later } = aGitHub([row('a', 30, 500), row('b', 1, 500)]);
    await lost.recover();
    later(15);
    await lost.recover();
    expect(again).toEqual([1, 0, 1]);
  });

  it.each([
    ['en avance d’un jour', 24 * 60],
    ['en avance d’une heure', 60],
    ['en retard d’un jour', -24 * 60],
  ])('est trouvé par une horloge %s', async (_, minutes) => {
    const { lost, again, later, attempted } = aGitHub([row('a', 5, 200)]);
    later(minutes);
    await lost.recover();
    attempted(row('b', -10, 500));
    later(minutes + 15);
    await lost.recover();
    expect(again).toEqual([1]);
  });

  it('l’est aussi après une horloge qui avait sauté d’une semaine', async () => {
    const { lost, again, later } = aGitHub([row('a', 30, 200), row('b', 1, 500)]);
    later(7 * 24 * 60);
    await lost.recover();
    expect(again).toEqual([1]);
  });

  it('parmi beaucoup, cinquante sont redemandés, les plus récents, sans lire plus de dix pages', async () => {
    const { lost, again, pages } = aGitHub(Array.from({ length: 2_000 }, (_, index) => row(`g${index}`, 60, 500)));
    await lost.recover();
    expect(again).toHaveLength(50);
    expect(Math.min(...again)).toBeGreaterThan(1_900);
    expect(pages()).toBe(10);
  });

  it('que GitHub refuse de livrer encore n’empêche pas de redemander les autres', async () => {
    const { lost, again, counted } = aGitHub([row('a', 5, 500), row('b', 4, 500), row('c', 3, 500)], (path) =>
      path.includes('/1/') ? 422 : 202,
    );
    await lost.recover();
    expect(new Set(again)).toEqual(new Set([0, 1, 2]));
    expect(counted).toHaveLength(2);
  });

  it('redemandé deux fois en vain ne l’est plus, même quand les premières livraisons ne sont plus regardées', async () => {
    const { lost, again, later, attempted } = aGitHub([row('a', 5, 500)]);
    for (const minutes of [0, 15, 30, 45, 60]) {
      later(minutes);
      const asked = again.length;
      await lost.recover();
      if (again.length > asked) attempted(row('a', -minutes, 500));
    }
    expect(again).toEqual([0, 1]);
  });

  it('disparu entre-temps, ou sur un GitHub qui n’a pas ces listes, n’empêche rien', async () => {
    const gone = aGitHub([row('a', 5, 500)], (path) => (path.endsWith('attempts') ? 404 : 202));
    await gone.lost.recover();
    expect(gone.again).toEqual([0]);
    const without = aGitHub([row('a', 5, 500)], () => 404);
    await without.lost.recover();
    expect(without.again).toEqual([]);
  });

  it('une panne de GitHub se dit, et la fois d’après cherche d’aussi loin', async () => {
    let down = true;
    const { lost, again } = aGitHub([row('a', 2 * 24 * 60, 500)], () => (down ? 502 : 202));
    await expect(lost.recover()).rejects.toMatchObject({ status: 502 });
    down = false;
    await lost.recover();
    expect(z.array(z.number()).parse(again)).toEqual([0]);
  });
});
