import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import type { FlowView } from '../../src/flows/assess-flows.ts';
import type { Flow, Zone } from '../../src/flows/reading/flow.ts';
import { flowIdOf } from '../../src/flows/reading/flow-id.ts';
import { joinRanges } from '../../src/flows/reading/ports.ts';
import { flowOf, mergeDrafts } from '../../src/flows/reading/merge-flows.ts';
import { readFlows } from '../../src/flows/reading/read-flows.ts';
import { flowsCsv, flowsJson } from '../../src/flows/flows-file.ts';
import { codeBlock } from '../../src/words/markdown.ts';

function viewOf(flow: Flow): FlowView {
  const step = { status: 'demande', by: 'camille', at: '2027-01-04T09:00:00Z', note: 'REQ-12' } as const;
  return { flow, status: 'demande', steps: [step], waiver: null, remarks: [] };
}

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?$/);
const host = fc.tuple(label, label, fc.constantFrom('fr', 'gouv.fr', 'org')).map((parts) => parts.join('.'));
const byte = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(fc.integer({ min: 1, max: 223 }), byte, byte, byte).map((bytes) => bytes.join('.'));
const destination = fc.oneof(
  host,
  host.map((name) => `*.${name}`),
  address,
  fc.tuple(address, fc.integer({ min: 8, max: 31 })).map(([ip, mask]) => `${ip}/${mask}`),
  fc.constantFrom('2001:db8::1', 'fd00:1:2::/48'),
);
const range = fc
  .tuple(fc.integer({ min: 1, max: 65_000 }), fc.integer({ min: 0, max: 500 }))
  .map(([from, width]) => ({ from, to: from + width }));
/** A reason or a source: words, and what a spreadsheet would take for a formula. */
const prose = fc
  .tuple(fc.constantFrom('', '=', '+', '-', '@', '"', ';'), fc.stringMatching(/^[A-Z][a-zé]{2,8}( [a-zé]{2,8}){0,3}$/))
  .map(([mark, words]) => (mark === '' ? words : `${words} ${mark} ${words}`));
const flow: fc.Arbitrary<Flow> = fc
  .record({
    source: fc.option(prose),
    destination,
    protocol: fc.constantFrom('tcp' as const, 'udp' as const),
    ports: fc.array(range, { minLength: 1, maxLength: 4 }).map(joinRanges),
    justification: fc.option(prose),
  })
  .map((draft) => ({ ...draft, addresses: [], zone: 'mi' as const, id: flowIdOf({ ...draft, zone: 'mi' }), lines: [1] }));

describe('le tableau en CSV', () => {
  it('se relit : mêmes flux, mêmes identités', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(flow, { minLength: 1, maxLength: 12, selector: ({ destination: to, source }) => `${source} ${to}` }),
        (flows) => {
          const read = readFlows(flowsCsv({ declared: flows.map(viewOf) }), 'mi').flows;
          const merged = mergeDrafts(flows.map((one, index) => ({ ...one, line: index + 2 }))).map((one) => flowOf(one, 'mi'));
          expect(read).toEqual(merged);
        },
      ),
    );
  });

  it.each(['=cmd|’/C calc’!A0', '+33 1 23', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", ' =1', '＝1'])(
    'ne contient jamais de formule : %j',
    (text) => {
      const given: Flow = {
        zone: 'mi',
        source: text,
        destination: 'a.fr',
        addresses: [],
        protocol: 'tcp',
        ports: [],
        id: 'F-ABCDEF',
        justification: text,
        lines: [1],
      };
      const cells =
        flowsCsv({ declared: [viewOf(given)] })
          .split('\n')[1]
          ?.split(';') ?? [];
      for (const cell of cells) expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    },
  );
});

describe('les dates du tableau', () => {
  it('sont celles de Paris, dans le CSV et le JSON comme à l’écran', () => {
    const late = { ...viewOf(aFlow), steps: [{ status: 'demande', by: 'camille', at: '2026-11-26T23:30:00Z', note: null } as const] };
    expect(flowsCsv({ declared: [late] })).toContain(';2026-11-27;');
    expect(flowsJson({ declared: [late] })).toContain('"date":"2026-11-27"');
  });
});

describe('le tableau copié ne contient pas de formule', () => {
  /** What a spreadsheet would take for a formula, by the first sign that it sees. */
  const formula = /^[\s"]*[=+\-−@]/;

  /** The cells of the notes, as the comment shows them. */
  function notes(texts: readonly string[]): readonly string[] {
    const views = texts.map((note) => ({
      ...viewOf(aFlow),
      steps: [{ status: 'demande', by: 'camille', at: '2027-01-04T09:00:00Z', note } as const],
    }));
    const table = codeBlock('csv', flowsCsv({ declared: views })).markdown;
    return table
      .split('\n')
      .slice(2, -1)
      .map((row) => row.split(';').at(-1) ?? '');
  }

  it('après aucun des caractères de commande, de format, de séparation ou que l’on ne voit pas', () => {
    const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{M}]/v;
    const before = Array.from({ length: 0x11_0000 }, (_, code) => String.fromCodePoint(code)).filter((character) => unseen.test(character));
    expect(before.length).toBeGreaterThan(6_000);
    const cells = notes(before.flatMap((character) => ['=', '@'].map((sign) => `${character}${sign}HYPERLINK(A1)`)));
    expect(cells).toHaveLength(2 * before.length);
    expect(cells.filter((cell) => formula.test(cell.normalize('NFKC')))).toEqual([]);
  });

  it('quel que soit ce qui précède et la largeur du signe', () => {
    const piece = fc.oneof(
      fc.constantFrom('\t', '\r', '\n', ' ', '\u200B', '\u202E', '\uE000', '\u{E0001}', "'", '"', ';'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    const sign = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '﹢', '﹦', '﹫', '⁼', '−');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), sign, (before, mark) => {
        const text = `${before.join('').replaceAll(/[;"]/g, '')}${mark}cmd`;
        expect(notes([text]).filter((cell) => formula.test(cell.normalize('NFKC')))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

const aFlow: Flow = {
  zone: 'mi',
  source: null,
  destination: 'a.fr',
  addresses: [],
  protocol: 'tcp',
  ports: [],
  id: 'F-ABCDEF',
  justification: null,
  lines: [1],
};

describe('le tableau en JSON', () => {
  it('porte les mêmes flux, ports en nombres', () => {
    const zone: Zone = 'internet';
    const { flows } = readFlows('api.exemple.fr:443,8000-8010 — "référentiel"', zone);
    expect(JSON.parse(flowsJson({ declared: flows.map(viewOf) }))).toMatchObject([
      {
        zone,
        destination: 'api.exemple.fr',
        protocole: 'tcp',
        ports: [
          { from: 443, to: 443 },
          { from: 8000, to: 8010 },
        ],
        statut: 'demandé',
        date: '2027-01-04',
        par: 'camille',
        note: 'REQ-12',
      },
    ]);
  });
});
