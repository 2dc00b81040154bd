import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

/** Without a token, the command goes no further than to ask for one: the address was taken. */
const taken = 'il manque un jeton de lecture';

describe('observe prend l’adresse de la page d’un dossier, de la GitHub qu’il lit', () => {
  it.each([
    ['https://github.com/org/hub/issues/12', undefined, taken],
    ['https://github.com/org/hub/issues/12#issuecomment-3', 'https://api.github.com', taken],
    ['https://api.exemple.fr/org/hub/issues/12', 'https://api.exemple.fr/api/v3', taken],
    ['https://mi.ghe.com/org/hub/issues/12', 'https://api.mi.ghe.com', taken],
    ['http://127.0.0.1:4001/org/hub/issues/12', 'http://127.0.0.1:4001', taken],
    ['https://gitlab.exemple.fr/org/hub/issues/12', undefined, 'cette adresse n’est pas de github.com'],
    ['https://github.com/org/hub/issues/12', 'https://exemple.fr/api/v3', 'cette adresse n’est pas de exemple.fr'],
    ['https://github.com/org/hub/issues/12', 'exemple.fr', 'GITHUB_API_URL n’est pas une adresse'],
  ])('%s, GITHUB_API_URL %s', async (address, api, told) => {
    const environment = api === undefined ? {} : { GITHUB_API_URL: api };
    const { code, err } = await runCommand(['observe', address], { environment });
    expect([code, err]).toEqual([2, expect.stringContaining(told)]);
  });

  it.each([
    ['GITHUB_TOKEN', { GITHUB_TOKEN: '"ghp_kept"' }],
    ['GITHUB_API_URL', { GITHUB_TOKEN: 'ghp_kept', GITHUB_API_URL: '"https://exemple.fr/api/v3"' }],
  ])('%s entre guillemets, que docker garde, est dit comme au serveur : GitHub n’est pas appelé', async (name, environment) => {
    for (const address of ['org/hub#12', 'https://exemple.fr/org/hub/issues/12']) {
      const { code, out, err } = await runCommand(['observe', address], { environment });
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(new RegExp(`^${name} : la valeur est entre guillemets.*retirez-les`));
      expect(err).not.toMatch(/kept|exemple/);
    }
  });

  it('que .env seul peut dire', async () => {
    const environment: Record<string, string> = {};
    const network = () => {
      environment['GITHUB_API_URL'] = 'https://exemple.fr/api/v3';
      return () => Promise.reject(new Error('nothing is called here'));
    };
    const { err } = await runCommand(['observe', 'https://exemple.fr/org/hub/issues/12'], { environment, network });
    expect(err).toContain(taken);
  });
});

describe('simulate et portefeuille lisent ce qu’observe a écrit', () => {
  const other = 'a été écrite par une autre version d’accostage : refaites-la';
  const none = 'ce n’est pas une observation écrite par « accostage observe »';
  const file = (format: unknown) => JSON.stringify({ format, at: '2027-01-04T09:00:00Z', observation: { key: 'org/hub#1', aside: null } });

  it.each([
    ['celle d’avant', file('accostage/observation/2'), other],
    ['celle de la première version', file('accostage/observation/1'), other],
    ['celle d’une version à venir', file('accostage/observation/99'), other],
    ['celle de cette version, incomplète', file('accostage/observation/3'), none],
    ['un portefeuille', file('accostage/portefeuille/1'), none],
    ['sans format', file(undefined), none],
    ['un nombre', '3', none],
    ['pas même du JSON', '{"format": "accostage/observation/2"', none],
  ])('%s', async (_, text, told) => {
    const simulated = await runCommand(['simulate', '--observation', '-'], { readStdin: () => text });
    expect([simulated.code, simulated.out, simulated.err]).toEqual([2, '', expect.stringContaining(told)]);
    const portfolio = await runCommand(['portefeuille', '--json', '--observation', '-'], { readStdin: () => text });
    expect([portfolio.code, portfolio.err]).toEqual([1, expect.stringContaining(told)]);
  });
});
