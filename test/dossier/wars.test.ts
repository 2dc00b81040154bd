import { describe, expect, it } from 'vitest';
import { inOvh } from './in-ovh.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

type Hub = ReturnType<typeof createToyHub>;

const robot = 'robot[bot]';
const MINUTE = 1 / (24 * 60);
const idOf = (hub: Hub, slot: string) => hub.comments().find((comment) => comment.slot === slot)?.id ?? 0;
const told = (hub: Hub) => hub.comments().filter(({ slot }) => slot?.startsWith('contested/') === true);
const vague = (round: number) => aBody({ architecture: round % 2 === 0 ? 'À compléter' : 'Une architecture décrite ici' });
const closesOrReopens = (login: string) => (hub: Hub) => (hub.isOpen() ? hub.close(login) : hub.reopen(login));

function deletes(slot: string) {
  return (hub: Hub) => {
    if (idOf(hub, slot) !== 0) hub.deleteComment(idOf(hub, slot));
  };
}

function writesOver(slot: string) {
  return (hub: Hub) => {
    if (idOf(hub, slot) !== 0) hub.editComment(robot, idOf(hub, slot), `${hub.commentById(idOf(hub, slot))} x`);
  };
}

interface War {
  readonly name: string;
  readonly act: (hub: Hub, round: number) => void;
  /** Writes of its first day, and of the second, at the most. */
  readonly most: readonly [first: number, then: number];
  /** What the Service Team is told, once. */
  readonly says: readonly string[];
}

const wars: readonly War[] = [
  {
    name: 'un programme ferme et rouvre',
    act: closesOrReopens(robot),
    most: [60, 60],
    says: [`ce ticket est fermé puis rouvert par \`${robot}\``],
  },
  {
    name: 'un programme ferme et rouvre sous le compte d’une personne',
    act: closesOrReopens(people.stranger),
    most: [270, 270],
    says: [`ce ticket est fermé puis rouvert par \`${people.stranger}\``],
  },
  {
    name: 'un programme change le corps',
    act: (hub, round) => hub.editBody(vague(round), robot),
    most: [180, 180],
    says: [`le formulaire du dossier est modifié par \`${robot}\``],
  },
  { name: 'le suivi est supprimé', act: deletes('status'), most: [60, 60], says: ['sont supprimés ou réécrits encore'] },
  { name: 'le suivi est récrit', act: writesOver('status'), most: [25, 25], says: [`sont supprimés ou réécrits par \`${robot}\``] },
  { name: 'une liste d’étapes est supprimée', act: deletes('checklist/ovh'), most: [30, 30], says: ['sont supprimés ou réécrits encore'] },
  {
    name: 'une liste d’étapes est récrite',
    act: writesOver('checklist/ovh'),
    most: [25, 25],
    says: [`sont supprimés ou réécrits par \`${robot}\``],
  },
  {
    name: 'une étiquette disparaît sans événement',
    act: (hub) => hub.disappearLabel('phase: OVH'),
    most: [25, 25],
    says: ['`phase: OVH` est retirée chaque fois'],
  },
  {
    name: 'une étiquette apparaît sans événement',
    act: (hub) => {
      if (!hub.labels().includes('en sommeil')) hub.appearLabel('en sommeil');
    },
    most: [25, 25],
    says: ['`en sommeil` est posée chaque fois'],
  },
  {
    name: 'une commande est supprimée et récrite',
    act: (hub) => {
      const before = hub.comments().find(({ author }) => author === people.stranger);
      if (before !== undefined) hub.deleteComment(before.id);
      hub.comment(people.stranger, '/statut');
    },
    most: [560, 560],
    says: [],
  },
];

/** Every minute for an hour and a half, then every half an hour, up to the end of the second day: the writes of each day. */
function fight(hub: Hub, act: War['act']): readonly [number, number] {
  const rounds = [...Array.from({ length: 90 }, () => MINUTE), ...Array.from({ length: 93 }, () => 30 * MINUTE)];
  const days: [number, number] = [0, 0];
  let passed = 0;
  for (const [round, wait] of rounds.entries()) {
    act(hub, round);
    hub.daysPass(wait);
    passed += wait;
    days[passed <= 1 ? 0 : 1] += hub.reconcile().writes;
  }
  return days;
}

/** Looks when the App said that it would, for a day. */
function aQuietDay(hub: Hub): void {
  for (let looks = 0, left = 1; looks < 30; looks++) {
    const { plan } = hub.reconcile();
    const wait = plan.again === null ? left : (Date.parse(plan.again) - Date.parse(hub.clock())) / 86_400_000;
    if (wait > left) break;
    hub.daysPass(Math.max(wait, MINUTE));
    left -= Math.max(wait, MINUTE);
  }
}

describe.each(wars)('$name sans fin', ({ act, most: [first, then], says }) => {
  const hub = inOvh();
  const [firstDay, secondDay] = fight(hub, act);

  it('l’application n’écrit pas sans fin', () => {
    expect(firstDay).toBeLessThanOrEqual(first);
    expect(secondDay).toBeLessThanOrEqual(then);
  });

  it('la Service Team l’apprend une fois', () => {
    expect(told(hub)).toEqual(says.map((text) => expect.objectContaining({ body: expect.stringContaining(text) })));
  });

  it('la guerre finie, le dossier est comme il doit être le lendemain au plus tard, sans qu’on y fasse rien', () => {
    if (!hub.isOpen()) hub.reopen(robot);
    aQuietDay(hub);
    const state = hub.reconcile();
    expect(state.writes).toBe(0);
    expect(hub.commentIn('status')).toContain('OVH');
    expect(hub.labels()).toContain('phase: OVH');
    expect(hub.labels()).not.toContain('en sommeil');
    hub.daysPass(1.5);
    hub.reconcile();
    expect(hub.reconcile().writes).toBe(0);
  });
});

describe('pendant qu’un programme se bat avec l’application', () => {
  it.each(wars)('$name : une commande a sa réponse, une modification est suivie aussitôt', ({ act }) => {
    const hub = inOvh();
    for (let round = 0; round < 25; round++) {
      act(hub, round);
      hub.daysPass(MINUTE);
      hub.reconcile();
    }
    if (!hub.isOpen()) hub.reopen(robot);
    const asked = hub.comment(people.author, '/statut');
    hub.reconcile();
    expect(hub.comments().some(({ slot }) => slot === `reply/${asked}`)).toBe(true);
    hub.daysPass(5 * MINUTE);
    hub.editBody(aBody({ architecture: 'Trois conteneurs derrière un équilibreur, décrits dans le dossier.' }));
    expect(hub.reconcile().writes).toBeGreaterThan(0);
    expect(hub.state().body.changedAt).toBe(hub.observation().issue.lastEditedAt);
  });
});

describe('des personnes', () => {
  it('changent la demande vingt fois en une heure : chaque fois suivie aussitôt', () => {
    const hub = inOvh();
    for (let round = 0; round < 20; round++) {
      hub.daysPass(2 * MINUTE);
      hub.editBody(vague(round));
      expect(hub.reconcile().writes).toBeGreaterThan(0);
      expect(hub.reconcile().writes).toBe(0);
    }
    expect(told(hub)).toEqual([]);
  });

  it('ferment et rouvrent deux fois : chaque fois suivies aussitôt', () => {
    const hub = inOvh();
    for (let round = 0; round < 4; round++) {
      closesOrReopens(people.author)(hub);
      hub.reconcile();
      expect(hub.labels().some((name) => name.startsWith('attente'))).toBe(hub.isOpen());
    }
    expect(told(hub)).toEqual([]);
  });
});
