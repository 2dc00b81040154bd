import { expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

/** Runs the command where GitHub is never reached; `environment` over an ordinary one. */
function accostage(args: readonly string[], environment: Readonly<Record<string, string>>) {
  return runCommand(args, {
    environment: { GITHUB_TOKEN: 'ghp_x', STATE_SECRET: 'x'.repeat(16), HUBS: 'dnum-mi/dso-formation', ...environment },
  });
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
