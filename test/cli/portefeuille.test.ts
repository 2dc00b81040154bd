import { describe, expect, it } from 'vitest';
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
  [['portefeuille', '--csv'], { GITHUB_TOKEN: "'ghp_x'" }, 'GITHUB_TOKEN : la valeur est entre guillemets'],
  [['portefeuille', '--csv'], { GITHUB_API_URL: '"https://exemple.fr/api/v3"' }, 'GITHUB_API_URL : la valeur est entre guillemets'],
])('%j %j : une phrase, code 2', async (args, environment, sentence) => {
  const result = await accostage(args, environment);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain(sentence);
});

describe('--csv, dans un journal de GitHub Actions', () => {
  const commands = /^\s*::|##\[/m;

  it('ce qui n’a pas pu être lu ne fait aucune commande, et rien n’est une formule', async () => {
    const names = ['::error::a.json', ' ::error::b.json', '##[error]c.json', '=HYPERLINK("x")', '\t@SUM(1)', '＝1+1'];
    const { code, out } = await accostage(['portefeuille', '--csv', '--observation', ...names], {});
    expect(code).toBe(1);
    expect(out).not.toMatch(commands);
    expect(
      out
        .split('\n')
        .slice(1, 4)
        .map((line) => line.split(';')[0]),
    ).toEqual(['\\u{3a}:error::a.json', '" ::error::b.json"', '\\u{23}#[error]c.json']);
    expect(
      out
        .split('\n')
        .slice(4, 7)
        .map((line) => line.replace(/;.*/, '')),
    ).toEqual([`"'=HYPERLINK(""x"")"`, `' @SUM(1)`, `'＝1+1`]);
  });

  it('ce qu’un serveur donne non plus', async () => {
    const json = { format: 'accostage/portefeuille/1', unread: [] };
    const csv = '\u{FEFF}dossier;titre\n::error::o/r#1;Un ##[error]titre\n';
    const { code, out } = await runCommand(['portefeuille', '--csv', '--url', 'https://accostage.example'], {
      environment: { PORTFOLIO_TOKEN: 'x' },
      network: () => (url) => Promise.resolve(url.endsWith('.csv') ? new Response(csv) : Response.json(json)),
    });
    expect(code).toBe(0);
    expect(out).toBe('\u{FEFF}dossier;titre\n\\u{3a}:error::o/r#1;Un \\u{23}#[error]titre\n');
  });
});
