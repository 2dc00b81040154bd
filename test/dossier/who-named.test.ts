import { describe, expect, it } from 'vitest';
import { namesInBody } from '../../src/dossier/names-in-body.ts';
import { whoNamed } from '../../src/dossier/who-named.ts';
import { aBody, defaults } from './toy-hub.ts';

const lea = { login: 'lea', id: 1, bot: false };
const hugo = { login: 'hugo', id: 2, bot: false };
const declaring = (...names: readonly string[]) => aBody({ 'depots-applicatifs': names.join('\n'), 'depots-infra': names[0] ?? 'à venir' });
const own = declaring('demat-permis/api');
const both = declaring('demat-permis/api', 'demat-permis/prive');

/** Who named each repository of the first text; the revisions are told from the newest. */
function named(body: string, revisions: readonly (readonly [by: typeof lea | null, body: string | null])[]) {
  const read = (text: string) => namesInBody(text, defaults);
  const namers = whoNamed(read(body), {
    author: lea,
    revisions: revisions.map(([editor, text]) => ({ editor, names: text === null ? null : read(text) })),
  });
  return Object.fromEntries(Object.entries(namers).map(([name, namer]) => [name, namer === null ? null : `${namer.login} ${namer.id}`]));
}

describe('qui a nommé un dépôt dans la demande', () => {
  it('l’auteur, tant que personne ne l’a modifiée', () => {
    expect(named(both, [])).toEqual({ 'demat-permis/api': 'lea 1', 'demat-permis/prive': 'lea 1' });
  });

  it('celui qui l’y a ajouté, quel que soit l’auteur', () => {
    const revisions = [
      [hugo, both],
      [lea, own],
    ] as const;
    expect(named(both, revisions)).toEqual({ 'demat-permis/api': 'lea 1', 'demat-permis/prive': 'hugo 2' });
  });

  it('pas celui qui corrige ensuite autre chose', () => {
    const corrected = declaring('demat-permis/api', 'demat-permis/prive', 'demat-permis/front');
    const revisions = [
      [hugo, corrected],
      [lea, both],
      [lea, own],
    ] as const;
    expect(named(corrected, revisions)).toEqual({
      'demat-permis/api': 'lea 1',
      'demat-permis/prive': 'lea 1',
      'demat-permis/front': 'hugo 2',
    });
  });

  it('celui qui le remet après que l’auteur l’a retiré', () => {
    const revisions = [
      [hugo, both],
      [lea, own],
      [lea, both],
    ] as const;
    expect(named(both, revisions)['demat-permis/prive']).toBe('hugo 2');
  });

  it('le nom dans une autre réponse n’est pas une déclaration', () => {
    const elsewhere = aBody({
      'depots-applicatifs': 'demat-permis/api',
      'depots-infra': 'demat-permis/api',
      architecture: 'demat-permis/prive',
    });
    const revisions = [
      [hugo, both],
      [lea, elsewhere],
    ] as const;
    expect(named(both, revisions)['demat-permis/prive']).toBe('hugo 2');
  });

  it('personne, quand une version est retirée de l’historique avant d’y trouver le nom ajouté', () => {
    const revisions = [
      [hugo, both],
      [lea, null],
      [lea, own],
    ] as const;
    expect(named(both, revisions)).toEqual({ 'demat-permis/api': null, 'demat-permis/prive': null });
  });

  it('personne, quand le compte qui l’a écrit n’existe plus', () => {
    const revisions = [
      [null, both],
      [lea, own],
    ] as const;
    expect(named(both, revisions)['demat-permis/prive']).toBeNull();
  });

  it('un texte plus récent que l’historique lu n’est de personne', () => {
    expect(named(both, [[lea, own]])).toEqual({ 'demat-permis/api': 'lea 1', 'demat-permis/prive': null });
  });
});
