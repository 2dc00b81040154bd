import { expect, it } from 'vitest';
import { noHelm } from '../../src/helm/find-helm.ts';
import { run } from '../../src/cli/run.ts';

/** Runs the command where GitHub is never reached; `environment` over an ordinary one. */
async function accostage(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const out: string[] = [];
  const err: string[] = [];
  const unused = () => {
    throw new Error('not read here');
  };
  const code = await run(args, {
    readFile: unused,
    readStdin: unused,
    listFiles: unused,
    listTree: unused,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    now: () => new Date('2027-01-04T09:00:00Z'),
    network: () => unused,
    helm: () => Promise.resolve(noHelm),
    environment: { GITHUB_TOKEN: 'ghp_x', STATE_SECRET: 'x'.repeat(16), HUBS: 'dnum-mi/dso-formation', ...environment },
  });
  return { code, out: out.join(''), err: err.join('') };
}

it.each([
  [['portefeuille'], {}, '--csv ou --json attendu'],
  [['portefeuille', '--csv', '--json'], {}, '--csv ou --json attendu'],
  [['portefeuille', '--csv', 'dossier.json'], {}, 'argument en trop : dossier.json'],
  [['portefeuille', '--csv', '--observation'], {}, '--observation attend un fichier'],
  [['portefeuille', '--csv', '--observation', '-', '-'], {}, 'l’entrée standard ne se lit qu’une fois'],
  [['portefeuille', '--csv', '--tout'], {}, 'options attendues'],
  [['portefeuille', '--csv'], { HUBS: '' }, 'HUBS : absente'],
  [['portefeuille', '--csv'], { HUBS: 'dnum-mi/*' }, 'HUBS : entrée nᵒ 1'],
  [['portefeuille', '--csv'], { GITHUB_TOKEN: '' }, 'il manque un jeton de lecture'],
])('%j %j : une phrase, code 2', async (args, environment, sentence) => {
  const result = await accostage(args, environment);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain(sentence);
});
