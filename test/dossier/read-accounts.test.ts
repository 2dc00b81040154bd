import { computingMs } from '../computing-time.ts';
import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { isLogin } from '../../src/words/login.ts';
import { readAccount, readAccountLines } from '../../src/dossier/read-accounts.ts';

describe('les comptes nommés dans un texte', () => {
  it.each<[string, string, readonly string[]]>([
    ['un compte à côté d’un nom', 'Chef de projet : @lea-martin', ['lea-martin']],
    ['plusieurs sur une ligne', '@lea, @karim et @sacha.', ['lea', 'karim', 'sacha']],
    ['entre parenthèses, en gras', 'Léa (@lea) **@karim**', ['lea', 'karim']],
    ['dans une liste', '- Léa : @lea\n- Karim : @karim', ['lea', 'karim']],
    ['un compte d’entreprise', 'Léa : @lea_mi', ['lea_mi']],
    ['une adresse de GitHub', 'https://github.com/lea et github.com/karim/ ou <https://www.github.com/sacha>', ['lea', 'karim', 'sacha']],
    ['un lien', '[Léa](https://github.com/lea)', ['lea']],
    ['une adresse électronique', 'lea.martin@interieur.gouv.fr, lea@x.fr', []],
    ['un domaine seul', 'boîte @interieur.gouv.fr', []],
    ['une équipe', '@org/team', []],
    ['deux comptes de part et d’autre d’une barre', '@lea/@karim/@sacha', ['lea', 'karim', 'sacha']],
    ['une équipe et un compte', '@org/team/@karim', []],
    ['un dépôt', 'https://github.com/org/depot et github.com/org/depot.git', []],
    ['une page de GitHub', 'https://github.com/orgs et github.com/marketplace', []],
    ['un robot', '@accostage[bot]', []],
    ['du code', '`@lea` et ``@karim``', []],
    ['un bloc de code', '```\n@lea\n```', []],
    ['un commentaire HTML', '<!-- @lea -->', []],
    ['un autre site', 'https://gitlab.com/@lea https://mastodon.social/@karim', []],
    ['un nom en deux mots soulignés', '@lea_martin_mi', []],
    ['un compte trop long', `@${'a'.repeat(40)}`, []],
    ['le début d’un mot accentué', '@benoît, ou github.com/benoît', []],
    ['le début d’un nom au tiret trop long', '@karim–benali, github.com/karim–benali, @karim−benali', []],
    ['un compte que suit un tiret', '@karim – chef, @lea—', ['karim', 'lea']],
    ['ni compte, ni adresse', 'Bureau des applications métier', []],
  ])('%s', (_, text, expected) => {
    expect(readAccountLines(text, undefined).flat()).toEqual(expected);
  });

  it('chaque ligne dit qui elle nomme', () => {
    expect(readAccountLines('Bureau\n\nLéa : @lea\nKarim Benali', undefined)).toEqual([[], ['lea'], []]);
  });

  it.each<[string, string | null]>([
    ['@lea', 'lea'],
    ['lea', 'lea'],
    ['https://github.com/lea', 'lea'],
    ['nom_code', 'nom_code'],
    ['@org/team', null],
    ['lea@x.fr', null],
    ['-lea', null],
    ['@karim\u2011benali', 'karim-benali'],
    ['karim\u2010benali', 'karim-benali'],
    ['@karim\u2013benali', null],
    ['karim\u2013benali', null],
    ['@ka\u200Brim', 'karim'],
    ['@benoît', null],
    ['~~@lea~~', null],
    ['~~@lea~~@karim', 'karim'],
    ['@lea|@karim', null],
    ['(@lea)', 'lea'],
    ['@', null],
    ['', null],
  ])('un mot de commande : %s', (word, expected) => {
    expect(readAccount(word, undefined)).toBe(expected);
  });

  it.each(['`a', '`a` ', '`@lea` @lea '])('un texte fait de %j se lit en un temps qui croît comme lui', (piece) => {
    const paragraph = piece.repeat(65_536);
    expect(computingMs(() => void readAccountLines(paragraph, undefined))).toBeLessThan(4_000);
  });

  it('quel que soit le texte, rien n’est un compte qui n’en ait la forme', () => {
    const piece = fc.constantFrom('@', 'lea', '_', '-', '.', '/', ' ', '\n', '`', 'github.com/', 'https://', '[bot]', 'é', 'x'.repeat(50));
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        for (const login of readAccountLines(any, undefined).flat()) expect(login).toSatisfy(isLogin);
      }),
    );
  });
});
