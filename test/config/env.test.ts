import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv, readHubs } from '../../src/config/env.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const good = {
  APP_ID: '12',
  PRIVATE_KEY: pem,
  WEBHOOK_SECRET: 'k7Qm-2vX9_tRz4Lp',
  STATE_SECRET: '0123456789abcdef',
  HUBS: 'dnum-mi/dso-formation',
};

const noFile = (): string => {
  throw new Error('ENOENT');
};
const read = (env: Record<string, string | undefined>) => readEnv({ ...good, ...env }, noFile);
const settings = (env: Record<string, string | undefined>) => {
  const result = read(env);
  if (!result.ok) throw new Error(result.message);
  return result.settings;
};
const message = (env: Record<string, string | undefined>) => {
  const result = read(env);
  return result.ok ? '' : result.message;
};

it('les valeurs par défaut suffisent', () => {
  expect(settings({})).toMatchObject({
    appId: 12,
    githubApiUrl: 'https://api.github.com',
    host: '0.0.0.0',
    port: 3000,
    logLevel: 'info',
    hubs: ['dnum-mi/dso-formation'],
    owners: [],
    notices: [],
    sweepIntervalMs: 900_000,
    dryRun: false,
    githubThrottling: 'on',
    stateSecretPrevious: null,
    databaseUrl: null,
  });
});

describe('chaque variable', () => {
  it.each([
    [{ GITHUB_API_URL: 'http://127.0.0.1:4000/' }, { githubApiUrl: 'http://127.0.0.1:4000' }],
    [{ DATABASE_URL: 'postgresql://a:p%40@base:5432/accostage' }, { databaseUrl: 'postgresql://a:p%40@base:5432/accostage' }],
    [
      { DATABASE_URL: 'postgres://a@base/accostage?sslmode=verify-full' },
      { databaseUrl: 'postgres://a@base/accostage?sslmode=verify-full' },
    ],
    [{ GHE_HOST: 'github.interieur.example' }, { githubApiUrl: 'https://github.interieur.example/api/v3' }],
    [{ GHE_HOST: 'github.interieur.example:8443' }, { githubApiUrl: 'https://github.interieur.example:8443/api/v3' }],
    [{ GHE_HOST: 'a.example', GITHUB_API_URL: 'https://b.example' }, { githubApiUrl: 'https://b.example' }],
    [
      { PORT: '0', HOST: '127.0.0.1' },
      { port: 0, host: '127.0.0.1' },
    ],
    [{ HUBS: ' dnum-mi/dso-formation , dnum-mi/autre,' }, { hubs: ['dnum-mi/dso-formation', 'dnum-mi/autre'] }],
    [
      { HUBS: 'dnum-mi/dso-formation,a/b,Dnum-MI/DSO-formation,a/B, a/b' },
      {
        hubs: ['dnum-mi/dso-formation', 'a/b'],
        notices: ['HUBS names dnum-mi/dso-formation more than once', 'HUBS names a/b more than once'],
      },
    ],
    [{ INSTALLATIONS: 'Dnum-MI, demat-permis,' }, { owners: ['dnum-mi', 'demat-permis'] }],
    [{ INSTALLATIONS: ' , ' }, { owners: [] }],
    [{ SWEEP_INTERVAL: '1h' }, { sweepIntervalMs: 3_600_000 }],
    [{ SWEEP_INTERVAL: '90' }, { sweepIntervalMs: 90_000 }],
    [
      { DRY_RUN: 'true', GITHUB_THROTTLING: 'off', LOG_LEVEL: 'debug' },
      { dryRun: true, githubThrottling: 'off', logLevel: 'debug' },
    ],
    [{ LOG_LEVEL: ' ' }, { logLevel: 'info' }],
    [{ STATE_SECRET_PREVIOUS: 'fedcba9876543210' }, { stateSecretPrevious: 'fedcba9876543210' }],
  ])('%o', (env, expected) => {
    expect(settings(env)).toMatchObject(expected);
  });

  it('la clé se lit dans un fichier', () => {
    const result = readEnv({ ...good, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/run/secrets/key.pem' }, (path) =>
      path === '/run/secrets/key.pem' ? pem : '',
    );
    expect(result).toMatchObject({ ok: true, settings: { privateKey: pem } });
  });
});

describe('une configuration fausse', () => {
  it.each([
    [{ APP_ID: 'douze' }, /APP_ID : nombre attendu/],
    [{ APP_ID: '-3' }, /APP_ID : nombre positif/],
    [{ PRIVATE_KEY: 'ceci n’est pas une clé' }, /PRIVATE_KEY : clé illisible/],
    [{ PRIVATE_KEY: undefined }, /PRIVATE_KEY : absente/],
    [{ PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nulle/part' }, /PRIVATE_KEY_PATH : fichier introuvable/],
    [{ WEBHOOK_SECRET: undefined }, /WEBHOOK_SECRET : absent/],
    [{ STATE_SECRET: undefined }, /STATE_SECRET : absent/],
    [{ STATE_SECRET: 'court' }, /STATE_SECRET : trop court : 16 caractères au moins. Pour en faire un : openssl rand -hex 32/],
    [{ STATE_SECRET: 'a'.repeat(40) }, /STATE_SECRET : trop facile à deviner/],
    [{ WEBHOOK_SECRET: 'x' }, /WEBHOOK_SECRET : trop court/],
    [{ STATE_SECRET_PREVIOUS: 'court' }, /STATE_SECRET_PREVIOUS : trop court/],
    [{ STATE_SECRET_PREVIOUS: good.STATE_SECRET }, /STATE_SECRET_PREVIOUS : le même que STATE_SECRET/],
    [{ GITHUB_API_URL: 'ftp://x' }, /GITHUB_API_URL : adresse/],
    [{ GHE_HOST: 'https://github.interieur.example' }, /^ {2}GHE_HOST : nom de machine attendu/m],
    [{ GHE_HOST: 'github.interieur.example/' }, /^ {2}GHE_HOST : nom de machine attendu/m],
    [{ PORT: '70000' }, /PORT : entre 0 et 65535/],
    [{ LOG_LEVEL: 'bavard' }, /LOG_LEVEL : attendu/],
    [{ HUBS: undefined }, /HUBS : absente : les dépôts d’accompagnement.* par exemple HUBS=dnum-mi\/dso-formation/],
    [{ HUBS: ' , ' }, /HUBS : absente/],
    [{ HUBS: 'dnum-mi/dso-formation,dso-formation' }, /HUBS : entrée nᵒ 2 : organisation\/dépôt attendu/],
    [{ HUBS: 'https://github.com/dnum-mi/dso-formation' }, /HUBS : entrée nᵒ 1 : organisation\/dépôt attendu/],
    [{ HUBS: 'dnum-mi/..' }, /HUBS : entrée nᵒ 1 : organisation\/dépôt attendu/],
    [{ HUBS: '../dso-formation' }, /HUBS : entrée nᵒ 1 : organisation\/dépôt attendu/],
    [{ HUBS: 'dnum-mi/*' }, /HUBS : entrée nᵒ 1 : « \/\* » n’est pas accepté.* nommez chaque dépôt/],
    [{ INSTALLATIONS: 'dnum-mi,dnum-mi/dso-formation' }, /INSTALLATIONS : entrée nᵒ 2 : nom d’organisation ou de compte attendu/],
    [{ INSTALLATIONS: 'demat-permis' }, /INSTALLATIONS : il y manque le propriétaire d’un dépôt de HUBS/],
    [{ SWEEP_INTERVAL: 'souvent' }, /SWEEP_INTERVAL : durée attendue/],
    [{ SWEEP_INTERVAL: '1s' }, /SWEEP_INTERVAL : durée attendue/],
    [{ DRY_RUN: 'oui' }, /DRY_RUN : attendu/],
    [{ DATABASE_URL: 'mysql://a:secret@base/accostage' }, /DATABASE_URL : adresse attendue : postgresql:(?!.*secret@)/],
    [{ DATABASE_URL: 'base:5432' }, /DATABASE_URL : adresse attendue/],
    [{ DATABASE_URL: 'postgresql://a:motde/passe#x@base/accostage' }, /DATABASE_URL : adresse attendue.* # s’écrit %23$/m],
  ])('%o', (env, expected) => {
    expect(message(env)).toMatch(expected);
  });

  it('le fichier d’une clé illisible est nommé par sa variable', () => {
    const result = readEnv({ ...good, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/run/secrets/key.pem' }, () => 'rien');
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('PRIVATE_KEY_PATH : clé illisible') });
  });

  it.each([
    ['APP_ID', '"12"'],
    ['HUBS', '"dnum-mi/dso-formation"'],
    ['HUBS', '"dnum-mi/dso-formation,dnum-mi/autre"'],
    ['GHE_HOST', '"github.interieur.example"'],
    ['DATABASE_URL', '"postgresql://a@base/accostage"'],
    ['PORT', '"3000"'],
    ['DRY_RUN', "'true'"],
    ['PUBLIC_URL', '"https://accostage.example"'],
    ['GITHUB_CLIENT_ID', '"Iv1.abc"'],
    ['HTTPS_PROXY', '"http://m.example:3128"'],
    ['NO_PROXY', '".example"'],
    ['NODE_EXTRA_CA_CERTS', '"/ca.pem"'],
    ['HELM', '"/usr/local/bin/helm"'],
  ])('%s entre guillemets, que docker garde : une ligne, qui les nomme', (name, value) => {
    const lines = message({ [name]: value })
      .split('\n')
      .slice(1, -1);
    expect(lines).toEqual([expect.stringMatching(`^  ${name} : la valeur est entre guillemets.*--env-file.*retirez-les$`)]);
  });

  it('le secret du webhook : aussi dans GitHub, qui l’a peut-être avec eux', () => {
    expect(message({ WEBHOOK_SECRET: `"${good.WEBHOOK_SECRET}"` })).toMatch(/ {2}WEBHOOK_SECRET : .*retirez-les, et de GitHub/);
  });

  it.each(['STATE_SECRET', 'STATE_SECRET_PREVIOUS', 'PORTFOLIO_TOKEN'])(
    '%s garde ses guillemets : ce qu’il a scellé ou ouvert les contient',
    (name) => {
      const value = '"d1f0c7b2a9e84536b7d1f0c7b2a9e845"';
      expect(Object.values(settings({ [name]: value }))).toContain(value);
    },
  );

  it('le fichier de la clé, entre guillemets', () => {
    expect(message({ PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '"/run/key.pem"' })).toMatch(
      /PRIVATE_KEY_PATH : la valeur est entre guillemets/,
    );
  });

  it('la clé entre guillemets est lue', () => {
    expect(settings({ PRIVATE_KEY: `"${pem.replaceAll('\n', '\\n')}"` }).privateKey).toBe(pem);
  });

  it('la clé dont docker n’a lu que la première ligne', () => {
    expect(message({ PRIVATE_KEY: '"-----BEGIN RSA PRIVATE KEY-----' })).toMatch(
      /PRIVATE_KEY : clé coupée à la fin de sa première ligne : .*PRIVATE_KEY_PATH/,
    );
  });

  it('toutes les erreurs viennent ensemble, sans répéter aucune valeur', () => {
    const secret = 'valeur-secrète';
    const said = message({ APP_ID: secret, PRIVATE_KEY: secret, STATE_SECRET: 'trop', HUBS: secret, PORT: secret });
    expect(said.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(5);
    expect(said).not.toContain(secret);
    expect(said).toContain('.env.example');
  });

  it('sans identifiants : comment en obtenir, et comment essayer sans', () => {
    const result = readEnv({ STATE_SECRET: '0123456789abcdef' }, noFile);
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringMatching(/npm run sandbox[\s\S]*npm run register[\s\S]*app\.yml[\s\S]*HUBS/),
    });
  });
});

it('les dépôts d’accompagnement d’une commande, entre guillemets', () => {
  expect(readHubs({ HUBS: '"a/b"' })).toEqual({ ok: false, message: expect.stringMatching(/^HUBS : la valeur est entre guillemets/) });
});

it('.env.example décrit chaque variable, et aucune autre', () => {
  const source = readFileSync('src/config/env.ts', 'utf8');
  const known = new Set(
    [...source.matchAll(/^ {2}([A-Z_]+): (?:z|logLevel|strongSecret|hubsSchema|publicUrlSchema)/gm)].map(([, name]) => name),
  );
  for (const name of ['PRIVATE_KEY_PATH', 'GHE_HOST', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'HELM'])
    known.add(name);
  const described = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(new Set(described)).toEqual(known);
  expect(described).toHaveLength(known.size);
});
