import { array, assert, constantFrom, oneof, property, string } from '../property.ts';
import { describe, expect, it } from 'vitest';
import { type InternalName, isInternalName, nameInside, type ToName } from '../../src/dossier/mirror/internal-name.ts';
import { internalNameText } from '../../src/render/internal-name.ts';

const named = (...names: readonly string[]): readonly InternalName[] => {
  const repositories = names.map((full): ToName => {
    const [owner = '', name = ''] = full.split('/');
    return { key: full, owner, name };
  });
  const found = nameInside(repositories);
  return names.flatMap((full) => found.get(full) ?? []);
};
const said = (inside: InternalName) => internalNameText(inside).markdown.replaceAll(/\s/g, ' ');

describe('le nom interne d’un dépôt, par la règle de la console', () => {
  it.each([
    ['demat/api', 'api', 'same'],
    ['demat/api-2', 'api-2', 'same'],
    ['demat/a--b', 'a--b', 'same'],
    ['demat/0a', '0a', 'same'],
    ['demat/vingt-caracteres-pile', 'vingt-caracteres', 'too-long'],
    ['demat/exactement-vingt-car', 'exactement-vingt-car', 'same'],
    ['demat/Demat_Permis.API', 'demat-permis-api', 'adapted'],
    ['demat/-api-', 'api', 'adapted'],
    ['demat/.github', 'github', 'adapted'],
    ['demat/suivi-des-demandes-de-permis', 'suivi-des-demandes', 'too-long'],
    ['demat/applicationsansaucuntiret', 'applicationsansaucun', 'too-long'],
    ['demat/x', 'demat-x', 'too-short'],
    ['demat/___', 'demat', 'nothing-left'],
    ['demat/mirror', 'demat-mirror', 'reserved'],
    ['demat/Mirror', 'demat-mirror', 'reserved'],
    ['demat/infra-apps', 'demat-infra-apps', 'reserved'],
    ['une-organisation-au-nom-long/infra-observability', 'une-organisation-au', 'reserved'],
  ])('%s → %s (%s)', (full, name, why) => {
    expect(named(full)).toMatchObject([{ name, why }]);
    expect(isInternalName(name)).toBe(true);
  });

  it('deux dépôts du dossier au même nom : le second en reçoit un autre, et l’on dit lequel a le premier', () => {
    const [first, second, third] = named('demat/api', 'autre/api', 'autre/API');
    expect(first).toEqual({ name: 'api', why: 'same' });
    expect(second).toEqual({ name: 'autre-api', why: 'taken', refused: 'api', by: 'demat/api' });
    expect(third).toMatchObject({ name: 'api-2', why: 'taken', by: 'demat/api' });
  });

  it('un dépôt dont le nom convient le garde, même déclaré après un autre qui y mène', () => {
    expect(named('demat/Api', 'demat/api').map(({ name }) => name)).toEqual(['demat-api', 'api']);
  });

  it('deux noms longs coupés au même endroit restent deux noms', () => {
    expect(named('demat/suivi-des-demandes-de-permis', 'demat/suivi-des-demandes-de-visas').map(({ name }) => name)).toEqual([
      'suivi-des-demandes',
      'demat-suivi-des',
    ]);
  });

  it('quels que soient les dépôts : tous les noms passent, tous diffèrent, et le même dossier donne les mêmes', () => {
    const part = oneof(
      string({ unit: constantFrom('a', 'B', '-', '_', '.', '9'), minLength: 1, maxLength: 30 }),
      constantFrom('mirror', 'infra-apps', 'api', 'x', 'é', '___'),
    );
    assert(
      property(array(part, { maxLength: 20 }), array(part, { minLength: 1, maxLength: 3 }), (repositories, owners) => {
        const full = [...new Set(repositories.map((name, rank) => `${owners[rank % owners.length] ?? ''}/${name}`))];
        const names = named(...full).map(({ name }) => name);
        expect(names).toHaveLength(full.length);
        expect(names.filter((name) => !isInternalName(name))).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
        expect(named(...full).map(({ name }) => name)).toEqual(names);
      }),
    );
  });

  it.each<[InternalName, RegExp]>([
    [{ name: 'api', why: 'same' }, /^Nom interne sur la plateforme : `api`\.$/],
    [{ name: 'a-b', why: 'adapted' }, /minuscules sans accent.*CPIN_REPOSITORY_NAME/],
    [{ name: 'a', why: 'too-long' }, /pas plus de 20 caractères/],
    [{ name: 'o-x', why: 'too-short' }, /au moins 2 caractères/],
    [{ name: 'depot', why: 'nothing-left' }, /n’a rien que la console accepte/],
    [
      { name: 'o-mirror', why: 'reserved', refused: 'mirror' },
      /`o-mirror`, car `mirror` est réservé par la plateforme\. Déclarez-le sous ce nom/,
    ],
    [{ name: 'o-api', why: 'taken', refused: 'api', by: 'demat/api' }, /`o-api`, car `api` est déjà celui de `demat\/api` dans ce dossier/],
  ])('%o : une phrase', (inside, text) => {
    expect(said(inside)).toMatch(text);
  });
});
