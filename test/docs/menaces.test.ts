import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/menaces.md', root), 'utf8');

/** Rows of the tables: what threatens, what holds it, and the tests that prove it, each as `` `file` « name » ``. */
const rows = page
  .split('\n')
  .filter((line) => /^\| M\d+ /.test(line))
  .map((line) => {
    const [, id = '', threat = '', holds = '', proofs = ''] = line.split('|').map((cell) => cell.trim());
    const tests = [...proofs.matchAll(/`([^`]+)` « ([^»]+) »/g)].map(([, file = '', name = '']) => ({ file, name: name.trim() }));
    return { id, threat, holds, tests };
  });

const proofs = rows.flatMap(({ id, tests }) => tests.map((test) => ({ id, ...test })));

describe('la liste des menaces', () => {
  it('les numérote une fois chacune, dit ce qui tient et par quel essai', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ threat, holds, tests }) => threat === '' || holds === '' || tests.length === 0)).toEqual([]);
  });

  it.each(proofs)('$id : $file contient l’essai « $name »', ({ file, name }) => {
    const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll("\\'", "'");
    expect(plain(readFileSync(new URL(`test/${file}`, root), 'utf8'))).toContain(plain(name));
  });

  it('ne cite que des fichiers d’essais qui existent', () => {
    const files = readdirSync(new URL('test/', root), { recursive: true }).map(String);
    expect(proofs.filter(({ file }) => !files.includes(file))).toEqual([]);
  });
});
