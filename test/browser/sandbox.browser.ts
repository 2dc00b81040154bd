import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { HEIGHT, useSandbox } from './use-sandbox.ts';

const stage = useSandbox();
const { open, goTo } = stage;
const dossier = `/${HUB}/issues/1`;
const button = (name: string | RegExp) => stage.page.getByRole('button', { name });
const expectStep = (text: RegExp) => stage.page.locator('.bench').getByText(text).waitFor({ timeout: 90_000 });

async function be(login: string): Promise<void> {
  await stage.page.getByLabel('Je suis').selectOption(login);
  await stage.page.locator(`.who option[value="${login}"][selected]`).waitFor({ state: 'attached' });
}

/** The text shows, soon. */
const expectText = (text: string) => stage.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 60_000 });

/** A new world, in which Léa has opened the dossier of the tour. */
async function firstStep(): Promise<void> {
  await stage.bench.player.jump(0);
  await stage.bench.player.next();
  await goTo(dossier);
}

it('la visite entière, d’un clic à l’autre, se passe comme attendu', async () => {
  await stage.bench.player.jump(0);
  await goTo('/');
  for (let step = 1; step <= stage.bench.player.state().total; step += 1) {
    await button('Étape suivante').click();
    await expectStep(new RegExp(`^${step}/`));
  }
  expect(new URL(stage.page.url()).pathname).toBe(dossier);
  expect(stage.bench.player.state().played.flatMap(({ differences }) => differences)).toEqual([]);
  await expectText('Embarquement terminé');
  expect(await button('Étape suivante').isDisabled()).toBe(true);
  await expectText('La visite est finie.');
}, 240_000);

it('à chaque étape, ce que l’application vient d’écrire est sous les yeux, ou les différences de ce qu’elle a modifié', async () => {
  await stage.bench.player.jump(0);
  await goTo('/');
  const step = async (rank: number) => {
    await button('Étape suivante').click();
    await expectStep(new RegExp(`^${rank}/`));
  };
  const opened = stage.page.locator('.history[open]');
  await step(1);
  await expectInView(stage.page.getByRole('heading', { name: 'Suivi du dossier' }));
  expect(await opened.count()).toBe(0);
  await step(2);
  await expectInView(stage.page.getByRole('heading', { name: 'Changement de phase refusé' }));
  await step(3);
  await expectInView(stage.page.getByText('réservée à la Service Team').first());
  await step(4);
  await expectInView(opened.locator('.added').first());
  expect(await opened.count()).toBe(1);
}, 90_000);

/** Soon, all of it is on the screen. */
async function expectInView(part: Locator): Promise<void> {
  const edges = async () => {
    const box = await part.boundingBox();
    return box === null ? null : [box.y >= 0, box.y + box.height <= HEIGHT];
  };
  await expect.poll(edges, { timeout: 30_000 }).toEqual([true, true]);
}

it('« Tout jouer » enchaîne, « Pause » arrête, une étape de la liste y mène', async () => {
  await stage.bench.player.jump(0);
  await goTo('/');
  await button('Tout jouer').click();
  await expectStep(/^[2-9]\//);
  await button('Pause').click();
  await button('Tout jouer').waitFor();
  await stage.page.locator('details:has(.steps)').evaluate('(list) => { list.open = true; }');
  await stage.page.locator('.step[value="2"]').click();
  await expectStep(/^2\//);
  await expectText('Changement de phase refusé');
}, 120_000);

it('recommencer ramène à l’accueil ; qui regardait le dossier ailleurs apprend qu’il n’est plus, puis le revoit', async () => {
  await firstStep();
  const other = await open({});
  await other.goto(`${stage.bench.url}${dossier}`);
  await button('Recommencer').click();
  await stage.page.waitForURL(`${stage.bench.url}/`);
  await expectText('Aucun dossier pour l’instant');
  await other.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor();
  await button('Étape suivante').click();
  await stage.page.waitForURL(`**${dossier}`);
  await other.getByRole('heading', { name: 'Suivi du dossier' }).waitFor();
  await other.context().close();
}, 90_000);

it('l’application arrêtée, le portefeuille le dit ; redémarrée de là, elle le montre tel qu’il est', async () => {
  await firstStep();
  await button('Arrêter l’application').click();
  await expectText('Elle est arrêtée');
  await goTo('/portefeuille');
  await stage.page.getByRole('heading', { name: 'L’application est arrêtée' }).waitFor();
  await button('Redémarrer l’application').click();
  await stage.page.getByText('Connecté : @lea-martin').waitFor();
  expect(await stage.page.locator('.bench').count()).toBe(0);
}, 60_000);

it('le formulaire : ses cases sont des cases, à gauche de leurs mots, et il demande ce qui est obligatoire', async () => {
  await stage.bench.player.jump(0);
  await goTo(`/${HUB}/issues/new`);
  const places = await stage.page.evaluate(
    "[...document.querySelectorAll('.tick')].map((tick) => [...tick.children].map((part) => part.getBoundingClientRect()).flatMap(({ x, width }) => [x, width]))",
  );
  const boxes = z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).parse(places);
  expect(new Set(boxes.map(([x, width, words]) => [x, width <= 24, words].join(' '))).size).toBe(1);
  expect(boxes.length).toBeGreaterThan(10);
  await button('Ouvrir le dossier').click();
  expect(await stage.page.evaluate('document.activeElement.id')).toBe('projet-nom');
  expect(new URL(stage.page.url()).pathname).toBe(`/${HUB}/issues/new`);
}, 60_000);

describe('chacun fait par des boutons ce que GitHub lui permet', () => {
  beforeEach(firstStep, 60_000);

  it('Léa commente, modifie ses réponses dans le formulaire, et la page suit', async () => {
    await stage.page.getByLabel('Commentaire, ou commande').fill('/aide');
    await button('Commenter').click();
    await stage.page.getByRole('article', { name: 'Commentaire de accostage[bot]' }).filter({ hasText: '/statut' }).first().waitFor();
    await stage.page.getByRole('link', { name: 'Modifier les réponses' }).click();
    await stage.page.getByLabel('Calendrier et échéances').fill('Recette le 15/03/2028');
    await button('Enregistrer').click();
    await stage.page.waitForURL(`**${dossier}`);
    await stage.page.locator('article > .markdown').getByText('Recette le 15/03/2028').first().waitFor();
    await stage.page.locator('article .history').first().locator('summary').click();
    expect(await stage.page.locator('article .history').first().locator('mark').count()).toBeGreaterThan(0);
  });

  it('Camille pose et retire une étiquette, assigne, ferme et rouvre', async () => {
    await be('camille-st');
    await stage.page.getByLabel('Poser une étiquette').selectOption('phase: OVH');
    await button('Poser').click();
    await expectText('Changement de phase refusé');
    await stage.page.getByLabel('Assigner').selectOption('camille-st');
    await button('Assigner').click();
    await button('Ne plus assigner camille-st').click();
    await button('Ne plus assigner camille-st').waitFor({ state: 'detached' });
    await button('Fermer le dossier').click();
    await stage.page.locator('.state.closed').waitFor();
    await button('Rouvrir le dossier').click();
    await stage.page.locator('.issue-title .state.open').waitFor();
    await button('Retirer accompagnement').waitFor();
  });

  it('Paul, de passage, ne voit ni cases ni étiquettes à changer ; sa commande est refusée', async () => {
    await be('paul-visiteur');
    expect(await stage.page.getByRole('checkbox').count()).toBe(0);
    expect(await button('Poser').count()).toBe(0);
    await button('Fermer le dossier').click();
    await stage.page.getByRole('status').getByText('GitHub refuse (403)').waitFor();
    await stage.page.getByLabel('Commentaire, ou commande').fill('/forcer embarque parce que');
    await button('Commenter').click();
    await expectText('réservée à la Service Team');
  });

  it('les incidents et l’horloge se commandent du banc', async () => {
    await button('Perdre le prochain événement').click();
    await expectText('Prévu pour les prochains événements : 1');
    await button('Arrêter l’application').click();
    await expectText('Elle est arrêtée');
    await button('Redémarrer l’application').click();
    await expectText('Elle est en marche');
    const before = await stage.page.locator('.bench time').textContent();
    await button('+ 14 jours').click();
    await expect.poll(() => stage.page.locator('.bench time').textContent(), { timeout: 30_000 }).not.toBe(before);
  });
});

it('les pull requests se fusionnent, une Action passe ou échoue, une case se coche', async () => {
  await stage.bench.player.jump(0);
  for (let step = 0; step < 12; step += 1) await stage.bench.player.next();
  await goTo('/demat-permis/api/pull/1');
  await expectText('miroir-cloud-pi-native.yml');
  await button('Fusionner la pull request').click();
  await stage.page.locator('.state.merged').waitFor();
  await goTo('/demat-permis/api/actions');
  await button('sans son jeton (échec)').click();
  await expectText('❌ échoué');
  await button('avec succès').click();
  await expectText('✅ réussi');
  await be('camille-st');
  await goTo(dossier);
  const box = (checked: boolean) => stage.page.getByRole('checkbox', { name: 'Comptes de l’équipe sur la console', checked }).first();
  await box(false).click();
  await box(true).waitFor();
}, 180_000);

it('du commentaire des vérifications à la ligne du fichier, par la vérification du commit et ses annotations', async () => {
  await firstStep();
  const front = stage.bench.world.sandbox().github.fetch(`${stage.bench.url}/repos/demat-permis/front/commits/main`);
  const { sha } = z.object({ sha: z.string() }).parse(await (await front).json());
  await stage.page.locator(`a[href$="/demat-permis/front/commit/${sha}/checks"]`).first().click();
  await stage.page.getByRole('heading', { name: 'Annotations' }).waitFor();
  await stage.page.getByText('sans avis').waitFor();
  await stage.page
    .getByRole('link', { name: /^Dockerfile, ligne 6/ })
    .first()
    .click();
  await stage.page.waitForURL('**/Dockerfile#L6');
  expect(await stage.page.locator('#L6').count()).toBe(1);
}, 60_000);

it('le portefeuille : on y va par le menu, on y change de personne, on en revient par le ticket', async () => {
  await firstStep();
  await be('camille-st');
  await stage.page.getByRole('link', { name: 'Portefeuille', exact: true }).click();
  await stage.page.getByText('Connecté : @camille-st').waitFor();
  await stage.page.getByLabel('Je suis').selectOption('paul-visiteur');
  await button('Changer').click();
  await stage.page.getByText('Connecté : @paul-visiteur').waitFor();
  await expectText('Aucun dossier à vous montrer');
  await stage.page.getByLabel('Je suis').selectOption('lea-martin');
  await button('Changer').click();
  await stage.page.getByRole('link', { name: 'Embarquement de Demat-Permis' }).first().click();
  await stage.page.getByRole('heading', { name: 'Embarquement de Demat-Permis' }).waitFor();
  await stage.page.getByRole('link', { name: /^Le ticket/ }).click();
  await stage.page.waitForURL(`**${dossier}`);
  await stage.page.getByRole('article').first().waitFor();
}, 60_000);

it('ce que fait quelqu’un d’autre paraît sans rien recharger, et ce qu’on écrit reste', async () => {
  await firstStep();
  await stage.page.getByLabel('Commentaire, ou commande').fill('Je suis en train d’écrire');
  await stage.page.evaluate('window.sameDocument = true');
  await stage.bench.world.sandbox().as('camille-st').comment(1, 'Bonjour Léa, je regarde.');
  await stage.page.getByText('Bonjour Léa, je regarde.').waitFor();
  expect(await stage.page.evaluate('window.sameDocument')).toBe(true);
  expect(await stage.page.getByLabel('Commentaire, ou commande').inputValue()).toBe('Je suis en train d’écrire');
}, 60_000);

it('au clavier seul : aller au contenu, jouer une étape, répondre', async () => {
  await stage.bench.player.jump(0);
  await goTo('/');
  await stage.page.keyboard.press('Tab');
  expect(await stage.page.evaluate('document.activeElement.textContent')).toBe('Aller au contenu');
  await tabTo('Étape suivante');
  await stage.page.keyboard.press('Enter');
  await stage.page.waitForURL(`**${dossier}`);
  await expectStep(/^1\//);
  await stage.page.getByRole('article').first().waitFor();
  await tabTo('', 'commentaire');
  await stage.page.keyboard.type('/statut');
  await stage.page.keyboard.press('Tab');
  await stage.page.keyboard.press('Enter');
  await expectText('voici où en est le dossier');
}, 90_000);

/** Presses Tab until that control has the focus, by its text or its id. */
async function tabTo(text: string, id = ''): Promise<void> {
  const has = `(() => { const it = document.activeElement; return it.id === ${JSON.stringify(id || '-')} || it.textContent.trim() === ${JSON.stringify(text || '-')} })()`;
  for (let presses = 0; presses < 300; presses += 1) {
    await stage.page.keyboard.press('Tab');
    if ((await stage.page.evaluate(has)) === true) return;
  }
  throw new Error(`nothing named ${text || id} is reached by Tab`);
}

it('sur un téléphone, la conversation d’abord, le banc dans un tiroir, rien ne déborde', async () => {
  await firstStep();
  await stage.page.setViewportSize({ width: 390, height: 844 });
  expect(await stage.page.locator('.bench').isVisible()).toBe(false);
  expect(await stage.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await stage.page.getByRole('link', { name: 'Banc d’essai' }).click();
  await button('Étape suivante').click();
  await expectStep(/^2\//);
  await stage.page.getByRole('link', { name: 'Fermer le banc' }).click();
  expect(await stage.page.locator('.bench').isVisible()).toBe(false);
}, 60_000);

it('sans scripts, tout se fait aussi', async () => {
  await stage.bench.player.jump(0);
  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(stage.bench.url);
  await plain.getByRole('button', { name: 'Étape suivante' }).click();
  await plain.getByLabel('Je suis').selectOption('camille-st');
  await plain.getByRole('button', { name: 'Changer' }).click();
  await plain.getByLabel('Poser une étiquette').selectOption('phase: OVH');
  await plain.getByRole('button', { name: 'Poser', exact: true }).click();
  expect(await plain.getByText('Changement de phase refusé').count()).toBeGreaterThan(0);
  await plain.context().close();
}, 60_000);
