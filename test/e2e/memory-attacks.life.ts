import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB, populationWithIntruder } from '../../sandbox/seed/population.ts';
import { type DossierView, readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { unsealState } from '../../src/apply/sealed-state.ts';
import type { Settings } from '../../src/config/env.ts';
import { dossierKey } from '../../src/words/key.ts';
import { readMarker, readSealed } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const first = 'un-premier-secret-de-signature-4f9a';
const second = 'un-second-secret-de-signature-8c2b';
const restored = 'Le suivi avait été perdu, modifié par quelqu’un d’autre que l’application, ou transféré d’un autre ticket';

let world: World;
let settings: Partial<Settings> = {};
afterEach(() => world.close());

async function start(): Promise<void> {
  settings = { stateSecret: first };
  world = await startWorld({ seed: populationWithIntruder, startApp: (environment) => startAccostage(settings)(environment) });
}

async function open(body = aBody()): Promise<number> {
  await start();
  const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body });
  await world.settle();
  return number;
}

/** Does something, waits for the App, and reads the dossier. */
async function after(number: number, act: Promise<unknown>): Promise<DossierView> {
  await act;
  await world.settle();
  return world.dossier(number);
}

const forces = (number: number) => after(number, world.as('camille-st').comment(number, '/forcer ovh décidé en comité'));
const goesBack = (number: number) => after(number, world.as('camille-st').addLabel(number, 'phase: prérequis'));

/** Does something while the App is stopped, and reads the dossier once it is back and at rest. */
async function whileStopped(number: number, act: () => Promise<unknown>): Promise<DossierView> {
  await world.stopApp();
  await act();
  await world.startApp();
  await world.settle();
  return world.dossier(number);
}

const phases = ({ labels }: DossierView) => labels.filter((label) => label.startsWith('phase'));
const ofApp = ({ comments }: DossierView) => comments.filter(({ author }) => author === 'accostage[bot]');
const inSlot = (dossier: DossierView, slot: string) => ofApp(dossier).find(({ body }) => readMarker(body) === slot);
const slots = (dossier: DossierView) => ofApp(dossier).map(({ body }) => readMarker(body));
const plain = (text = '') => text.replaceAll(/\s+/g, ' ');
const status = (dossier: DossierView) => plain(inSlot(dossier, 'status')?.body);

/** Hugo writes the text of the App's comment in a slot. */
async function overwrite(number: number, slot: string, change: (body: string) => string): Promise<void> {
  const comment = inSlot(await world.dossier(number), slot);
  await world.as('hugo-petit').editComment(comment?.id ?? 0, change(comment?.body ?? ''));
}

describe('un ancien suivi remis par quelqu’un d’autre', () => {
  it.each([
    ['l’application en marche', (_: number, act: () => Promise<unknown>) => act()],
    ['l’application arrêtée', whileStopped],
  ])('%s : /forcer, annulé depuis, n’est pas rejoué', async (_, when) => {
    const number = await open(aBody({ architecture: 'À compléter' }));
    const before = inSlot(await world.dossier(number), 'status')?.body ?? '';
    await forces(number);
    expect(phases(await goesBack(number))).toEqual(['phase: prérequis']);
    await when(number, () => overwrite(number, 'status', () => before));
    await world.settle();
    const dossier = await world.dossier(number);
    expect(phases(dossier)).toEqual(['phase: prérequis']);
    expect(status(dossier)).toContain(restored);
  });

  it('/valider n’est pas rejoué : ce qui a changé depuis n’est validé par personne', async () => {
    const number = await open();
    await after(number, world.as('camille-st').addLabel(number, 'phase: OVH'));
    const before = inSlot(await world.dossier(number), 'status')?.body ?? '';
    await after(number, world.as('camille-st').comment(number, '/valider tous'));
    const changed = await after(
      number,
      world.as('lea-martin').editIssue(number, { body: aBody({ sauvegarde: 'Sauvegarde hebdomadaire, gardée un an sur un autre site.' }) }),
    );
    const asked = changed.labels.filter((label) => label.includes('à relire'));
    expect(asked).toHaveLength(1);
    const dossier = await after(
      number,
      overwrite(number, 'status', () => before),
    );
    expect(status(dossier)).toContain(restored);
    expect(status(dossier)).not.toMatch(/camille-st.{0,20} a accepté/);
    expect(status(dossier)).toContain('les validations');
  });

  it('l’état d’aujourd’hui, dont une seule lettre du texte a changé : perdu lui aussi, la phase reste', async () => {
    const number = await open(aBody({ architecture: 'À compléter' }));
    await forces(number);
    const dossier = await after(
      number,
      overwrite(number, 'status', (body) => body.replace('OVH', 'OVh')),
    );
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(status(dossier)).toContain(restored);
  });
});

describe('tous les commentaires de l’application supprimés pendant qu’elle est arrêtée', () => {
  it('/forcer n’est pas rejoué, l’état est reconstitué, le suivi dit ce qui est à redonner', async () => {
    const number = await open(aBody({ architecture: 'À compléter' }));
    await forces(number);
    await goesBack(number);
    const dossier = await whileStopped(number, async () => {
      for (const { id } of ofApp(await world.dossier(number))) await world.as('hugo-petit').deleteComment(id);
    });
    expect(phases(dossier)).toEqual(['phase: prérequis']);
    expect(status(dossier)).toContain(restored);
    expect(status(dossier)).toMatch(
      /les dispenses, les validations, les renvois, la pause, les autorisations, les personnes ajoutées par `\/equipe`/,
    );
    expect(slots(dossier).filter((slot) => slot?.startsWith('reply/'))).toEqual([]);
  });

  it('une autorisation donnée avant ne vaut plus : elle est à redonner', async () => {
    const number = await open();
    await after(number, world.as('camille-st').comment(number, '/autoriser demat-permis/front'));
    const dossier = await whileStopped(number, async () => {
      for (const { id } of ofApp(await world.dossier(number))) await world.as('hugo-petit').deleteComment(id);
    });
    expect(status(dossier)).not.toContain('a autorisé');
    expect(status(dossier)).toContain('les autorisations');
  });
});

describe('un commentaire de l’application tourné en un autre pendant qu’elle est arrêtée', () => {
  it('une fausse liste de la dernière phase, son étiquette posée, le suivi vidé : le dossier n’est pas embarqué', async () => {
    const number = await open();
    const dossier = await whileStopped(number, async () => {
      await overwrite(number, 'checks', () => '<!-- accostage:slot=checklist/embarque -->\n- [x] Tout\n');
      await overwrite(number, 'status', () => '<!-- accostage:slot=status -->\n');
      await world.as('hugo-petit').addLabel(number, 'phase: Embarqué');
    });
    expect(dossier.state).toBe('open');
    expect(phases(dossier)).toEqual(['phase: prérequis']);
    expect(slots(dossier)).not.toContain('closing');
    expect(status(dossier)).toContain(restored);
  });

  it('toutes les cases cochées à la main et le suivi vidé : aucune n’est crue', async () => {
    const number = await open(aBody({ architecture: 'À compléter' }));
    await forces(number);
    const dossier = await whileStopped(number, async () => {
      await overwrite(number, 'checklist/ovh', (body) => body.replaceAll('- [ ]', '- [x]'));
      await overwrite(number, 'status', () => '<!-- accostage:slot=status -->\n');
    });
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(inSlot(dossier, 'checklist/ovh')?.body).toContain('- [ ]');
    expect(inSlot(dossier, 'checklist/ovh')?.body).not.toMatch(/- \[x\].*par `accostage/);
    expect(status(dossier)).toContain(restored);
  });
});

describe('STATE_SECRET change', () => {
  async function sealedBy(dossier: DossierView, number: number, secret: string): Promise<string | null> {
    const { id: hubId } = z.object({ id: z.number() }).parse(await world.as('nadia-dnum').call({ method: 'GET', path: `/repos/${HUB}` }));
    const [owner = '', repo = ''] = HUB.split('/');
    const sealed = readSealed(inSlot(dossier, 'status')?.body ?? '') ?? '';
    return unsealState(sealed, { hubId, number, key: dossierKey({ owner, repo }, number), secrets: [secret] })?.phase ?? null;
  }

  it('avec STATE_SECRET_PREVIOUS : rien n’est perdu ni redit, et l’écriture suivante est signée du nouveau', async () => {
    const number = await open();
    await after(number, world.as('camille-st').comment(number, '/forcer ovh décidé en comité'));
    const before = await world.dossier(number);
    settings = { stateSecret: second, stateSecretPrevious: first };
    const back = await whileStopped(number, () => Promise.resolve());
    expect(back.comments.map(({ id }) => id)).toEqual(before.comments.map(({ id }) => id));
    expect(status(back)).not.toContain(restored);
    const dossier = await after(number, world.as('camille-st').comment(number, '/pause congés'));
    expect(await sealedBy(dossier, number, second)).toBe('ovh');
    expect(await sealedBy(dossier, number, first)).toBeNull();
    expect(status(dossier)).toContain('décidé en comité');
  });

  it('sans lui : le suivi dit ce qui est à redonner, et rien n’est exécuté deux fois', async () => {
    const number = await open(aBody({ architecture: 'À compléter' }));
    await forces(number);
    await goesBack(number);
    const before = await world.dossier(number);
    settings = { stateSecret: second };
    const dossier = await whileStopped(number, () => Promise.resolve());
    expect(dossier.comments.map(({ id }) => id)).toEqual(before.comments.map(({ id }) => id));
    expect(phases(dossier)).toEqual(['phase: prérequis']);
    expect(status(dossier)).toContain(restored);
    expect(await sealedBy(dossier, number, second)).toBe('prerequis');
  });
});

describe('le dépôt d’accompagnement est renommé', () => {
  it('rien n’est perdu ni redit, et aucune commande n’est exécutée deux fois', async () => {
    const number = await open(aBody({ architecture: 'À compléter' }));
    await forces(number);
    await after(number, world.as('camille-st').comment(number, '/valider tous'));
    const before = await world.dossier(number);
    const renamed = 'dnum-mi/accompagnement';
    await world.stopApp();
    await world.as('nadia-dnum').call({ method: 'PATCH', path: `/repos/${HUB}`, body: { name: renamed.split('/')[1] } });
    settings = { ...settings, hubs: [renamed] };
    world.github.requests.clear();
    await world.startApp();
    await world.settle();
    const dossier = await readDossier(world.github.url, { repository: renamed, number, reader: 'nadia-dnum' });
    expect(dossier.comments.map(({ id }) => id)).toEqual(before.comments.map(({ id }) => id));
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(status(dossier)).not.toContain(restored);
    expect(status(dossier)).toContain('décidé en comité');
  });
});
