import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
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

it('le .env du dossier où l’on se trouve, peut-être celui d’autrui, ne choisit ni l’adresse à qui le jeton est donné, ni le mandataire', () => {
  const directory = mkdtempSync(join(tmpdir(), 'depot-'));
  writeFileSync(join(directory, '.env'), 'HTTPS_PROXY=pas une adresse\n');
  const env = { GITHUB_TOKEN: 'ghp_x', GITHUB_API_URL: 'http://127.0.0.1:1', STATE_SECRET: 'x'.repeat(16) };
  const { status, stderr } = spawnSync(process.execPath, [resolve('src/cli/bin.js'), 'observe', 'dnum-mi/dso-formation#1'], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  rmSync(directory, { recursive: true });
  expect(stderr).not.toContain('HTTPS_PROXY');
  expect(status).toBe(1);
});

it('une sortie fermée avant la fin, comme par head, n’est pas une erreur', () => {
  const line = `"${process.execPath}" src/cli/bin.js simulate --issue - | head -c 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { input: aBody(), encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: '' });
});

it('ni des messages dont le lecteur s’en va', () => {
  const line = `{ "${process.execPath}" src/cli/bin.js inspect /nulle/part; echo $? >&3; } 2>&1 >/dev/null | true`;
  const { output } = spawnSync('sh', ['-c', line], { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  expect(output[3]).toBe('2\n');
});

it('inspect lit un vrai dossier, sans suivre les liens absolus ni entrer dans .git et node_modules', () => {
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

describe('inspect d’un dossier où tout ne se lit pas', () => {
  const report = z.object({ unread: z.array(z.object({ path: z.string() })) });
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'depot-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  const unread = () => report.parse(JSON.parse(accostage(['inspect', directory, '--json']).stdout)).unread.map(({ path }) => path);

  it('un nom qui n’est pas en UTF-8, dans un dossier de même : c’est dit, et le reste est lu', () => {
    const named = (name: readonly number[]) => Buffer.concat([Buffer.from(`${directory}/`), Buffer.from(name)]);
    const folder = [0x63, 0xe9];
    mkdirSync(named(folder));
    writeFileSync(named([0xff, ...Buffer.from('.Dockerfile')]), 'FROM alpine:3\n');
    writeFileSync(named([...folder, ...Buffer.from('/Dockerfile')]), 'FROM alpine:3\n');
    expect(unread()).toEqual(['\uFFFD.Dockerfile', 'c\uFFFD/Dockerfile']);
  });

  it('un dossier qui ne s’ouvre pas, ici trop profond : tout ce qu’il peut contenir est un doute', () => {
    const name = 'k'.repeat(250);
    spawnSync('sh', ['-c', `for i in $(seq 20); do mkdir ${name} && cd ${name}; done; echo x > a`], { cwd: directory });
    expect(unread()).toEqual(['.']);
  });

  it('un .git/config qui est un tube n’est pas attendu', () => {
    mkdirSync(join(directory, '.git'));
    spawnSync('mkfifo', [join(directory, '.git/config')]);
    const { status, signal } = spawnSync(process.execPath, ['src/cli/bin.js', 'inspect', directory], { timeout: 50_000 });
    expect({ status, signal }).toEqual({ status: 0, signal: null });
  });

  it('un nom de plusieurs lignes n’en fait aucune', () => {
    mkdirSync(join(directory, 'a\n::error::b'));
    writeFileSync(join(directory, 'a\n::error::b/Dockerfile'), 'FROM alpine:latest\n');
    const { stdout } = accostage(['inspect', directory]);
    expect(stdout).toContain('a\\u{a}::error::b/Dockerfile:1: rootless');
    expect(stdout.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
  });
});

it.each(['inspect', 'validate'])('%s d’un fichier : code 2, et comment le lire seul', (command) => {
  const file = 'config/accompagnement.yml';
  const { status, stdout, stderr } = accostage([command, file]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(
    `${file} est un fichier : donnez le répertoire qui le contient, ou lisez-le seul par « accostage ${command} - < ${file} »`,
  );
});

it('inspect d’un dossier qui n’existe pas : code 2', () => {
  expect(accostage(['inspect', '/nulle/part'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('répertoire illisible'),
  });
});
