import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readManifest } from '../../src/config/manifest.ts';

const shipped = readFileSync('app.yml', 'utf8');

it('celui qui est livré est correct, et dit ce que l’on confirmera', () => {
  expect(readManifest(shipped)).toEqual({
    ok: true,
    public: false,
    webhook: 'https://accostage.example.org/api/github/webhooks',
    callbacks: ['https://accostage.example.org/connexion/retour'],
  });
});

it.each([
  ['une apostrophe dans un texte', shipped.replace('dossier d’', "dossier d'"), [/^app\.yml:5 : ni apostrophe droite/]],
  ['un &', `${shipped}\nsetup_url: https://a.example/?a=1&lt=2\n`, [/^app\.yml:\d+ : .*ni &/]],
  ['un texte sur plusieurs lignes', shipped.replace(/^description: .*/m, "description: >\n  Un\n  projet d'ici"), [/^app\.yml:7 :/]],
  ['pas de public', shipped.replace(/^public: .*/m, ''), [/^app\.yml : public : true ou false/]],
  ['pas d’adresse du webhook', shipped.replace(/^hook_attributes:\n(?: .*\n)*/m, ''), [/^app\.yml : hook_attributes : adresse du webhook/]],
  [
    'une adresse qui n’en est pas une',
    shipped.replace(/url: https:\/\/accostage.*/, 'url: bientôt'),
    [/^app\.yml : hook_attributes\.url : adresse/],
  ],
  [
    'une adresse de retour qui n’en est pas une',
    shipped.replace('- https://accostage.example.org/connexion', '- bientôt/connexion'),
    [/^app\.yml : callback_urls\.0 : adresse/],
  ],
  ['pas du YAML', 'a: [', [/^app\.yml : ce fichier n’est pas du YAML/]],
])('%s : refusé, avec le fichier et la ligne', (_, text, problems) => {
  expect(readManifest(text)).toEqual({ ok: false, problems: problems.map((problem) => expect.stringMatching(problem)) });
});

it('des apostrophes de YAML ou de commentaire sont sans effet', () => {
  expect(readManifest(`# l'application\n${shipped.replace('name: accostage', "name: 'accostage' # c'est son nom")}`)).toMatchObject({
    ok: true,
  });
});
