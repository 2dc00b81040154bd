import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { aBody } from '../dossier/stage.ts';

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
