import { generate } from 'selfsigned';
import { expect, it } from 'vitest';
import { readNetwork } from '../../src/config/network.ts';

const { cert } = await generate([{ name: 'commonName', value: 'Autorité de test' }], { keyType: 'ec' });
const authority = cert.trim();
const files: Readonly<Record<string, string>> = {
  '/une.pem': cert,
  '/deux.pem': `Ministère\n${cert}\nautre\n${cert}`,
  '/vide.pem': '',
  '/coupé.pem': cert.replace(/\n.{20}/, '\n'),
};
const read = (env: Record<string, string>) =>
  readNetwork(env, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return text;
  });
const none = { HTTPS_PROXY: undefined, HTTP_PROXY: undefined, NO_PROXY: undefined };

it.each([
  [{}, { proxy: none, authorities: [] }],
  [
    { HTTPS_PROXY: ' ', NODE_EXTRA_CA_CERTS: '' },
    { proxy: none, authorities: [] },
  ],
  [{ HTTPS_PROXY: 'http://u:p@m.example:3128' }, { proxy: { ...none, HTTPS_PROXY: 'http://u:p@m.example:3128' }, authorities: [] }],
  [
    { https_proxy: 'http://m.example:3128', no_proxy: '.example,10.0.0.1' },
    { proxy: { ...none, HTTPS_PROXY: 'http://m.example:3128', NO_PROXY: '.example,10.0.0.1' }, authorities: [] },
  ],
  [
    { HTTPS_PROXY: 'http://a.example', https_proxy: 'http://b.example' },
    { proxy: { ...none, HTTPS_PROXY: 'http://a.example' }, authorities: [] },
  ],
  [{ NODE_EXTRA_CA_CERTS: '/une.pem' }, { proxy: none, authorities: [authority] }],
  [{ NODE_EXTRA_CA_CERTS: '/deux.pem' }, { proxy: none, authorities: [authority, authority] }],
])('%o', (env, network) => {
  expect(read(env)).toEqual({ ok: true, network });
});

it.each([
  [{ HTTPS_PROXY: 'mandataire:3128' }, /^HTTPS_PROXY : adresse http\(s\) attendue/],
  [{ http_proxy: 'socks5://m.example:1080' }, /^HTTP_PROXY : adresse http\(s\) attendue/],
  [{ NODE_EXTRA_CA_CERTS: '/absent.pem' }, /^NODE_EXTRA_CA_CERTS : fichier introuvable/],
  [{ NODE_EXTRA_CA_CERTS: '/vide.pem' }, /^NODE_EXTRA_CA_CERTS : certificats au format PEM attendus/],
  [{ NODE_EXTRA_CA_CERTS: '/coupé.pem' }, /^NODE_EXTRA_CA_CERTS : certificats au format PEM attendus/],
])('%o : refusé, avec la raison', (env, problem) => {
  expect(read(env)).toEqual({ ok: false, problems: [expect.stringMatching(problem)] });
});

it('un mandataire refusé n’est pas répété : il peut contenir un mot de passe', () => {
  expect(JSON.stringify(read({ HTTPS_PROXY: 'socks5://moi:motdepasse@m.example' }))).not.toContain('motdepasse');
});
