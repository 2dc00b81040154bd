import { describe, expect, it } from 'vitest';
import { accostage, small } from './in-memory.ts';

describe('sur un terminal, rien de ce qui est lu ne commande', () => {
  // oxlint-disable-next-line no-control-regex -- these are what a terminal obeys
  const commands = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/;
  const nodePort = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: s\nspec:\n  type: NodePort\n  ports: [{ port: 80 }]\n';
  const escapes = '\u001B]0;pwn\u0007\u009B2J\u202Ex\u200B';

  it.each([
    [
      'inspect',
      ['inspect', 'd'],
      { [`d/k8s/${escapes}.yaml`]: `apiVersion: v1\nkind: Pod\nspec: {containers: [{name: "x\\e]0;pwn\\a", image: "b\\x9B2J"}]}\n` },
    ],
    [
      'inspect --json',
      ['inspect', 'd', '--json'],
      { [`d/k8s/${escapes}.yaml`]: 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: x, image: b}]}\n' },
    ],
    ['validate', ['validate', 'd'], { [`d/${escapes}/accostage.yml`]: `"x\\e]0;pwn\\a": 1\n` }],
    ['parse', ['parse', '--form', 'f', '--issue', 'i'], { f: small, i: `### Nom\n\n${escapes}` }],
    ['parse, formulaire faux', ['parse', '--form', escapes, '--issue', 'i'], { [escapes]: '"\\e[2J": 1', i: '' }],
    ['simulate', ['simulate', '--issue', 'i'], { i: `### Nom du projet\n\n${escapes}` }],
    ['commande inconnue', [escapes], {}],
    ['argument en trop', ['simulate', escapes], {}],
  ])('%s', async (_, args, files: Readonly<Record<string, string>>) => {
    const { out, err } = await accostage(args, files);
    expect(`${out}${err}`).not.toBe('');
    expect(`${out}${err}`).not.toMatch(commands);
  });

  it.each([
    [
      'un nom de fichier',
      ['inspect', 'd'],
      { 'd/::error::a.yaml': nodePort, 'd/ ::error::b.yaml': nodePort, 'd/a ##[error]b.yaml': nodePort },
    ],
    ['un fichier de trop', ['inspect', 'd'], { 'd/::error::a.yaml': 'x'.repeat(2_000_000), 'd/##[error]b.yaml': 'x'.repeat(2_000_000) }],
    ['une valeur', ['inspect', 'd'], { 'd/a.yaml': nodePort.replace('name: s', 'name: "a ###[error]b"') }],
    ['une valeur, en JSON', ['inspect', 'd', '--json'], { 'd/a.yaml': nodePort.replace('name: s', 'name: "a ###[error]b"') }],
    ['validate', ['validate', 'd'], { 'd/.github/ISSUE_TEMPLATE/a.yml': 'name: "##[error]b"\nbody: []\n"##[error]c": 1\n' }],
    ['commande inconnue', ['##[error]a'], {}],
  ])('dans un journal de GitHub Actions non plus : %s', async (_, args, files: Readonly<Record<string, string>>) => {
    const { out, err } = await accostage(args, files);
    expect(`${out}${err}`).toMatch(/\\u\{(3a|23)\}|\\u0023#\[/);
    expect(`${out}${err}`).not.toMatch(/^\s*::|##\[/m);
  });

  it('le caractère se lit, et le JSON se relit tel qu’il était', async () => {
    expect((await accostage([escapes])).err).toContain('\\u{1b}]0;pwn\\u{7}\\u{9b}2J\\u{202e}x\\u{200b}');
    const { out } = await accostage('parse --form f --issue i', { f: small, i: `### Nom\n\n${escapes}` });
    expect(JSON.parse(out)).toMatchObject({ answers: { nom: escapes } });
  });
});
