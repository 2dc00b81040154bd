import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOwnProcess } from '../../sandbox/own-process.ts';
import { readArguments } from '../../sandbox/read-arguments.ts';

describe('ce que demande npm run sandbox', () => {
  it.each([
    [[], { mode: 'browser', process: null }],
    [['--process', 'mon.yml'], { mode: 'browser', process: 'mon.yml' }],
    [['--once'], { mode: 'terminal', stepByStep: false }],
    [['--pas-a-pas'], { mode: 'terminal', stepByStep: true }],
    [['--once', '--pas-a-pas'], { mode: 'terminal', stepByStep: true }],
    [['--help'], { mode: 'help' }],
    [['-h', '--once'], { mode: 'help' }],
    [['--process'], { mode: 'wrong', because: 'arguments non compris : --process' }],
    [['--once', '--process', 'mon.yml'], { mode: 'wrong', because: expect.stringContaining('ne va qu’avec le navigateur') }],
    [['--inconnu'], { mode: 'wrong', because: 'arguments non compris : --inconnu' }],
    [['mon.yml'], { mode: 'wrong', because: 'arguments non compris : mon.yml' }],
  ])('%j', (args, asked) => {
    expect(readArguments(args)).toEqual(asked);
  });
});

describe('un processus à soi', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'processus-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    const path = join(folder, 'mon.yml');
    writeFileSync(path, text);
    return readOwnProcess(path);
  };

  it('est lu par-dessus le processus fourni ; sa Service Team devient celle du bac à sable', () => {
    const own = read('version: 1\n# gardé\nserviceTeam:\n  team: mon-org/equipe\n');
    expect(own).toMatchObject({ ok: true, configuration: 'version: 1\n# gardé\nserviceTeam:\n  team: dnum-mi/service-team\n' });
  });

  it.each([
    ['version: 1\nphasse: []\n', /mon\.yml:2:9: phasse/],
    ['version: [\n', /mon\.yml:/],
    ['- liste\n', /mon\.yml:/],
  ])('%j est refusé à sa ligne, comme par accostage validate', (text, told) => {
    expect(read(text)).toMatchObject({ ok: false, told: expect.stringMatching(told) });
  });

  it('absent, il est dit illisible', () => {
    expect(readOwnProcess(join(folder, 'rien.yml'))).toMatchObject({ ok: false, told: expect.stringContaining('illisible') });
  });
});
