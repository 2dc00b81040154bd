import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../src/config/private-key.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const forms = [
  ['PKCS #1', String(privateKey.export({ type: 'pkcs1', format: 'pem' }))],
  ['PKCS #8', String(privateKey.export({ type: 'pkcs8', format: 'pem' }))],
] as const;
const inBase64 = (text: string) => Buffer.from(text).toString('base64');

describe.each(forms)('une clé %s', (_, pem) => {
  it.each([
    ['telle quelle', pem],
    ['avec \\n pour les fins de ligne', pem.replaceAll('\n', '\\n')],
    ['avec \\r\\n pour les fins de ligne', pem.replaceAll('\n', '\\r\\n')],
    ['en base64', inBase64(pem)],
    ['en base64 coupé en lignes', inBase64(pem).replace(/.{76}/g, '$&\n')],
    ['en base64, de lignes à la façon de Windows', inBase64(pem.replaceAll('\n', '\r\n'))],
    ['entre guillemets', `"${pem}"`],
    ['entre guillemets, avec \\n', `"${pem.replaceAll('\n', '\\n')}"`],
    ['entre apostrophes', `'${pem}'`],
    ['avec les fins de ligne de Windows', pem.replaceAll('\n', '\r\n')],
    ['sur une ligne, avec des espaces', pem.replaceAll('\n', ' ')],
    ['sur une ligne, sans rien', pem.replaceAll('\n', '')],
    ['indentée', pem.replaceAll(/^/gm, '  ')],
    ['précédée d’une marque d’ordre des octets', `\u{feff}${pem}`],
    ['avec du texte autour', `Bag Attributes\n${pem}\nfin`],
  ])('est lue %s', (_form, text) => {
    expect(readPrivateKey(text)).toEqual({ ok: true, pem });
  });
});

describe('dans un fichier .env que Node lit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accostage-env-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const [[, pem]] = forms;
  const escaped = pem.replaceAll('\n', '\\n');

  /** The value as a process of its own gets it from the file, by what `src/main.js` calls. */
  function loaded(content: string): string {
    const path = join(folder, '.env');
    writeFileSync(path, content);
    const script = `process.loadEnvFile(${JSON.stringify(path)}); process.stdout.write(process.env.PRIVATE_KEY ?? '')`;
    return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env: {} });
  }

  it.each([
    ['entre guillemets, avec ses lignes', `PRIVATE_KEY="${pem}"\nPORT=1\n`],
    ['entre guillemets, avec \\n (ce que « npm run register » écrit)', `APP_ID=1\nPRIVATE_KEY="${escaped}"`],
    ['sans guillemets, avec \\n', `PRIVATE_KEY=${escaped}\n`],
    ['entre apostrophes, avec ses lignes', `PRIVATE_KEY='${pem}'\n`],
    ['entre apostrophes, avec \\n', `PRIVATE_KEY='${escaped}'\n`],
    ['en base64', `PRIVATE_KEY=${inBase64(pem)}\n`],
    ['dans un fichier de Windows', `APP_ID=1\r\nPRIVATE_KEY="${pem.replaceAll('\n', '\r\n')}"\r\n`],
    ['dans un fichier de Windows, avec \\n', `PRIVATE_KEY=${escaped}\r\nPORT=1\r\n`],
  ])('la clé est lue %s', (_, content) => {
    expect(readPrivateKey(loaded(content))).toEqual({ ok: true, pem });
  });

  it('sans guillemets, avec ses lignes : la clé est coupée, et ce qu’il faut faire est dit', () => {
    expect(readPrivateKey(loaded(`PRIVATE_KEY=${pem}`))).toEqual({ ok: false, problem: expect.stringMatching(/coupée.*guillemets/) });
  });
});

const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
const encrypted = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' });

it.each([
  ['rien qui y ressemble', 'ceci n’est pas une clé', /illisible/],
  [
    'une clé publique',
    String(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' })),
    /illisible/,
  ],
  ['une clé d’une autre sorte', String(elliptic), /illisible/],
  ['une clé avec mot de passe', String(encrypted), /sans mot de passe/],
  ['une clé dont un morceau manque', forms[0][1].replace(/\n.{64}\n/, '\n'), /illisible/],
  ['le chemin du fichier', '/run/secrets/accostage.pem', /PRIVATE_KEY_PATH/],
])('%s : refusé, avec la raison', (_, text, problem) => {
  expect(readPrivateKey(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
});

it('.env.example ne promet que des formes essayées ici', () => {
  const [, said = ''] = /((?:^#.*\n)+)PRIVATE_KEY=/m.exec(readFileSync('.env.example', 'utf8')) ?? [];
  expect(said).toContain('PKCS #1 ou PKCS #8');
  for (const form of ['entre guillemets', 'avec \\n', 'en base64']) expect(said).toContain(form);
});
