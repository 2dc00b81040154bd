import { describe, expect, it } from 'vitest';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { readBoxes } from '../../src/dossier/written/boxes.ts';
import { holdsPart, partMark } from '../../src/dossier/written/parts.ts';
import { fileTo, merged, mirrorFile as file, run, seen } from './a-repository.ts';
import { app } from './account-of.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
const toMerge = { ...merged, state: 'open', endedAt: null } as const;
const working = { pull: merged, file, run };
const flows = 'api.exemple.gouv.fr:443/tcp — référentiel\nannuaire.exemple.gouv.fr 636 : agents';
type Hub = ReturnType<typeof createToyHub>;

function rest(hub: Hub): Hub {
  for (let round = 0; round < 8; round++) if (hub.reconcile().writes === 0) return hub;
  throw new Error('the dossier never comes to rest');
}

/** A dossier with a repository and two flows, whose phase is still the first. */
function opened(see: (name: string) => RepositoryReading = () => seen({ pull: toMerge }), answers: Parameters<typeof aBody>[0] = {}): Hub {
  const name = 'demat-permis/api';
  return rest(createToyHub({ body: aBody({ 'depots-applicatifs': name, 'depots-infra': name, 'flux-mi': flows, ...answers }), see }));
}

function enter(hub: Hub, phase: string): Hub {
  hub.comment(serviceTeam, `/forcer ${phase} essai`);
  return rest(hub);
}

const slots = (hub: Hub) => hub.comments().flatMap(({ slot }) => (slot === null || /^(?:reply|checks)/.test(slot) ? [] : [slot]));
const textIn = (hub: Hub, slot: string) => (hub.commentIn(slot) ?? '').replaceAll('\u00a0', ' ');

describe('entrer dans une phase', () => {
  it('est un seul commentaire : ce qui arrive, les étapes, les pull requests, les flux', () => {
    const hub = enter(opened(), 'ovh');
    expect(slots(hub)).toEqual(['status', 'checklist/ovh']);
    const text = textIn(hub, 'checklist/ovh');
    const places = [
      `@${author}`,
      'Étapes de l’équipe projet',
      'Étapes de la Service Team',
      'pull request nᵒ',
      '### Ouvertures de flux',
    ].map((words) => text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('y emmène les parties de la phase d’avant, dont les étapes se replient et se relisent', () => {
    const hub = enter(enter(opened(), 'ovh'), 'cloud-pi-native');
    expect(slots(hub)).toEqual(['status', 'checklist/ovh', 'checklist/cloud-pi-native']);
    expect(textIn(hub, 'checklist/ovh')).toMatch(
      /^[^\n]*\n## Phase « OVH »[^]*pour mémoire\.\n\n<details>\n<summary>14 étapes, 14 non faites<\/summary>[^]*<\/details>\s*$/,
    );
    expect(readBoxes(textIn(hub, 'checklist/ovh'))).toHaveLength(14);
    expect(textIn(hub, 'checklist/cloud-pi-native')).toMatch(/mirror\/ovh_cloud-pi-native[^]*api\.exemple\.gouv\.fr/);
    hub.tickBox(serviceTeam, 'checklist/ovh', 'images-docker');
    expect(textIn(rest(hub), 'checklist/ovh')).toContain('14 étapes, 13 non faites');
  });

  it('revenir en arrière ramène le tableau des flux, une seule fois', () => {
    const hub = enter(enter(opened(), 'ovh'), 'cloud-pi-native');
    hub.setLabel(serviceTeam, 'phase: OVH');
    rest(hub);
    expect(
      hub
        .comments()
        .filter(({ body }) => body.includes('| `F-'))
        .map(({ slot }) => slot),
    ).toEqual(['checklist/ovh']);
  });

  it('jusqu’à la première phase, où aucun commentaire ne les reçoit : elles restent où elles étaient', () => {
    const hub = enter(opened(), 'ovh');
    hub.setLabel(serviceTeam, 'phase: prérequis');
    expect(textIn(rest(hub), 'checklist/ovh')).toContain('### Ouvertures de flux');
    expect(slots(hub).filter((slot) => slot === 'flows')).toEqual([]);
  });
});

describe('la partie du miroir', () => {
  it('se replie à une ligne quand tout est fait, et ne suit pas dans la phase d’après', () => {
    let sight = seen({ pull: toMerge });
    const hub = enter(
      opened(() => sight),
      'cloud-pi-native',
    );
    sight = seen({ ...working, file: fileTo('ovh', 'cloud-pi-native') });
    rest(hub);
    expect(hub.toldIn('mirror/ovh_cloud-pi-native')?.trim()).toMatch(/^<details>\n<summary>Accostage\s: [^\n]* — fait ✅[^]*<\/details>$/m);
    expect(hub.toldIn('mirror/ovh_cloud-pi-native')).not.toContain('fusionnez');
    expect(textIn(enter(hub, 'ouverture-de-flux'), 'checklist/ouverture-de-flux')).not.toContain('Accostage :');
  });

  it('qui paraît après coup demande d’agir : elle a un commentaire à elle, qui prévient', () => {
    let sight: RepositoryReading = { kind: 'unreachable' };
    const hub = enter(
      opened(() => sight),
      'ovh',
    );
    expect(holdsPart(textIn(hub, 'checklist/ovh'), 'mirror/ovh')).toBe(false);
    sight = seen({ pull: toMerge });
    expect(hub.reconcile().created).toEqual(['mirror/ovh']);
    expect(textIn(hub, 'mirror/ovh')).toContain(`@${author}`);
    expect(slots(rest(hub)).filter((slot) => slot.startsWith('mirror'))).toEqual(['mirror/ovh']);
  });

  it('d’un commentaire d’avant, pour d’autres plateformes, s’en va quand la phase suivante dit ce qu’il faut', () => {
    const hub = enter(opened(), 'ovh');
    const host = hub.comments().find(({ slot }) => slot === 'checklist/ovh');
    hub.editComment(app, host?.id ?? 0, former(host?.body ?? ''));
    expect(slots(rest(hub))).toContain('mirror/ovh');
    expect(slots(enter(hub, 'cloud-pi-native'))).toEqual(['status', 'checklist/ovh', 'checklist/cloud-pi-native']);
  });
});

/** The comment of a phase as it was before it had parts. */
function former(body: string): string {
  return body.split(partMark('mirror/ovh'))[0]?.split(partMark('flows'))[0] ?? '';
}

describe('le tableau des flux', () => {
  it('d’un commentaire à lui, demandé avant, entre dans celui de la phase et n’est plus ailleurs', () => {
    const hub = opened();
    hub.comment(author, '/flux');
    expect(slots(rest(hub))).toEqual(['status', 'call/1/turn/0', 'flows']);
    expect(slots(enter(hub, 'ovh'))).toEqual(['status', 'checklist/ovh']);
    expect(hub.toldIn('flows')).toContain('annuaire.exemple.gouv.fr');
  });

  it('est toujours quelque part, une seule fois, quoi que retienne la limite du jour', () => {
    const hub = opened();
    hub.configure({ procedure: { ...hub.observation().procedure, comments: { maxPerDay: 1 } } });
    const tables = () => hub.comments().filter(({ body }) => body.includes('| `F-')).length;
    hub.comment(author, '/flux');
    rest(hub).daysPass(2);
    rest(hub);
    expect(tables()).toBe(1);
    enter(hub, 'ovh');
    expect(tables()).toBe(1);
    hub.daysPass(2);
    expect(slots(rest(hub))).toEqual(['status', 'checklist/ovh']);
    expect(tables()).toBe(1);
  });

  it('reste dans son commentaire tant que GitHub refuse celui de la phase', () => {
    let locked = false;
    const name = 'demat-permis/api';
    const hub = createToyHub({
      body: aBody({ 'depots-applicatifs': name, 'depots-infra': name, 'flux-mi': flows }),
      refuse: ({ verb }) => (locked && verb === 'create-comment' ? { kind: 'refused', because: ['fil verrouillé'] } : null),
    });
    hub.comment(author, '/flux');
    rest(hub);
    locked = true;
    expect(slots(enter(hub, 'ovh'))).toContain('flows');
    locked = false;
    expect(slots(rest(hub))).toEqual(['status', 'checklist/ovh']);
    expect(hub.toldIn('flows')).toContain('annuaire.exemple.gouv.fr');
  });

  it('d’un dossier des versions d’avant aussi, sans rien perdre de l’état des flux', () => {
    const hub = enter(opened(), 'ovh');
    hub.comment(serviceTeam, '/flux tous demandé REQ-7');
    rest(hub);
    const table = hub.toldIn('flows') ?? '';
    const host = hub.comments().find(({ slot }) => slot === 'checklist/ovh');
    hub.editComment(app, host?.id ?? 0, former(host?.body ?? ''));
    const own = hub.comment(app, '');
    hub.editComment(app, own, `<!-- accostage:slot=flows -->\n${table}`);
    hub.loseMemory();
    expect(slots(rest(hub)).filter((slot) => slot === 'flows')).toEqual([]);
    expect(Object.values(hub.state().flows).map(({ steps }) => steps.at(-1)?.note)).toEqual(['REQ-7', 'REQ-7']);
    expect(hub.toldIn('flows')).toContain('REQ-7');
  });

  it('se relit du commentaire de la phase quand la mémoire est perdue', () => {
    const hub = enter(enter(opened(), 'ovh'), 'cloud-pi-native');
    hub.comment(serviceTeam, '/flux tous demandé REQ-7');
    rest(hub).loseMemory();
    rest(hub);
    expect(Object.values(hub.state().flows).map(({ steps }) => steps.at(-1))).toMatchObject([
      { status: 'demande', note: 'REQ-7' },
      { status: 'demande', note: 'REQ-7' },
    ]);
  });

  it.each([150, 300, 900])('de %i flux laisse au commentaire ses étapes et ses pull requests, dans la limite de GitHub', (count) => {
    const lines = Array.from({ length: count }, (_, index) => `srv-${index}.exemple.gouv.fr:443 — ${'raison '.repeat(10)}`);
    const hub = enter(opened(undefined, { 'flux-mi': lines.join('\n') }), 'ovh');
    const body = textIn(hub, 'checklist/ovh');
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(readBoxes(body)).toHaveLength(14);
    expect(body).toContain('pull request nᵒ');
    expect(body).toContain('srv-59.exemple.gouv.fr');
    expect(body).not.toContain('La suite est trop longue');
  });
});

it('ce que quelqu’un écrit dans sa demande ne fait pas une partie', () => {
  const hub = enter(
    opened(() => ({ kind: 'unreachable' }), { 'flux-mi': `${partMark('mirror/ovh')}\napi.exemple.gouv.fr:443 ${partMark('mirror/ovh')}` }),
    'ovh',
  );
  expect(holdsPart(textIn(hub, 'checklist/ovh'), 'mirror/ovh')).toBe(false);
});

it('où que l’application soit tuée en entrant dans une phase : les mêmes commentaires à la fin', () => {
  const calm = enter(enter(opened(), 'ovh'), 'cloud-pi-native');
  for (let killed = 1; killed < 8; killed++) {
    const hub = enter(opened(), 'ovh');
    hub.comment(serviceTeam, '/forcer cloud-pi-native essai');
    hub.killedAfter(killed);
    expect(slots(rest(hub)).toSorted()).toEqual(slots(calm).toSorted());
  }
});
