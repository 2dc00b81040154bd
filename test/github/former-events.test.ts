import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventDigest } from '../../src/dossier/engine/refusals.ts';
import type { Comment, Memory } from '../../src/dossier/observation.ts';
import { initialState } from '../../src/dossier/state.ts';
import { withNodeIds } from '../../src/github/former-events.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  hub = await aHub();
});
afterEach(endNock);

const at = '2027-01-04T09:00:00Z';
const kept = (lastMove: string | null): Memory => {
  const state = initialState({ phase: 'prerequis', at, by: null, how: 'opened', reason: null }, '');
  return { kind: 'kept', state: { ...state, lastMove } };
};
const refusal = (slot: string): Comment => {
  const author = { login: 'accostage[bot]', id: 1, bot: true };
  return {
    id: 1,
    nodeId: 'IC_1',
    author,
    editor: { answer: 'nobody' },
    body: '',
    slot,
    hidden: false,
    reactions: [],
    reactedBy: [],
    createdAt: at,
    updatedAt: at,
  };
};
const eventsAreAsked = () =>
  void nock(api)
    .get('/repos/dnum-mi/hub/issues/7/events?per_page=100')
    .reply(200, [
      { id: 5, node_id: 'LE_5', event: 'labeled', label: { name: 'a' } },
      { id: 9, node_id: 'LE_9', event: 'labeled', label: { name: 'b' } },
    ]);

it('le numéro que la mémoire d’avant retient devient l’identifiant de nœud, avec l’emplacement du refus', async () => {
  eventsAreAsked();
  expect(await withNodeIds(hub, 7, { memory: kept('5'), comments: [refusal('move/9')] })).toMatchObject({
    memory: { state: { lastMove: 'LE_5' } },
    comments: [{ slot: `move/${eventDigest('LE_9')}` }],
  });
});

it('un événement qui n’existe plus laisse sa place au précédent', async () => {
  eventsAreAsked();
  expect(await withNodeIds(hub, 7, { memory: kept('8'), comments: [] })).toMatchObject({ memory: { state: { lastMove: 'LE_5' } } });
});

it('mémoire perdue : les refus d’avant sont reconnus', async () => {
  eventsAreAsked();
  const { comments } = await withNodeIds(hub, 7, { memory: { kind: 'lost' }, comments: [refusal('move/5')] });
  expect(comments).toMatchObject([{ slot: `move/${eventDigest('LE_5')}` }]);
});

it.each([
  ['un identifiant de nœud', kept('LE_5')],
  ['aucun déplacement', kept(null)],
  ['aucune mémoire', { kind: 'none' } as const],
])('%s : REST n’est pas interrogé', async (_, memory) => {
  const remembered = { memory, comments: [refusal('move/9')] };
  expect(await withNodeIds(hub, 7, remembered)).toBe(remembered);
});
