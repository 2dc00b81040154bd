import { describe, expect, it } from 'vitest';
import { decide } from '../../src/dossier/engine/decide.ts';
import { commentNew, type WrittenTimes } from '../../src/dossier/written-again.ts';
import { merged, mirrorFile as file, run, seen } from './a-repository.ts';
import { inOvh } from './in-ovh.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, stranger } = people;
const robot = 'robot[bot]';
const MINUTE = 1 / (24 * 60);
const opened = { ...merged, state: 'open', endedAt: null } as const;
const name = 'demat-permis/api';
const body = aBody({ 'depots-applicatifs': name, 'depots-infra': name });
const told = (hub: ReturnType<typeof inOvh>) => hub.comments().filter(({ slot }) => slot?.startsWith('contested/') === true);

function deleteIn(hub: ReturnType<typeof inOvh>, isIt: (slot: string) => boolean): void {
  for (const { id, slot } of hub.comments()) if (slot !== null && isIt(slot)) hub.deleteComment(id);
}

/** The App as it decides once it wrote these many times in the minute before. */
function afterWriting(written: Readonly<Record<string, number>>): typeof decide {
  return (seenNow, now) => {
    const at = new Date(Date.parse(now) - 1_000).toISOString();
    const times: WrittenTimes = Object.fromEntries(
      Object.entries(written).map(([key, count]) => [key, Array.from({ length: count }, () => at)]),
    );
    return decide({ ...seenNow, written: { ...seenNow.written, ...times } }, now);
  };
}

describe('un suivi qui attend, une pull request étant ouverte', () => {
  it('ce qui n’a rien à écrire dans le dépôt du projet ne le fait pas revenir', () => {
    const hub = inOvh({ body, see: () => seen({ pull: opened }) });
    let writes = 0;
    for (let round = 0; round < 60; round++) {
      deleteIn(hub, (slot) => slot === 'status');
      hub.daysPass(MINUTE);
      writes += hub.reconcile().writes;
    }
    expect(writes).toBeLessThanOrEqual(20);
    expect(hub.plan().pulls).toHaveLength(1);
  });

  it('dit aussitôt ce qui vient d’y être écrit', () => {
    let proposes = false;
    const hub = inOvh({
      body,
      see: () => seen({ pull: opened }),
      refuse: ({ verb }) => (proposes && verb === 'propose' ? { kind: 'written', writes: 1 } : null),
    });
    for (let round = 0; round < 12; round++) {
      deleteIn(hub, (slot) => slot === 'status');
      hub.daysPass(MINUTE);
      hub.reconcile();
    }
    expect(hub.commentIn('status')).toBeUndefined();
    proposes = true;
    hub.reconcile();
    expect(hub.commentIn('status')).toContain('OVH');
  });
});

describe('une réaction', () => {
  const many = { 'person reaction': 205, 'nobody reaction': 205, 'program reaction': 205 };

  it('n’attend jamais pour une personne, dont la commande est exécutée', () => {
    const hub = inOvh({ decide: afterWriting({ ...many, 'person new reply': 205 }) });
    const [asked, other] = [hub.comment(serviceTeam, '/fait images-docker'), hub.comment(stranger, '/statut')];
    hub.reconcile();
    expect([hub.reactionsTo(asked), hub.reactionsTo(other)].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('attend pour un programme, et vient à un autre regard', () => {
    let decides = afterWriting(many);
    const hub = inOvh({ decide: (seenNow, now) => decides(seenNow, now) });
    const asked = hub.comment(robot, '/statut');
    const { again } = hub.reconcile().plan;
    expect(hub.reactionsTo(asked)).toEqual([]);
    expect(again).not.toBeNull();
    decides = decide;
    hub.reconcile();
    expect(hub.reactionsTo(asked)).toHaveLength(1);
  });
});

describe('ce qui a son emplacement à chaque fois', () => {
  it('est compté par emplacement, sauf ce que chaque commentaire ou chaque événement provoque', () => {
    expect(commentNew('mirror-failure/1')).not.toBe(commentNew('mirror-failure/2'));
    expect(commentNew('flows-added/a')).toBe(commentNew('flows-added/b'));
    expect(commentNew('refusal/ovh/a')).toBe(commentNew('refusal/ovh/b'));
  });

  it('un échec de copie se dit aussitôt, si souvent que d’autres se sont dits dans le jour', () => {
    let last = 0;
    let succeeded = true;
    const hub = inOvh({ body, see: () => seen({ pull: merged, file, run: { ...run, id: last, succeeded, cause: null } }) });
    for (let round = 0; round < 10; round++) {
      for (succeeded of [true, false]) {
        last += 1;
        hub.daysPass(MINUTE);
        hub.reconcile();
      }
      expect(hub.commentIn(`mirror-failure/${last}`)).toBeDefined();
    }
    expect(told(hub)).toEqual([]);
  });

  it('personne n’est dit avoir supprimé ce qui n’avait jamais été écrit', () => {
    const hub = inOvh({ decide: afterWriting({ 'nobody new refusal': 7, 'program new refusal': 7 }) });
    for (let round = 0; round < 3; round++) {
      hub.setLabel(robot, 'phase: embarqué');
      hub.daysPass(MINUTE);
      hub.reconcile();
    }
    expect(told(hub)).toEqual([]);
  });
});

describe('ce que la Service Team apprend', () => {
  it('n’est pas écrit sans fin non plus, quand un programme le supprime', () => {
    const hub = inOvh();
    let writes = 0;
    for (let round = 0; round < 60; round++) {
      hub.disappearLabel('phase: OVH');
      deleteIn(hub, (slot) => slot.startsWith('contested/'));
      hub.daysPass(MINUTE);
      writes += hub.reconcile().writes;
    }
    expect(writes).toBeLessThanOrEqual(40);
    const { again } = hub.plan();
    expect(Date.parse(again ?? '')).toBeLessThanOrEqual(Date.parse(hub.clock()) + 43_200_000);
  });
});

describe('un dossier qui se ferme, son dernier mot attendant', () => {
  const force = '/forcer embarque décidé en comité';

  it('ne se dit pas fermé tant qu’il ne l’est pas', () => {
    const last = 'new closing';
    let decides = afterWriting({ [`person ${last}`]: 61, [`nobody ${last}`]: 61, [`program ${last}`]: 61 });
    const hub = inOvh({ decide: (seenNow, now) => decides(seenNow, now) });
    hub.comment(serviceTeam, force);
    for (const _ of [1, 2]) {
      hub.reconcile();
      expect(hub.isOpen()).toBe(true);
      expect(hub.commentIn('status')).not.toContain('ce dossier est fermé');
    }
    decides = decide;
    while (hub.reconcile().writes > 0);
    expect(hub.isOpen()).toBe(false);
    expect(hub.commentIn('status')).toContain('ce dossier est fermé');
  });

  it('n’attend pas pour un texte de l’application qui est là', () => {
    const hub = createToyHub({ decide: afterWriting({ 'person text checklist/ovh': 61 }) });
    hub.reconcile();
    hub.setLabel(serviceTeam, 'phase: OVH');
    while (hub.reconcile().writes > 0);
    hub.comment(serviceTeam, force);
    while (hub.reconcile().writes > 0);
    expect(hub.isOpen()).toBe(false);
  });
});
