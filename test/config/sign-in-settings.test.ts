import { describe, expect, it } from 'vitest';
import { publicUrlSchema, readSignIn } from '../../src/config/sign-in-settings.ts';

describe('PUBLIC_URL', () => {
  it.each([
    ['https://accostage.exemple.gouv.fr', 'https://accostage.exemple.gouv.fr'],
    ['https://accostage.exemple.gouv.fr/', 'https://accostage.exemple.gouv.fr'],
    ['HTTPS://Accostage.exemple.gouv.fr:8443', 'https://accostage.exemple.gouv.fr:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ])('%s est acceptée', (given, read) => {
    expect(publicUrlSchema.parse(given)).toBe(read);
  });

  it.each([
    'http://accostage.exemple.gouv.fr',
    'accostage.exemple.gouv.fr',
    'https://accostage.exemple.gouv.fr/accostage',
    'https://accostage.exemple.gouv.fr/?a=1',
    'https://moi:secret@accostage.exemple.gouv.fr',
    'ftp://localhost',
    'http://127.0.0.1.evil.example',
    '',
  ])('%j est refusée', (given) => {
    const read = publicUrlSchema.safeParse(given);
    expect(read.error?.issues[0]?.message).toMatch(/adresse en https attendue, sans chemin/);
  });
});

it('il faut les trois variables ; celles qui manquent sont dites', () => {
  const given = { GITHUB_CLIENT_ID: 'Iv1.a', GITHUB_CLIENT_SECRET: 's', PUBLIC_URL: 'https://a.example' };
  expect(readSignIn(given)).toEqual({ kind: 'on', clientId: 'Iv1.a', clientSecret: 's', publicUrl: 'https://a.example' });
  expect(readSignIn({})).toEqual({ kind: 'off', missing: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'PUBLIC_URL'] });
  expect(readSignIn({ ...given, PUBLIC_URL: undefined })).toEqual({ kind: 'off', missing: ['PUBLIC_URL'] });
});
