import { expect, it } from 'vitest';
import { boxWriter } from '../../src/dossier/engine/box-writer.ts';
import { accountOf, app } from './account-of.ts';

const rev = (login: string | null, mark: ' ' | 'x' | null) => ({
  editor: login === null ? null : accountOf(login),
  at: '2027-01-04T09:00:00Z',
  body: mark === null ? null : `- [${mark}] Une étape \`etape\``,
});
const box = { id: 'etape', checked: true };

it.each([
  ['la seule personne qui ait écrit', [rev('lea', 'x'), rev(app, ' ')], 'lea'],
  ['celle qui a coché, et non celle qui écrit après elle', [rev('camille', 'x'), rev('eve', 'x'), rev(app, ' ')], 'eve'],
  ['la dernière à cocher', [rev('camille', 'x'), rev('lea', ' '), rev('eve', 'x'), rev(app, ' ')], 'camille'],
  ['l’application, dont ce qui précède ne compte plus', [rev('camille', 'x'), rev(app, 'x'), rev('eve', ' ')], app],
  ['qui a créé le commentaire', [rev('camille', 'x'), rev('lea', 'x')], 'lea'],
  ['personne, là où une révision manque', [rev('camille', 'x'), rev('eve', null), rev(app, ' ')], null],
  ['personne, dont le compte n’est plus', [rev(null, 'x'), rev(app, ' ')], null],
  ['personne, sans histoire', [], null],
])('une case est de %s', (_, revisions, writer) => {
  expect(boxWriter(revisions, box, app)?.editor?.login ?? null).toBe(writer);
});

it('une révision où la case n’était pas est celle d’avant', () => {
  const before = { ...rev(app, ' '), body: '' };
  expect(boxWriter([rev('eve', 'x'), rev('lea', 'x'), before], box, app)?.editor?.login).toBe('lea');
});
