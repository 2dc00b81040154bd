import { describe, expect, it } from 'vitest';
import { readCommands } from '../../src/dossier/commands/read-commands.ts';
import { briefKey } from '../../src/words/keep-last.ts';
import { createToyHub, people } from './toy-hub.ts';

/** As long as GitHub lets a comment be. */
const LONGEST = 65_536;
const padded = (text: string, filler: string) => `${filler.repeat((LONGEST - text.length) / filler.length)}${text}`;

describe('un commentaire aussi long que GitHub le permet', () => {
  it.each([
    ['des signes que personne ne voit', '\u200B'],
    ['des cases à cocher', '- [ ] `dockerfiles`\n'],
    ['des débuts de citation', 'Le 1 \n'],
  ])('%s : ses commandes ne sont lues qu’une fois, quel que soit le nombre de regards', (_, filler) => {
    const body = padded('\n\n/statut', filler);
    const first = readCommands(body);
    expect(first.lines.map(({ text }) => text)).toEqual(['/statut']);
    expect(readCommands([body].join(''))).toBe(first);
  });

  it('cent d’un passant ne tiennent pas la place de cent : ce qui en est gardé ne les garde pas', () => {
    expect(briefKey('a'.repeat(LONGEST)).length).toBeLessThan(50);
    expect(briefKey('a'.repeat(LONGEST))).not.toBe(briefKey('a'.repeat(LONGEST - 1)));
    const long = 'b'.repeat(300);
    // Whoever writes the digest of another's comment does not get its reading.
    expect(briefKey(briefKey(long))).not.toBe(briefKey(long));
  });

  it('la question de l’équipe, sous un long journal, attend toujours sa réponse', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.comment(people.author, padded('\n\nPourquoi cela échoue-t-il ?', '2027-01-04 INFO démarrage du module\n'));
    const { plan } = hub.reconcile();
    expect(plan.status.questions).toHaveLength(1);
  });
});
