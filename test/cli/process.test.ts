import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aBody } from '../dossier/toy-hub.ts';

/** The command as it is installed. */
function accostage(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/bin.js', ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

it('lit l’entrée standard, écrit les données sur la sortie et rien d’autre', () => {
  const { status, stdout, stderr } = accostage(['simulate', '--issue', '-'], aBody());
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ phase: 'prerequis' });
});

it('un mauvais usage : code 2, la phrase sur la sortie des erreurs', () => {
  const { status, stdout, stderr } = accostage(['simulate', '--issue', '/nulle/part.md']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('fichier illisible : /nulle/part.md');
  expect(stderr).not.toMatch(/\n\s+at /);
});

it('une sortie fermée avant la fin, comme par head, n’est pas une erreur', () => {
  const line = `"${process.execPath}" src/cli/bin.js simulate --issue - | head -c 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { input: aBody(), encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: '' });
});

it('inspect lit un vrai dossier, sans suivre les liens ni entrer dans .git et node_modules', () => {
  const directory = mkdtempSync(join(tmpdir(), 'depot-'));
  for (const folder of ['.git', 'node_modules', 'app']) {
    mkdirSync(join(directory, folder));
    writeFileSync(join(directory, folder, 'Dockerfile'), 'FROM alpine:3\nUSER 1000\n');
  }
  symlinkSync(join(directory, 'app'), join(directory, 'lien'));
  symlinkSync(join(directory, 'app/Dockerfile'), join(directory, 'Dockerfile'));
  const { status, stdout } = accostage(['inspect', directory, '--json']);
  rmSync(directory, { recursive: true });
  expect(JSON.parse(stdout)).toMatchObject({ facts: { dockerfiles: ['Dockerfile', 'app/Dockerfile'] }, unread: [{ path: 'Dockerfile' }] });
  expect(status).toBe(1);
});

it('inspect d’un dossier qui n’existe pas : code 2', () => {
  expect(accostage(['inspect', '/nulle/part'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('dossier illisible'),
  });
});
