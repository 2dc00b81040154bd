import { describe, expect, it } from 'vitest';
import {
  commentNew,
  commentText,
  keyOf,
  labelOff,
  labelOn,
  restsUntil,
  type Thing,
  type WrittenTimes,
} from '../../src/dossier/written-again.ts';
import { inOvh } from './in-ovh.ts';
import { aBody, people } from './toy-hub.ts';

const robot = 'robot[bot]';
const DAY_MS = 86_400_000;

/** An hour after the last act in a dossier, a thing was written so many times, a minute ago at last; then somebody acts, or nobody. */
function after(written: { thing: Thing; times: number }, act: (hub: ReturnType<typeof inOvh>) => void = () => undefined) {
  const hub = inOvh();
  hub.daysPass(1 / 24);
  act(hub);
  const now = hub.clock();
  const at = new Date(Date.parse(now) - 1_000).toISOString();
  const times = Array.from({ length: written.times }, () => at);
  const all: WrittenTimes = Object.fromEntries(['person', 'program', 'nobody'].map((cause) => [`${cause} ${written.thing}`, times]));
  const observation = { ...hub.observation(), written: all };
  return { observation, now, key: keyOf(observation, written.thing), until: restsUntil(observation, written.thing, now) };
}

type Act = Parameters<typeof after>[1];
const byPerson: Act = (hub) => void hub.comment(people.author, 'Bonjour');
const byProgram: Act = (hub) => hub.editBody(aBody({ architecture: 'x' }), robot);

describe('ce qui est écrit sans cesse attend', () => {
  it.each<[name: string, thing: Thing, act: Act, free: number]>([
    ['une étiquette, personne n’ayant rien fait', labelOn('Phase: OVH'), undefined, 6],
    ['une étiquette ôtée, personne n’ayant rien fait', labelOff('Phase: OVH'), undefined, 6],
    ['un commentaire remis', commentNew('checklist/ovh'), undefined, 6],
    ['un texte, personne n’ayant rien fait : les dépôts du projet', commentText('status'), undefined, 60],
    ['un texte après un programme', commentText('status'), byProgram, 6],
    ['une étiquette après un programme', labelOn('Phase: OVH'), byProgram, 6],
    ['un texte après une personne', commentText('status'), byPerson, 60],
    ['une étiquette après une personne', labelOn('Phase: OVH'), byPerson, 60],
    ['une réaction à un programme', 'reaction', byProgram, 6],
    ['une réaction à une personne', 'reaction', byPerson, 200],
  ])('%s', (...[, thing, act, free]) => {
    expect(after({ thing, times: free - 1 }, act).until).toBeNull();
    const { until, now } = after({ thing, times: free }, act);
    expect(Date.parse(until ?? '') - Date.parse(now)).toBe(3_600_000 - 1_000);
  });
});

it.each<[string, Act, string]>([
  ['personne', undefined, 'nobody'],
  ['une personne', byPerson, 'person'],
  ['un programme', byProgram, 'program'],
  ['un programme qui commente', (hub) => void hub.comment(robot, 'Bonjour'), 'nobody'],
  ['un programme qui ferme', (hub) => hub.close(robot), 'program'],
  ['un programme et une personne', (hub) => [byProgram, byPerson].forEach((act) => act(hub)), 'person'],
])('compté à part : %s', (_, act, cause) => {
  const { key } = after({ thing: commentText('status'), times: 1 }, act);
  expect(key).toBe(`${cause} text status`);
});

it('ce qui date de plus d’un jour ne compte plus', () => {
  const { observation, now } = after({ thing: labelOn('a'), times: 6 });
  expect(restsUntil(observation, labelOn('a'), now)).not.toBeNull();
  const tomorrow = new Date(Date.parse(now) + DAY_MS).toISOString();
  expect(restsUntil(observation, labelOn('a'), tomorrow)).toBeNull();
});

it('une étiquette est la même quelle que soit sa casse ; une liste d’étapes est celle de sa phase, une réponse en est une', () => {
  expect(labelOn('PHASE: ovh')).toBe(labelOn('phase: OVH'));
  expect(commentNew('checklist/ovh')).not.toBe(commentNew('checklist/fin'));
  expect(commentNew('reply/12')).toBe(commentNew('reply/13'));
});
