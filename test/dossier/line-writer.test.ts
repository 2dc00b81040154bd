import { expect, it } from 'vitest';
import { readCommands } from '../../src/dossier/commands/read-commands.ts';
import { lineWriter } from '../../src/dossier/engine/line-writer.ts';
import type { Account } from '../../src/dossier/observation.ts';

const author: Account = { login: 'camille', id: 1, bot: false };
const other: Account = { login: 'sacha', id: 2, bot: false };
const app: Account = { login: 'accostage[bot]', id: 3, bot: true };

const command = '/pause';
const without = 'bonjour';
const withIt = `${without}\n\n${command}`;
const digest = readCommands(withIt).lines[0]?.digest ?? '';

type Written = readonly [editor: Account | null, body: string | null];

/** The login of whoever the line is given to, of these revisions, newest first. */
function givenTo(...revisions: readonly Written[]): string | null {
  const history = revisions.map(([editor, body]) => ({ editor, at: '2027-01-04T09:00:00Z', body }));
  return lineWriter(history, { digest, author, app: app.login })?.login ?? null;
}

it('un texte ôté de l’historique n’y change rien où l’auteur, ou l’application, a tout écrit', () => {
  expect(givenTo([author, withIt], [author, null], [author, without])).toBe('camille');
  expect(givenTo([author, withIt], [author, null])).toBe('camille');
  expect(givenTo([app, withIt], [author, null], [app, withIt], [author, without])).toBe('camille');
  expect(givenTo([author, null], [author, null])).toBe('camille');
});

it('ce qu’un autre a écrit avant que la ligne y soit ne compte pas', () => {
  expect(givenTo([author, withIt], [author, null], [author, without], [other, without])).toBe('camille');
});

it.each<[string, readonly Written[]]>([
  [
    'un autre y a écrit',
    [
      [author, withIt],
      [other, null],
      [author, without],
    ],
  ],
  [
    'un autre y a écrit depuis',
    [
      [other, withIt],
      [author, null],
      [author, without],
    ],
  ],
  [
    'un autre l’avait écrite avant',
    [
      [author, withIt],
      [author, null],
      [other, withIt],
      [author, without],
    ],
  ],
  [
    'GitHub ne dit pas qui y a écrit',
    [
      [author, withIt],
      [author, null],
      [null, null],
    ],
  ],
])('elle n’est à personne où un texte manque et où %s', (_, revisions) => {
  expect(givenTo(...revisions)).toBeNull();
});
