import { describe, expect, it } from 'vitest';
import { type DossierKey, dossierKey, repositoryKey } from '../../src/words/key.ts';
import { createCarriers } from '../../src/github/carriers.ts';

const api = 'demat-permis/api';
const dossier = (number: number): DossierKey => dossierKey({ owner: 'dnum-mi', repo: 'hub' }, number);
/** No repository was seen to bear another name. */
const alone = (name: string) => [repositoryKey(name)];
const acting = { name: api, mayAct: true };
const told = { name: api, mayAct: false };

it('les dossiers d’un dépôt sont nommés dans le même ordre, quel que soit celui dans lequel ils ont été lus', () => {
  const carriers = createCarriers(alone);
  const keys = [10, 9, 2].map(dossier);
  for (const key of keys) carriers.declare(key, [acting]);
  expect(carriers.of(api)).toEqual(keys.toReversed());
});

it('celui qui ne peut pas agir dans un dépôt est prévenu de ce qui s’y passe, et ne le porte pas', () => {
  const carriers = createCarriers(alone);
  carriers.declare(dossier(1), [told]);
  carriers.declare(dossier(2), [acting]);
  expect(carriers.of('Demat-Permis/API')).toEqual([dossier(1), dossier(2)]);
  expect(carriers.acting('Demat-Permis/API')).toEqual([dossier(2)]);
  expect(carriers.ofAccount('Demat-Permis')).toEqual([api]);
});

it('les autres sont concernés quand un dossier arrive, peut agir, ne le peut plus, ou s’en va ; pas quand rien ne change', () => {
  const carriers = createCarriers(alone);
  carriers.declare(dossier(2), [acting]);
  const concerned = [[told], [told], [acting], [acting], [told], [], []].map((repositories) => carriers.declare(dossier(1), repositories));
  expect(concerned).toEqual([[dossier(2)], [], [dossier(2)], [], [dossier(2)], [dossier(2)], []]);
});

it('le premier ouvert porte le dépôt, de quelque dépôt d’accompagnement qu’il soit et dans quelque ordre qu’ils aient été lus', () => {
  const numbered = (repo: string, number: number) => dossierKey({ owner: 'dnum-mi', repo }, number);
  const openings = [
    [numbered('z', 9), '2027-01-04T08:00:00Z'],
    [numbered('a', 1), '2027-01-04T09:00:00Z'],
    [numbered('z', 10), '2027-01-04T10:00:00Z'],
    // In the same second as the one before: the number, then the name of the hub.
    [numbered('b', 10), '2027-01-04T10:00:00Z'],
  ] as const;
  for (const order of [openings, openings.toReversed(), [...openings.slice(2), ...openings.slice(0, 2)]]) {
    const carriers = createCarriers(alone);
    for (const [key, at] of order) carriers.opened(key, at);
    for (const [key] of order) carriers.declare(key, [acting]);
    expect(carriers.acting(api)).toEqual([numbered('z', 9), numbered('a', 1), numbered('b', 10), numbered('z', 10)]);
    for (const [key] of order) expect(carriers.first(api, key)).toBe(numbered('z', 9));
    carriers.declare(numbered('z', 9), [told]);
    expect(carriers.first(api, numbered('b', 10))).toBe(numbered('a', 1));
  }
});

it('un dépôt que plus personne ne déclare est oublié, autant de noms qu’un dossier ait portés', () => {
  const carriers = createCarriers(alone);
  carriers.declare(dossier(1), [told]);
  for (const rank of Array(50).keys()) carriers.declare(dossier(2), [{ name: `demat-permis/nom-${rank}`, mayAct: true }]);
  expect(carriers.ofAccount('demat-permis')).toEqual([api, 'demat-permis/nom-49']);
  carriers.declare(dossier(2), []);
  expect(carriers.ofAccount('demat-permis')).toEqual([api]);
});

it('déclaré deux fois, sous deux noms dont l’un donne le droit, un dépôt est porté', () => {
  const carriers = createCarriers(alone);
  carriers.declare(dossier(1), [acting, told]);
  expect(carriers.acting(api)).toEqual([dossier(1)]);
});

it('un dépôt renommé est le même sous tous ses noms, quel que soit celui que chaque dossier inscrit', () => {
  const names = [api, 'dnum-mi/api-v2'].map(repositoryKey);
  const carriers = createCarriers((name) => (names.includes(repositoryKey(name)) ? names : alone(name)));
  carriers.declare(dossier(2), [acting]);
  expect(carriers.declare(dossier(1), [{ name: 'DNUM-MI/api-v2', mayAct: true }])).toEqual([dossier(2)]);
  for (const name of names) {
    expect(carriers.of(name)).toEqual([dossier(1), dossier(2)]);
    expect(carriers.acting(name)).toEqual([dossier(1), dossier(2)]);
  }
  expect(carriers.ofAccount('dnum-mi')).toEqual(['dnum-mi/api-v2']);
});

describe('au démarrage, avant que tous les dossiers aient été lus', () => {
  it('un dossier attendu porte le dépôt ; lus un par un, dans l’ordre, chacun nomme le suivant', () => {
    const carriers = createCarriers(alone);
    const keys = [3, 1, 2].map(dossier);
    for (const key of keys) carriers.expect(key, [api]);
    expect(carriers.acting(api)).toHaveLength(3);
    expect(keys.filter((key) => !carriers.follows(key))).toEqual([dossier(1)]);
    expect(carriers.declare(dossier(1), [told])).toEqual([dossier(2)]);
    expect(carriers.acting(api)).toEqual([dossier(2), dossier(3)]);
    expect(carriers.declare(dossier(2), [told])).toEqual([dossier(1), dossier(3)]);
    expect(carriers.declare(dossier(3), [acting])).toEqual([dossier(1), dossier(2)]);
  });

  it('celui qui a été ouvert en premier est lu en premier, même de plus grand numéro', () => {
    const carriers = createCarriers(alone);
    const keys = [1, 2].map(dossier);
    carriers.opened(dossier(1), '2027-01-05T08:00:00Z');
    carriers.opened(dossier(2), '2027-01-04T08:00:00Z');
    for (const key of keys) carriers.expect(key, [api]);
    expect(keys.filter((key) => !carriers.follows(key))).toEqual([dossier(2)]);
  });

  it('un dossier qui suit nomme ceux qui le précèdent, par quelque dépôt que ce soit', () => {
    const carriers = createCarriers(alone);
    carriers.expect(dossier(1), [api]);
    carriers.expect(dossier(2), ['demat-permis/front']);
    carriers.expect(dossier(3), [api, 'demat-permis/front']);
    expect([1, 2, 3].map((number) => carriers.before(dossier(number)))).toEqual([[], [], [dossier(1), dossier(2)]]);
    carriers.declare(dossier(1), [acting]);
    expect(carriers.before(dossier(3))).toEqual([dossier(2)]);
  });

  it('un dossier déjà lu n’est plus attendu', () => {
    const carriers = createCarriers(alone);
    carriers.declare(dossier(1), [told]);
    carriers.expect(dossier(1), [api]);
    expect(carriers.acting(api)).toEqual([]);
  });

  it('ce qui est attendu d’un dossier par deux chemins s’ajoute, jusqu’à ce qu’il soit lu', () => {
    const carriers = createCarriers(alone);
    carriers.expect(dossier(1), [api]);
    expect(carriers.isMet(dossier(1))).toBe(false);
    carriers.expect(dossier(1), ['demat-permis/front']);
    expect([api, 'demat-permis/front'].map((name) => carriers.acting(name))).toEqual([[dossier(1)], [dossier(1)]]);
    carriers.declare(dossier(1), []);
    expect(carriers.isMet(dossier(1))).toBe(true);
    expect(carriers.acting(api)).toEqual([]);
  });

  it('un dossier mis de côté ne porte rien, jusqu’à ce qu’il soit lu', () => {
    const carriers = createCarriers(alone);
    carriers.expect(dossier(1), [api]);
    carriers.expect(dossier(2), [api]);
    expect(carriers.setAside(dossier(1))).toEqual([dossier(2)]);
    expect(carriers.setAside(dossier(1))).toEqual([]);
    expect(carriers.acting(api)).toEqual([dossier(2)]);
    expect(carriers.follows(dossier(2))).toBe(false);
    expect(carriers.declare(dossier(1), [acting])).toEqual([dossier(2)]);
  });
});
