import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readMarker } from '../../src/render/marker.ts';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { afterwards, incomplete, inSlot, openDossier, openInOvh, phases, slots, whileStopped } from './harness/a-dossier.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const act = (work: Promise<unknown>, number: number) => afterwards(world, work, number);
const slotsNow = async (number: number) => slots(await world.dossier(number));

describe('ouverture', () => {
  it('un dossier incomplet reçoit ses étiquettes, un suivi qui dit quoi compléter, puis les vérifications de ses dépôts', async () => {
    const number = await openDossier(world, incomplete());
    const dossier = await world.dossier(number);
    expect(dossier.labels.toSorted()).toEqual(['accompagnement', 'attente: projet', 'phase: prérequis', 'prérequis: incomplets']);
    expect(slots(dossier)).toEqual(['status', 'checks']);
    expect(inSlot(dossier, 'status')).toContain('À compléter');
    expect(inSlot(dossier, 'status')).toContain('lea-martin');
  });

  it('un dossier inchangé : une lecture, aucune écriture', async () => {
    await openDossier(world);
    await world.rest();
    world.github.requests.clear();
    world.github.relay.redeliver(world.github.relay.deliveries().find(({ event }) => event === 'issues')?.id ?? '');
    await world.settle();
    expect(world.appCalls()).toMatchObject({ reads: 1, writes: 0 });
  });

  it('un dossier que quelqu’un commente : une lecture, et une seconde où il faut savoir qui il est', async () => {
    const number = await openDossier(world);
    const readsOf = async (body: string) => {
      world.github.requests.clear();
      await act(world.as('camille-st').comment(number, body), number);
      return world
        .appCalls()
        .list.filter(({ kind }) => kind === 'read')
        .map(({ path }) => path);
    };
    expect(await readsOf('Bonjour')).toEqual(['/graphql']);
    expect(await readsOf('/pause')).toEqual(['/graphql', expect.stringContaining('/memberships/camille-st')]);
  });

  it('corriger la demande suffit : le suivi et les étiquettes changent, et la Service Team est appelée', async () => {
    const number = await openDossier(world, incomplete());
    const dossier = await act(world.as('lea-martin').editIssue(number, { body: aBody() }), number);
    expect(dossier.labels).toEqual(expect.arrayContaining(['prérequis: complets', 'attente: service team']));
    expect(slots(dossier)).toEqual(['status', 'checks', 'call/1/turn/0']);
  });

  it('un ticket sans la marque n’est pas un dossier', async () => {
    const number = await world.as('lea-martin').openIssue({ title: 'Une question', body: 'Bonjour' });
    await world.settle();
    expect((await world.dossier(number)).comments).toEqual([]);
  });

  it('un dossier modifié : deux lectures, lui-même et l’histoire de sa demande', async () => {
    await openDossier(world);
    const number = await openDossier(world);
    await world.rest();
    const readsOf = async (work: () => Promise<unknown>) => {
      world.github.requests.clear();
      await act(work(), number);
      await world.rest();
      return world.appCalls().reads;
    };
    const edit = (body: string) => () => world.as('lea-martin').editIssue(number, { body });
    // The call that stood goes; it comes back a day later at the earliest, then goes again.
    expect(await readsOf(edit(incomplete()))).toBe(2);
    expect(await readsOf(edit(aBody()))).toBe(2);
    world.advance({ days: 2 });
    await world.rest();
    expect(await slotsNow(number)).toContain('call/2/turn/0');
    expect(await readsOf(edit(incomplete()))).toBe(2);
    expect(await slotsNow(number)).not.toContain('call/2/turn/0');
    expect(await readsOf(() => world.as('lea-martin').editIssue(number, { title: 'Demat-Permis 2' }))).toBe(1);
  });
});

describe('déplacements', () => {
  it('la Service Team avance le dossier d’une étiquette', async () => {
    const number = await openInOvh(world);
    const dossier = await world.dossier(number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(slots(dossier)).toEqual(['status', 'checks', 'checklist/ovh']);
    expect(inSlot(dossier, 'checklist/ovh')).toContain('@lea-martin');
  });

  it('deux étiquettes dans un seul appel : jugées l’une après l’autre', async () => {
    const number = await openDossier(world);
    const dossier = await act(world.as('camille-st').addLabel(number, 'phase: OVH', 'phase: Cloud π native'), number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(slots(dossier).filter((slot) => slot?.startsWith('refusal/') === true)).toHaveLength(1);
  });

  it('étiquette retirée à la main : remise', async () => {
    const number = await openInOvh(world);
    const dossier = await act(world.as('camille-st').removeLabel(number, 'phase: OVH'), number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
  });

  it('étiquette renommée dans le dépôt : elle retrouve son nom, le dossier sa phase', async () => {
    const number = await openInOvh(world);
    const dossier = await act(world.as('camille-st').renameLabel('phase: OVH', 'phase: PAX'), number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
  });

  it('étiquette supprimée du dépôt : recréée, et remise', async () => {
    const number = await openInOvh(world);
    await act(world.as('camille-st').deleteLabel('phase: OVH'), number);
    const dossier = await act(world.as('lea-martin').comment(number, '/verifier'), number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
  });

  it('jusqu’à embarqué : bilan, puis ticket fermé comme terminé', async () => {
    const number = await openInOvh(world);
    const dossier = await act(world.as('camille-st').comment(number, '/forcer embarque décidé en comité'), number);
    expect(dossier.state).toBe('closed');
    expect(dossier.stateReason).toBe('completed');
    expect(slots(dossier)).toContain('closing');
    const reopened = await act(world.as('camille-st').reopen(number), number);
    expect(reopened.state).toBe('open');
  });

  it('trop tôt : l’étiquette d’avant revient, avec les raisons', async () => {
    const number = await openDossier(world, incomplete());
    const dossier = await act(world.as('camille-st').addLabel(number, 'phase: OVH'), number);
    expect(phases(dossier)).toEqual(['phase: prérequis']);
    const refusal = dossier.comments.find(({ body }) => readMarker(body)?.startsWith('refusal/'))?.body ?? '';
    expect(refusal).toContain('@camille-st');
    expect(refusal).toContain('/forcer ovh');
  });

  it('/forcer passe outre, le motif reste', async () => {
    const number = await openDossier(world, incomplete());
    const dossier = await act(world.as('camille-st').comment(number, '/forcer ovh décidé en comité'), number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(inSlot(dossier, 'checklist/ovh')).toContain('décidé en comité');
    expect(inSlot(dossier, 'status')).toContain('décidé en comité');
  });
});

describe('vie du ticket', () => {
  it('fermé puis rouvert', async () => {
    const number = await openInOvh(world);
    const closed = await act(world.as('camille-st').closeIssue(number, 'not_planned'), number);
    expect(closed.labels.some((label) => label.startsWith('attente:'))).toBe(false);
    const reopened = await act(world.as('camille-st').reopen(number), number);
    expect(reopened.labels.some((label) => label.startsWith('attente:'))).toBe(true);
    expect(phases(reopened)).toEqual(['phase: OVH']);
  });

  it('supprimé : plus rien n’est écrit, et rien n’échoue', async () => {
    const number = await openInOvh(world);
    await world.github.deleteIssue({ repository: 'dnum-mi/dso-formation', number }, 'nadia-dnum');
    world.github.requests.clear();
    await world.settle();
    expect(world.appCalls().writes).toBe(0);
  });

  it('transféré dans un autre dépôt d’accompagnement : oublié là où il était, reconstitué là où il arrive, sans second suivi', async () => {
    const other = 'dnum-mi/accompagnement-bis';
    const repository = { owner: 'dnum-mi', name: 'accompagnement-bis', description: '', visibility: 'public', collaborators: {} } as const;
    await world.close();
    world = await startWorld({
      startApp: startAccostage({ hubs: [HUB, other] }),
      seed: { ...population, repositories: [...population.repositories, repository] },
    });
    const number = await openInOvh(world);
    const target = await world.github.transferIssue({ repository: HUB, number }, { repository: other, by: 'nadia-dnum' });
    await world.settle();
    await world
      .as('lea-martin')
      .call({ method: 'POST', path: `/repos/${other}/issues/${target.number}/comments`, body: { body: 'Merci' } });
    await world.settle();
    const dossier = await readDossier(world.github.url, { ...target, reader: 'nadia-dnum' });
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(slots(dossier)).toEqual(['status', 'checks', 'checklist/ovh']);
    expect(inSlot(dossier, 'status')).toMatch(/transféré d’un autre ticket\s: elle l’a reconstitué/);
    expect(inSlot(dossier, 'status')).not.toContain('déjà suivi par le dossier');
  });

  it('perd sa marque : par la Service Team le suivi s’arrête, par un autre elle revient', async () => {
    const number = await openInOvh(world);
    const back = await act(world.as('nadia-dnum').removeLabel(number, 'accompagnement'), number);
    expect(back.labels).toContain('accompagnement');
    const left = await act(world.as('camille-st').removeLabel(number, 'accompagnement'), number);
    expect(left.labels).toEqual(['phase: OVH']);
    expect(inSlot(left, 'status')).toContain('arrêté le suivi');
  });
});

describe('ce qui arrive pendant un arrêt de l’application', () => {
  it('la marque retirée sans en avoir le droit revient', async () => {
    const number = await openInOvh(world);
    await whileStopped(world, () => world.as('nadia-dnum').removeLabel(number, 'accompagnement'));
    expect((await world.dossier(number)).labels).toContain('accompagnement');
  });

  it('la marque supprimée du dépôt est recréée, et remise', async () => {
    const number = await openInOvh(world);
    await whileStopped(world, () => world.as('camille-st').deleteLabel('accompagnement'));
    expect((await world.dossier(number)).labels).toContain('accompagnement');
  });

  it('sur un ticket fermé, plus personne n’est attendu', async () => {
    await world.close();
    world = await startWorld({ startApp: startAccostage({ sweepIntervalMs: 15 * 60_000 }) });
    const number = await openInOvh(world);
    await whileStopped(world, () => world.as('camille-st').closeIssue(number, 'not_planned'));
    expect((await world.dossier(number)).labels.some((label) => label.startsWith('attente:'))).toBe(false);
  });
});

describe('cases et commandes', () => {
  it('une case cochée par quelqu’un sans le droit est décochée avec un mot', async () => {
    const number = await openInOvh(world);
    const checklist = (await world.dossier(number)).comments.find(({ body }) => readMarker(body) === 'checklist/ovh');
    const ticked = (checklist?.body ?? '').replace(/- \[ \](.*`accostage`)/, '- [x]$1');
    const dossier = await act(world.as('nadia-dnum').editComment(checklist?.id ?? 0, ticked), number);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[ \].*`accostage`/);
    expect(slots(dossier).some((slot) => slot?.startsWith('untick/'))).toBe(true);
  });

  it('des livraisons perdues, répétées et en désordre mènent au même état', async () => {
    const number = await openDossier(world);
    world.github.relay.plan(['drop', 'duplicate', 'none', 'duplicate']);
    world.github.relay.hold();
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.as('lea-martin').comment(number, '/fait accostage');
    await world.as('lea-martin').comment(number, '/fait images-docker');
    world.github.relay.release((deliveries) => deliveries.toReversed());
    await world.settle();
    const dossier = await world.dossier(number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[x\].*`images-docker`/);
  });

  it('la Service Team coche une case, l’équipe projet écrit /fait', async () => {
    const number = await openInOvh(world);
    const checklist = (await world.dossier(number)).comments.find(({ body }) => readMarker(body) === 'checklist/ovh');
    const ticked = (checklist?.body ?? '').replace(/- \[ \](.*`accostage`)/, '- [x]$1');
    await act(world.as('sacha-st').editComment(checklist?.id ?? 0, ticked), number);
    const dossier = await act(world.as('lea-martin').comment(number, '/fait images-docker'), number);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[x\].*sacha-st.*`accostage`/);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[x\].*lea-martin.*`images-docker`/);
  });

  it('/etapes : l’auteur coche dans son propre commentaire', async () => {
    const number = await openInOvh(world);
    const id = await world.as('lea-martin').comment(number, '/etapes');
    await world.settle();
    const own = (await world.dossier(number)).comments.find((comment) => comment.id === id)?.body ?? '';
    expect(own).toMatch(/- \[ \].*`accostage`/);
    const dossier = await act(world.as('lea-martin').editComment(id, own.replace(/- \[ \](.*`accostage`)/, '- [x]$1')), number);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[x\].*`accostage`/);
  });

  it('ce qui s’est passé pendant que l’application était arrêtée est rattrapé au démarrage', async () => {
    const number = await openDossier(world);
    await world.stopApp();
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.as('lea-martin').comment(number, '/fait accostage');
    await world.startApp();
    await world.settle();
    const dossier = await world.dossier(number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[x\].*`accostage`/);
  });

  it('le suivi supprimé est réécrit, la phase retrouvée', async () => {
    const number = await openInOvh(world);
    const status = (await world.dossier(number)).comments.find(({ body }) => readMarker(body) === 'status');
    const dossier = await act(world.as('nadia-dnum').deleteComment(status?.id ?? 0), number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(inSlot(dossier, 'status')).toContain('reconstitué');
  });

  it('une commande n’est exécutée qu’une fois, malgré des livraisons répétées et un redémarrage', async () => {
    const number = await openInOvh(world);
    world.github.relay.plan(['duplicate', 'duplicate']);
    await act(world.as('lea-martin').comment(number, '/statut'), number);
    await world.stopApp();
    await world.startApp();
    await world.settle();
    const replies = slots(await world.dossier(number)).filter((slot) => slot?.startsWith('reply/'));
    expect(replies).toHaveLength(1);
  });
});

describe('configuration du dépôt', () => {
  const hubIssues = async () => {
    const path = '/repos/dnum-mi/dso-formation/issues?creator=accostage[bot]&state=all';
    return z.array(z.object({ state: z.string(), body: z.string() })).parse(await world.as('camille-st').call({ method: 'GET', path }));
  };

  const write = async (number: number, text: string) => {
    const path = '/repos/dnum-mi/dso-formation/contents/.github/accostage.yml';
    const current = z.object({ sha: z.string() }).parse(await world.as('camille-st').call({ method: 'GET', path }));
    const content = Buffer.from(text).toString('base64');
    return act(world.as('camille-st').call({ method: 'PUT', path, body: { message: 'Configuration', content, sha: current.sha } }), number);
  };

  it('cassée : la dernière bonne reste en service, un ticket le dit une fois ; corrigée, il se ferme', async () => {
    const number = await openDossier(world);
    await write(number, 'version: 1\nserviceTeam:\n  equipe: dnum-mi/service-team\n');
    await write(number, 'version: 1\nserviceTeam:\n  equipe: autre\n');
    const issues = await hubIssues();
    expect(issues).toHaveLength(1);
    expect(issues[0]?.body).toContain('.github/accostage.yml:3');
    const refused = await act(world.as('nadia-dnum').addLabel(number, 'phase: OVH'), number);
    expect(phases(refused)).toEqual(['phase: prérequis']);
    const moved = await act(world.as('camille-st').addLabel(number, 'phase: OVH'), number);
    expect(phases(moved)).toEqual(['phase: OVH']);
    await write(number, 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\n');
    const after = await hubIssues();
    expect(after.map(({ state }) => state)).toEqual(['closed']);
  });

  it('une phase retirée avec ses dossiers : refusée en les nommant, aussi après un redémarrage ; reprise par une autre (was), ils la suivent', async () => {
    const number = await openDossier(world);
    await act(world.as('camille-st').addLabel(number, 'phase: OVH'), number);
    const without = (was: string) =>
      `version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nphases:\n  - id: ovh\n    remove: true\n  - id: cloud-pi-native${was}\n    include: []\n    gate: []\n    mirror: [cloud-pi-native]\n`;
    const refused = await write(number, without(''));
    expect(phases(refused)).toEqual(['phase: OVH']);
    expect((await hubIssues())[0]).toMatchObject({ state: 'open', body: expect.stringContaining(`: #${number}`) });
    await world.stopApp();
    await world.startApp();
    await world.settle();
    expect(phases(await world.dossier(number))).toEqual(['phase: OVH']);
    const carried = await write(number, without('\n    was: [ovh]'));
    expect(phases(carried)).toEqual(['phase: Cloud π native']);
    expect(inSlot(carried, 'status')).toMatch(/phase «\sCloud π native\s»/);
    expect((await hubIssues()).map(({ state }) => state)).toEqual(['closed']);
  });
});

describe('équipe projet', () => {
  it('l’auteur ajoute un compte, que GitHub connaît ; un inconnu est refusé ; un référent se voit', async () => {
    const number = await openDossier(world, incomplete());
    const refused = await act(world.as('karim-benali').comment(number, '/pause'), number);
    expect(refused.comments.at(-1)?.body).toContain('est réservée à l’équipe projet');
    const added = await act(world.as('lea-martin').comment(number, '/equipe @Karim-Benali @personne-de-ce-nom'), number);
    const answer = added.comments.at(-1)?.body ?? '';
    expect(answer).toContain('`karim-benali` fait partie de l’équipe projet');
    expect(answer).toMatch(/`@personne-de-ce-nom`.: ce compte n’existe pas sur GitHub/);
    await act(world.as('camille-st').assign(number, 'sacha-st'), number);
    const paused = await act(world.as('karim-benali').comment(number, '/pause'), number);
    expect(paused.comments.at(-1)).toMatchObject({ body: '/pause', reactions: ['👍'] });
    expect(inSlot(paused, 'status')).toContain('`lea-martin` et `karim-benali`\u00a0; **Référent de la Service Team**\u00a0: `sacha-st`');
  });
});
