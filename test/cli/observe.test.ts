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
