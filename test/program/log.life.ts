import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/emulator/person.ts';
import { type EmbeddedGitHub, startGitHub } from '../../sandbox/emulator/start-github.ts';
import { grants } from '../../sandbox/seed/grants.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { seedHub } from '../../sandbox/seed/seed-hub.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { readDefaults } from '../../src/defaults.ts';
import { createLog, logForLibraries } from '../../src/log.ts';
import { type Program, startProgram } from './start-program.ts';

const SECRETS = { WEBHOOK_SECRET: 'k7Qm-2vX9_tRz4Lp-webhook', STATE_SECRET: 'k7Qm-2vX9_tRz4Lp-state' };

describe('le journal d’un vrai passage, au niveau « trace »', () => {
  let github: EmbeddedGitHub;
  let app: Program;
  beforeAll(async () => {
    github = await startGitHub({ seed: population, grants, webhookSecret: SECRETS.WEBHOOK_SECRET, port: 0 });
    await seedHub(github, { form: await readFile(new URL('../../issue-templates/embarquement.yml', import.meta.url), 'utf8') });
    const answers = renderAnswers(readDefaults().form, goodAnswers);
    const body = `${answers}\n\nphrase-du-dossier, à lea.martin@exemple.gouv.fr`;
    await person('lea-martin', { url: github.url, repository: HUB }).submitForm({ title: 'Projet', body });
    app = startProgram('src/main.js', {
      env: {
        ...SECRETS,
        APP_ID: String(github.appId),
        PRIVATE_KEY: github.privateKey,
        GITHUB_API_URL: github.url,
        GITHUB_THROTTLING: 'off',
        HUBS: HUB,
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'trace',
      },
    });
    await app.saw(/"key":"[^"]+#1".*"msg":"reconciled"/);
    await app.stop();
  }, 120_000);
  afterAll(() => github.close());

  it('dit les appels faits à GitHub', () => {
    expect(app.output()).toMatch(/GitHub request: POST \S+\/issues\/1\/comments - 201/);
  });

  it('ne contient ni corps, ni réponse, ni champ de requête', () => {
    const [key] = app.output().match(/phrase-du-dossier|Suivi du dossier|"(?:body|labels|title|query|variables|content)":/) ?? [];
    expect(key).toBeUndefined();
  });

  it('ne contient ni jeton, ni clé, ni secret, ni adresse électronique', () => {
    const output = app.output();
    for (const secret of [...Object.values(SECRETS), 'PRIVATE KEY', 'lea.martin', '@exemple']) expect(output).not.toContain(secret);
    expect(output).not.toMatch(/\bgh[pousr]_|\beyJ|[Bb]earer/);
  });
});

describe('chaque ligne', () => {
  function lineOf(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
    const lines: string[] = [];
    write(createLog('trace', { write: (line) => lines.push(line) }));
    const { level: _, time: __, pid: ___, hostname: ____, ...line } = JSON.parse(lines.join(''));
    return line;
  }

  it.each([
    ['un jeton d’installation', `refused: ghs_${'a'.repeat(36)}`, 'refused: [secret masqué]'],
    [
      'un jeton d’installation de la nouvelle forme',
      `ghs_123456_eyJ${'a'.repeat(30)}.eyJ${'b'.repeat(30)}.c-d_${'e'.repeat(30)} !`,
      '[secret masqué] !',
    ],
    ['un jeton JWT', `eyJ${'a'.repeat(30)}.eyJ${'b'.repeat(30)}.${'c'.repeat(30)}`, '[secret masqué]'],
    [
      'une clé',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\nAA==\n-----END RSA PRIVATE KEY-----',
      '[secret masqué]-----END RSA PRIVATE KEY-----',
    ],
    ['une adresse électronique', 'ligne\nlea.martin+x@dnum.exemple.gouv.fr refusée', 'ligne\n[email] refusée'],
  ])('masque %s, où qu’il soit', (_, text, masked) => {
    expect(lineOf((log) => log.child({ par: text }).info({ a: { b: [text] } }, text))).toMatchObject({
      par: masked,
      a: { b: [masked] },
      msg: masked,
    });
    expect(lineOf((log) => log.error(new Error(text)))).toMatchObject({ err: { message: masked }, msg: masked });
  });

  it('ne garde d’une bibliothèque que sa phrase et son erreur', () => {
    const error = Object.assign(new Error('panne', { cause: new Error('certificat') }), { request: { body: 'privé' } });
    expect(lineOf((log) => logForLibraries(log).child({ name: 'octokit' }).debug({ body: 'privé', title: 'privé' }, 'POST /x'))).toEqual({
      name: 'octokit',
      msg: 'POST /x',
    });
    expect(lineOf((log) => logForLibraries(log).error(error, 'échec'))).toEqual({
      name: 'accostage',
      err: { name: 'Error', message: 'panne', stack: expect.any(String), cause: 'Error: certificat' },
      msg: 'échec',
    });
  });

  it('un long texte sans adresse coûte sa longueur', () => {
    expect(lineOf((log) => log.info('a.'.repeat(200_000))).msg).toHaveLength(400_000);
  });
});
