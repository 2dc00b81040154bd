import { readMarker } from '../../../src/render/marker.ts';
import type { DossierView } from '../../../sandbox/emulator/dossier-view.ts';
import { aBody } from '../../dossier/toy-hub.ts';
import type { World } from './world.ts';

/** Opens a dossier as its project leader does, and lets the App answer; its number. */
export async function openDossier(world: World, body = aBody()): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body });
  await world.settle();
  // The looks that follow an opening, for its repositories and for a comment that may stand twice, are over.
  world.advance({ minutes: 1 });
  await world.settle();
  return number;
}

/** Opens one that the Service Team moves to OVH; its number. */
export async function openInOvh(world: World): Promise<number> {
  const number = await openDossier(world);
  await afterwards(world, world.as('camille-st').addLabel(number, 'phase: OVH'), number);
  return number;
}

/** The dossier, once something was done and the App has reacted to it. */
export async function afterwards(world: World, work: Promise<unknown>, number: number): Promise<DossierView> {
  await work;
  await world.settle();
  return world.dossier(number);
}

/** The body of an issue that two answers are missing in. */
export const incomplete = () => aBody({ architecture: 'À compléter', calendrier: null });

/** The slots of the App's comments, in their order; null for one without. */
export const slots = ({ comments }: DossierView) =>
  comments.filter(({ author }) => author === 'accostage[bot]').map(({ body }) => readMarker(body));

/** What the App says in a slot; empty where it says nothing. */
export const inSlot = ({ comments }: DossierView, slot: string) =>
  comments.find(({ author, body }) => author === 'accostage[bot]' && readMarker(body) === slot)?.body ?? '';

export const phases = ({ labels }: DossierView) => labels.filter((label) => label.startsWith('phase:'));

/** What happens while the App is stopped for ten hours; resolves once it is back and has done what it had to. */
export async function whileStopped(world: World, work: () => Promise<unknown>): Promise<void> {
  await world.stopApp();
  await work();
  world.advance({ hours: 10 });
  await world.startApp();
  await world.settle();
}
