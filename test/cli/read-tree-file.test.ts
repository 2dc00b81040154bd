import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTreeFile } from '../../src/cli/list-tree.ts';
import { MAX_SIZE } from '../../src/inspect/files/select-files.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'depot-'));
});
afterEach(() => rmSync(directory, { recursive: true }));
const at = (name: string) => join(directory, name);

describe('un fichier du dossier vérifié', () => {
  it.each(['', 'FROM alpine:3\n', 'é'.repeat(MAX_SIZE / 2)])('est lu en entier', (text) => {
    writeFileSync(at('a'), text);
    expect(readTreeFile(at('a'))).toBe(text);
  });

  it.each(['é'.repeat(MAX_SIZE / 2 + 1), 'a'.repeat(3 * MAX_SIZE)])(
    'devenu trop long depuis que le dossier a été parcouru, ne l’est pas',
    (text) => {
      writeFileSync(at('a'), text);
      expect(() => readTreeFile(at('a'))).toThrow('too long');
    },
  );

  it.each<readonly [string, (path: string) => unknown]>([
    ['un dossier', (path) => mkdirSync(path)],
    ['un lien vers un fichier', (path) => (writeFileSync(`${path}-b`, ''), symlinkSync(`${path}-b`, path))],
    ['un lien qui tourne en rond', (path) => symlinkSync(path, path)],
    ['un tube', (path) => spawnSync('mkfifo', [path])],
    ['un appareil', (path) => symlinkSync('/dev/zero', path)],
    ['rien', () => undefined],
  ])('devenu %s, ne l’est pas, et n’est pas attendu', (_, become) => {
    become(at('a'));
    expect(() => readTreeFile(at('a'))).toThrow(/no file|ENOENT/);
  });
});
