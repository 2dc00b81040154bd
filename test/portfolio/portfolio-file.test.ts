import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/portfolio/entry.ts';
import { portfolioCsv } from '../../src/render/portfolio-csv.ts';
import { portfolioJson } from '../../src/render/portfolio-json.ts';
import { createToyHub } from '../dossier/toy-hub.ts';
import { assert, constantFrom, property, string, tuple } from '../property.ts';

const snapshot = (() => {
  const stage = createToyHub();
  stage.reconcile();
  return stage.reconcile().plan.snapshot;
})();

const titled = (title: string): Entry => ({ kind: 'snapshot', snapshot: { ...snapshot, title } });

/** The cells of each record, as a spreadsheet reads them. */
function readCsv(text: string): readonly (readonly string[])[] {
  const body = text.replace(/^\u{FEFF}/u, '').replace(/\n$/, '');
  return body
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain),
    );
}

describe('le CSV', () => {
  it('s’ouvre d’un double clic dans un tableur français : marque UTF-8, « ; », titres en français', () => {
    const csv = portfolioCsv([titled('Démat')]);
    expect(csv.startsWith('\u{FEFF}dossier;titre;lien;auteur;état;phase;')).toBe(true);
    const [header = [], row = []] = readCsv(csv);
    const cell = (title: string) => row[header.indexOf(title)];
    expect(row).toHaveLength(header.length);
    expect(cell('dossier')).toBe('dnum-mi/dso-formation#7');
    expect(cell('phase depuis')).toBe('2027-01-04');
    expect(cell('à qui le tour')).toBe('Service Team');
    expect(cell('à faire')).toMatch(/^À la Service Team d’agir\u00a0: tout est prêt/);
    expect(cell('à faire')).not.toMatch(/[*`]/);
    expect(cell('prochaine échéance')).toBe('2027-02-15');
    expect(cell('en sommeil')).toBe('non');
    expect(cell('exposition')).toBe('Internet');
    expect(cell('lecture impossible')).toBe('');
  });

  it('ce qui ne peut être lu y est, avec la raison', () => {
    const [header = [], row = []] = readCsv(portfolioCsv([{ kind: 'unread', name: 'dnum-mi/x#3', because: 'GitHub ne répond pas' }]));
    expect(row).toHaveLength(header.length);
    expect(row[0]).toBe('dnum-mi/x#3');
    expect(row.at(-1)).toBe('GitHub ne répond pas');
  });

  it('aucune cellule n’est une formule, aucune ne déborde, quoi que quelqu’un écrive', () => {
    const start = constantFrom('=', '+', '-', '@', '\t=', '＝', ' =', '', '"', ';', '\n=');
    assert(
      property(tuple(start, string({ unit: 'binary' })), ([sign, text]) => {
        const lines = readCsv(portfolioCsv([titled(sign + text), { kind: 'unread', name: sign + text, because: sign + text }]));
        expect(lines).toHaveLength(3);
        expect(new Set(lines.map((cells) => cells.length)).size).toBe(1);
        for (const cell of lines.flat()) expect(cell.normalize('NFKC')).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });
});

it('le JSON : les mêmes valeurs, la phrase du suivi, et ce qui n’a pu être lu à part', () => {
  const written = portfolioJson(
    [titled('Démat'), { kind: 'unread', name: 'dnum-mi/x', because: 'introuvable' }],
    '2027-01-05T09:00:00.000Z',
  );
  expect(written).toMatchObject({
    format: 'accostage/portefeuille/1',
    at: '2027-01-05T09:00:00.000Z',
    dossiers: [{ number: 7, title: 'Démat', next: expect.stringContaining('À la Service Team d’agir'), clocks: snapshot.clocks }],
    unread: [{ name: 'dnum-mi/x', because: 'introuvable' }],
  });
  expect(JSON.parse(JSON.stringify(written))).toEqual(written);
});
