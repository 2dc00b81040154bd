import { expect, it } from 'vitest';
import { createPlayer, type Player } from '../../sandbox/bench/player.ts';
import type { PlayedStep } from '../../sandbox/tour/run-tour.ts';

/** A step that went as expected; the player looks into none. */
const after = { state: 'open', stateReason: null, title: '', body: '', labels: [], assignees: [], comments: [] } as const;
const played: PlayedStep = { number: 1, before: null, after, differences: [] };

/** A player of ten steps, how many worlds there were, and a wait for its rest. */
function aPlayer(next: () => Promise<PlayedStep> = () => Promise.resolve(played)) {
  let worlds = 1;
  const tour = { next };
  const restart = () => {
    worlds += 1;
    return Promise.resolve(tour);
  };
  const player = createPlayer(tour, { total: 10, restart, changed: () => undefined, pace: 0 });
  return { player, worlds: () => worlds };
}

const count = (player: Player) => player.state().played.length;

/** Soon, nothing goes on any more, and so many steps are played. */
async function expectRest(player: Player, steps: number): Promise<void> {
  await expect.poll(() => player.state().goesOn || player.state().works).toBe(false);
  expect(count(player)).toBe(steps);
}

it('aller à une étape pendant qu’on va à une autre : la dernière demande l’emporte', async () => {
  const { player } = aPlayer();
  await player.jump(3);
  await expectRest(player, 3);
  await Promise.all([player.jump(1), player.jump(5)]);
  await expectRest(player, 5);
  await Promise.all([player.jump(8), player.jump(2)]);
  await expectRest(player, 2);
});

it('aller à une étape pendant que tout se joue : la visite s’y arrête', async () => {
  const { player } = aPlayer();
  await player.play();
  await player.jump(4);
  await expectRest(player, 4);
});

it('tout jouer pendant que le monde recommence : il recommence, puis tout se joue', async () => {
  const { player, worlds } = aPlayer();
  await player.next();
  await Promise.all([player.jump(0), player.play()]);
  await expectRest(player, 10);
  expect(worlds()).toBe(2);
});

it('une pause arrête après l’étape en cours, quoi qu’on ait demandé', async () => {
  const { player } = aPlayer();
  await player.play();
  player.pause();
  const before = count(player);
  await expectRest(player, before);
  expect(before).toBeLessThan(10);
});

it('une étape qui échoue arrête tout et le dit ; la suivante essaie de nouveau', async () => {
  let tries = 0;
  const { player } = aPlayer(() => ((tries += 1) === 2 ? Promise.reject(new Error('rien ne va')) : Promise.resolve(played)));
  await player.play();
  await expectRest(player, 1);
  expect(player.state().failure).toBe('rien ne va');
  await player.next();
  expect([count(player), player.state().failure]).toEqual([2, null]);
});

it('un monde qui ne recommence pas le dit, et n’arrête pas le banc', async () => {
  const tour = { next: () => Promise.resolve(played) };
  const restart = () => Promise.reject(new Error('plus de place'));
  const player = createPlayer(tour, { total: 10, restart, changed: () => undefined, pace: 0 });
  await player.next();
  await player.jump(0);
  expect(player.state()).toMatchObject({ failure: 'plus de place', works: false });
  await player.next();
  expect([count(player), player.state().failure]).toEqual([2, null]);
});
