import { describe, expect, it } from 'vitest';
import { app } from './account-of.ts';
import { inOvh } from './in-ovh.ts';
import { createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author, assignee, stranger } = people;
const list = 'checklist/ovh';

/** A dossier in OVH whose author has a list of their own. */
function withOwnList() {
  const hub = inOvh();
  const own = hub.comment(author, '/etapes');
  hub.reconcile();
  return { hub, own };
}

type Hub = ReturnType<typeof createToyHub>;
const idOf = (hub: Hub, slot: string) => hub.comments().find((comment) => comment.slot === slot)?.id ?? 0;
const boxOf = (item: string) => new RegExp(`\\[[ x]\\](.*\`${item}\`)`);
/** With its box as the App writes it: an empty one names nobody. */
const withBox = (body: string | undefined, item: string, mark: ' ' | 'x') =>
  (body ?? '').replace(
    boxOf(item),
    (_, line: string) => `[${mark}]${mark === 'x' ? line : line.replace(/ — faite par `[^`]+` le [^`]*/, ' ')}`,
  );
const isTicked = (body: string | undefined, item: string) =>
  boxOf(item)
    .exec(body ?? '')?.[0]
    .startsWith('[x]') ?? false;
/** The App wrote a list, and was stopped before it could remember it. */
const appWrites = (hub: Hub, id: number, { item, mark }: { item: string; mark: ' ' | 'x' }) =>
  hub.editComment(app, id, withBox(hub.commentById(id), item, mark));
/** It remembers that it showed those ticked. */
const remembersShown = (hub: Hub, key: string, shown: readonly string[]) =>
  hub.changeState((state) => ({ ...state, shown: { ...state.shown, [key]: shown } }));

describe('une copie de la liste, écrite par un autre processus', () => {
  it('dit les cases que quelqu’un y coche, et non celles qu’elle ne montre pas encore cochées', () => {
    const hub = inOvh();
    hub.tickBox(serviceTeam, list, 'console-acces');
    hub.reconcile();
    const copy = hub.writeTwice(list);
    appWrites(hub, copy, { item: 'console-acces', mark: ' ' });
    hub.tickBox(serviceTeam, copy, 'images-docker');
    hub.reconcile();
    expect(hub.state().items).toMatchObject({ 'ovh/console-acces': { done: true }, 'ovh/images-docker': { done: true, by: serviceTeam } });
  });

  it('ne dit rien par elle-même : ce que l’application y coche n’est le fait de personne', () => {
    const hub = inOvh();
    const copy = hub.writeTwice(list);
    const line = `— faite par \`${serviceTeam}\` le 4 janvier 2027. \`images-docker\``;
    hub.editComment(app, copy, (hub.commentById(copy) ?? '').replace(/\[ \](.*)`images-docker`/, `[x]$1${line}`));
    hub.reconcile();
    expect(hub.state().items['ovh/images-docker']).toBeUndefined();
  });
});

describe('une case cochée avant que l’application ne voie ce qui la fait', () => {
  /** One of the Service Team writes it, another ticks its box, and the App sees both at once. */
  const seenAtOnce = () => {
    const hub = inOvh();
    hub.comment(serviceTeam, '/fait console-acces');
    hub.tickBox(people.colleague, list, 'console-acces');
    return hub;
  };

  it('reste à qui a écrit la commande, que l’application soit tuée ou non', () => {
    for (let count = 0; count < 5; count += 1) {
      const hub = seenAtOnce();
      hub.killedAfter(count);
      hub.reconcile();
      expect(hub.state().items['ovh/console-acces'], `${count}`).toMatchObject({ done: true, by: serviceTeam });
    }
  });

  it('cochée par qui n’en a pas le droit, ne lui vaut pas un mot : elle est faite', () => {
    const hub = inOvh();
    hub.comment(serviceTeam, '/fait console-acces');
    hub.tickBox(stranger, list, 'console-acces');
    expect(hub.reconcile().created.filter((slot) => slot.startsWith('untick/'))).toEqual([]);
    expect(isTicked(hub.commentIn(list), 'console-acces')).toBe(true);
  });
});

describe('ce que l’application a montré sans pouvoir le retenir', () => {
  it('la case d’une preuve, que plus rien ne prouve, n’est faite par personne', () => {
    const hub = inOvh();
    appWrites(hub, idOf(hub, list), { item: 'accostage', mark: 'x' });
    hub.reconcile();
    expect(hub.state().items['ovh/accostage']).toBeUndefined();
    expect(isTicked(hub.commentIn(list), 'accostage')).toBe(false);
  });

  it('la case vide d’une étape dispensée n’efface pas qui l’avait faite', () => {
    const { hub, own } = withOwnList();
    hub.tickBox(author, own, 'images-docker');
    hub.reconcile();
    hub.comment(serviceTeam, '/sans-objet images-docker les images viennent d’ailleurs');
    hub.reconcile();
    expect(isTicked(hub.commentById(own), 'images-docker')).toBe(false);
    remembersShown(hub, `comment/${own}`, ['images-docker']);
    hub.reconcile();
    expect(hub.state().items['ovh/images-docker']).toMatchObject({ done: true, by: author });
  });

  it('la case d’une étape faite garde sa date et son auteur', () => {
    const hub = inOvh();
    hub.comment(author, '/fait images-docker');
    hub.reconcile();
    const { items } = hub.state();
    hub.daysPass(1);
    hub.editComment(app, idOf(hub, list), hub.commentIn(list) ?? '');
    remembersShown(hub, list, []);
    hub.reconcile();
    expect(hub.state().items).toEqual(items);
  });

  it('une case décochée le reste', () => {
    const hub = inOvh();
    hub.tickBox(serviceTeam, list, 'images-docker');
    hub.reconcile();
    appWrites(hub, idOf(hub, list), { item: 'images-docker', mark: ' ' });
    hub.reconcile();
    expect(hub.state().items['ovh/images-docker']).toMatchObject({ done: false });
    expect(isTicked(hub.commentIn(list), 'images-docker')).toBe(false);
  });

  it('la case d’une liste personnelle est celle de son auteur', () => {
    const { hub, own } = withOwnList();
    appWrites(hub, own, { item: 'images-docker', mark: 'x' });
    hub.reconcile();
    expect(hub.state().items['ovh/images-docker']).toMatchObject({ done: true, by: author });
  });
});

describe('une mémoire perdue', () => {
  it.each([
    ['que l’application a écrite est crue', app, true],
    ['que quelqu’un a récrite ne l’est pas', author, false],
  ])('la liste %s', (_, who, believed) => {
    const hub = inOvh();
    hub.tickBox(serviceTeam, list, 'console-acces');
    hub.reconcile();
    hub.editComment(who, idOf(hub, list), `${hub.commentIn(list)}\n`);
    hub.loseMemory();
    hub.reconcile();
    expect(hub.state().items['ovh/console-acces']?.done ?? false).toBe(believed);
  });
});

describe('une liste personnelle', () => {
  it.each([
    ['son auteur', author, true],
    ['un autre membre de l’équipe projet', assignee, false],
    ['un passant', stranger, false],
    ['la Service Team', serviceTeam, true],
  ])('est cochée par %s : %s', (_, who, counts) => {
    const { hub, own } = withOwnList();
    hub.tickBox(who, own, 'images-docker');
    hub.reconcile();
    expect(hub.state().items['ovh/images-docker']?.done ?? false).toBe(counts);
  });

  it('de qui a quitté l’équipe projet n’est plus cochée par lui', () => {
    const hub = inOvh();
    hub.comment(author, '/equipe @paul');
    hub.reconcile();
    const own = hub.comment('paul', '/etapes');
    hub.reconcile();
    hub.comment(author, '/equipe @paul non');
    hub.reconcile();
    hub.tickBox('paul', own, 'images-docker');
    hub.reconcile();
    expect(hub.state().items['ovh/images-docker']).toBeUndefined();
    expect(isTicked(hub.commentById(own), 'images-docker')).toBe(false);
  });

  it('ne montre pas cochée une étape dispensée, et n’en retient pas la case', () => {
    const { hub, own } = withOwnList();
    hub.comment(serviceTeam, '/sans-objet images-docker les images viennent d’ailleurs');
    hub.reconcile();
    expect(isTicked(hub.commentById(own), 'images-docker')).toBe(false);
    expect(hub.state().shown[`comment/${own}`]).not.toContain('images-docker');
    expect(hub.reconcile().writes).toBe(0);
  });

  it('supprimée, ne laisse rien dans l’état', () => {
    const { hub, own } = withOwnList();
    expect(hub.state().shown).toHaveProperty([`comment/${own}`]);
    hub.deleteComment(own);
    hub.reconcile();
    expect(hub.state().shown).not.toHaveProperty([`comment/${own}`]);
    expect(hub.state().personalChecklists).toEqual({});
  });
});

it.each([
  ['cochée', [] as const],
  ['décochée', ['console-acces'] as const],
])(
  'une case %s par on ne sait qui n’est le fait de personne : elle est remise, avec un mot qui ne nomme ni n’accuse personne',
  (_, done) => {
    const hub = inOvh();
    for (const item of done) hub.tickBox(serviceTeam, list, item);
    hub.reconcile();
    const before = hub.state().items;
    hub.tickBox(serviceTeam, list, 'console-acces');
    hub.loseEditor(list);
    hub.reconcile();
    expect(hub.state().items).toEqual(before);
    expect(isTicked(hub.commentIn(list), 'console-acces')).toBe(done.length > 0);
    const words = hub.comments().flatMap(({ slot, body }) => (slot?.startsWith('untick/') === true ? [body] : []));
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(/Bonjour, l’application n’a pas pu vérifier qui a changé ces cases/);
    expect(words[0]).not.toContain('@');
    while (hub.reconcile().writes > 0);
    expect(hub.comments().filter(({ slot }) => slot?.startsWith('untick/'))).toHaveLength(1);
  },
);

it.each([
  ['dont le droit ne se vérifie pas lit que c’est cela', people.unverified, /l’application n’a pas pu vérifier qui a changé ces cases/],
  ['qui n’a pas le droit lit qui l’a', stranger, /ces cases ne peuvent être changées que par la Service Team/],
])('une personne %s', (_, who, words) => {
  const hub = inOvh();
  hub.tickBox(who, list, 'console-acces');
  hub.reconcile();
  const told = hub.comments().filter(({ slot }) => slot?.startsWith('untick/'));
  expect(told.map(({ body }) => body)).toEqual([expect.stringMatching(words)]);
  expect(told[0]?.body).toContain(`@${who}`);
});

it('une liste personnelle n’a que les étapes de l’équipe projet', () => {
  const { hub, own } = withOwnList();
  const shown = defaults.procedure.phases.find(({ id }) => id === 'ovh')?.checklist ?? [];
  const isListed = (id: string) => (hub.commentById(own) ?? '').includes(`\`${id}\``);
  expect(shown.filter(({ id }) => isListed(id)).map(({ id }) => id)).toEqual(
    shown.filter(({ owner }) => owner === 'projet').map(({ id }) => id),
  );
});

describe('une case refusée', () => {
  const told = (hub: ReturnType<typeof createToyHub>) => hub.comments().filter(({ slot }) => slot?.startsWith('untick/') ?? false);

  it('a son mot chaque fois qu’on la coche, et le dernier seul reste', () => {
    const hub = inOvh();
    const words = [1, 2, 3].map(() => {
      hub.tickBox(stranger, list, 'console-acces');
      hub.reconcile();
      expect(told(hub)).toHaveLength(1);
      return told(hub)[0]?.id;
    });
    expect(new Set(words).size).toBe(3);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('est dite à chacun, quand deux personnes la cochent l’une après l’autre', () => {
    const hub = inOvh();
    for (const login of [stranger, assignee]) {
      hub.tickBox(login, list, 'console-acces');
      hub.reconcile();
      expect(told(hub)).toMatchObject([{ body: expect.stringContaining(`@${login}`) }]);
    }
  });

  it.each([1, 5])('par un programme, %i fois, se décoche sans un mot', (times) => {
    const hub = inOvh();
    hub.daysPass(1);
    for (let time = 0; time < times; time++) {
      hub.tickBox('robot[bot]', list, 'console-acces');
      hub.reconcile();
      expect(isTicked(hub.commentIn(list), 'console-acces')).toBe(false);
    }
    expect(told(hub)).toEqual([]);
    expect(hub.state().items).toEqual({});
  });
});

describe('une liste que plusieurs personnes récrivent avant un regard', () => {
  const told = (hub: Hub) => hub.comments().flatMap(({ slot, body }) => (slot?.startsWith('untick/') === true ? [body] : []));
  const restAfter = (hub: Hub) => {
    while (hub.reconcile().writes > 0);
    return hub;
  };

  it.each([
    ['après lui', [stranger, serviceTeam] as const],
    ['avant lui', [serviceTeam, stranger] as const],
  ])('la case de qui n’en a pas le droit reste refusée, et celle de la Service Team est prise, cochée %s', (_, order) => {
    const hub = inOvh();
    for (const login of order) hub.tickBox(login, list, login === stranger ? 'images-docker' : 'console-acces');
    restAfter(hub);
    expect(hub.state().items['ovh/images-docker']).toBeUndefined();
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true, by: serviceTeam });
    expect(isTicked(hub.commentIn(list), 'images-docker')).toBe(false);
    expect(told(hub)).toEqual([expect.stringContaining(`@${stranger}`)]);
  });

  it('dans la même seconde, de même', () => {
    const hub = inOvh();
    hub.stopClock(() => {
      hub.tickBox(stranger, list, 'images-docker');
      hub.tickBox(serviceTeam, list, 'console-acces');
    });
    restAfter(hub);
    expect(Object.keys(hub.state().items)).toEqual(['ovh/console-acces']);
  });

  it('qui n’en récrit que le texte n’a coché aucune case', () => {
    for (const [ticks, writes, done] of [
      [serviceTeam, stranger, true],
      [stranger, serviceTeam, false],
    ] as const) {
      const hub = inOvh();
      hub.tickBox(ticks, list, 'console-acces');
      hub.editComment(writes, idOf(hub, list), `${hub.commentIn(list)}\nun mot`);
      restAfter(hub);
      expect(hub.state().items['ovh/console-acces']?.by ?? null).toBe(done ? serviceTeam : null);
      expect(told(hub)).toHaveLength(done ? 0 : 1);
    }
  });

  it('une case cochée puis décochée n’a rien demandé', () => {
    const hub = inOvh();
    hub.tickBox(stranger, list, 'console-acces');
    hub.tickBox(serviceTeam, list, 'console-acces');
    restAfter(hub);
    expect(hub.state().items).toEqual({});
    expect(told(hub)).toEqual([]);
  });

  it('la dernière à changer une case est celle qui compte', () => {
    const hub = inOvh();
    for (const login of [stranger, serviceTeam, people.colleague]) hub.tickBox(login, list, 'console-acces');
    restAfter(hub);
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true, by: people.colleague });
  });

  it('deux personnes sans droit sont nommées toutes les deux, dans un mot', () => {
    const hub = inOvh();
    hub.tickBox(stranger, list, 'console-acces');
    hub.tickBox(assignee, list, 'images-docker');
    restAfter(hub);
    expect(told(hub)).toHaveLength(1);
    for (const login of [stranger, assignee]) expect(told(hub)[0]).toContain(`@${login}`);
  });

  it('un programme qui en récrit le texte n’efface pas la case d’une personne', () => {
    const hub = inOvh();
    hub.tickBox(serviceTeam, list, 'console-acces');
    hub.editComment('robot[bot]', idOf(hub, list), `${hub.commentIn(list)}\nun mot`);
    restAfter(hub);
    expect(hub.state().items['ovh/console-acces']).toMatchObject({ done: true, by: serviceTeam });
  });

  it('ce que l’application avait coché sans pouvoir le retenir reste à elle, quelqu’un écrit-il ensuite', () => {
    const hub = inOvh();
    appWrites(hub, idOf(hub, list), { item: 'accostage', mark: 'x' });
    hub.editComment(stranger, idOf(hub, list), `${hub.commentIn(list)}\nun mot`);
    restAfter(hub);
    expect(hub.state().items['ovh/accostage']).toBeUndefined();
    expect(told(hub)).toEqual([]);
  });
});
