import * as fc from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { remarksOn } from '../../../src/flows/reading/remarks.ts';
import { readFlows } from '../../../src/flows/reading/read-flows.ts';
import type { Zone } from '../../../src/flows/reading/flow.ts';

const remarks = (text: string, zone: Zone) => readFlows(text, zone).flows.map(remarksOn);
const ids = (text: string, zone: Zone = 'mi') => readFlows(text, zone).flows.map(({ id }) => id);

describe('les remarques sur un flux légal mais suspect', () => {
  it.each<[string, Zone, readonly string[]]>([
    ['10.1.2.3:443', 'internet', ['internal-on-internet']],
    ['192.168.0.0/16 443', 'internet', ['internal-on-internet']],
    ['annuaire.minint.mi:636', 'internet', ['internal-on-internet']],
    ['10.1.2.3:443', 'mi', []],
    ['api.exemple.fr:443', 'internet', []],
    ['0.0.0.0/0 443', 'internet', ['everywhere']],
    ['::/0 443', 'internet', ['everywhere']],
    ['api.exemple.fr:*', 'internet', ['every-port']],
    ['api.exemple.fr 1-65535', 'internet', ['every-port']],
    ['http://api.exemple.fr', 'internet', ['plain-http']],
    ['api.exemple.fr', 'internet', ['no-port']],
    ['10.0.0.1 icmp', 'mi', []],
    ['*.exemple.fr:443', 'internet', ['wildcard']],
    ['flux entrant depuis 10.2.3.4 port 443', 'mi', ['incoming']],
    ['en entrée : 10.2.3.4 vers notre appli 443', 'mi', ['incoming']],
    ['api.exemple.fr:443 : vers l’application de paie', 'internet', []],
    ['api.exemple.fr:443 : dépôt des dossiers entrants', 'internet', []],
    ['api.exemple.fr:443\napi.exemple.fr:443', 'internet', ['merged']],
    ['10.0.0.0/8 443\n10.1.2.3 443', 'mi', ['merged']],
  ])('%j vers %s : %j', (text, zone, expected) => {
    expect(remarks(text, zone)).toEqual([expected]);
  });
});

describe('l’identité d’un flux', () => {
  it('tient à son contenu, pas à sa place, sa casse, sa justification ni sa forme', () => {
    const [id] = ids('api.exemple.fr:443 — référentiel');
    expect(id).toMatch(/^F-[2-9A-HJ-NP-Z]{6}$/);
    for (const same of [
      'API.exemple.FR 443/tcp autre raison',
      'smtp.exemple.fr:25\n- api.exemple.fr, port 443',
      '| hôte | port |\n|---|---|\n| api.exemple.fr | 443 |',
      'https://api.exemple.fr/v1',
    ])
      expect(ids(same)).toContain(id);
  });

  it.each(['api.exemple.fr:444', 'api.exemple.fr:443/udp', 'api2.exemple.fr:443', 'back -> api.exemple.fr:443'])(
    'change avec %j',
    (other) => {
      expect(ids(other)).not.toEqual(ids('api.exemple.fr:443'));
    },
  );

  it.each([
    ['api.exemple.gouv.fr:443/tcp — appel du référentiel', ['F-3M52HZ']],
    ['annuaire.exemple.interieur.gouv.fr 636/TCP (LDAPS) : authentification des agents', ['F-RYZCE2']],
    ['app -> api.exemple.fr:443', ['F-JVHPWK']],
    ['10.1.0.0/16 port 443', ['F-EF8VRY']],
    ['10.0.0.53 53/udp et tcp', ['F-435EF4', 'F-ADJ6SP']],
    ['jdbc:postgresql://base.exemple.fr:5432/app', ['F-ST7AEH']],
    ['source;destination;port;protocole\napp;api.exemple.fr;443;TCP\napp;smtp.exemple.fr;25,587;TCP', ['F-JVHPWK', 'F-75RUDD']],
    ['| Source | Destination | Port |\n|---|---|---|\n| app | ldap.exemple.mi | 636 |', ['F-BZ4VSW']],
  ])('reste celle des dossiers déjà ouverts : %j', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  it('change avec la zone', () => {
    expect(ids('api.exemple.fr:443', 'mi')).not.toEqual(ids('api.exemple.fr:443', 'internet'));
  });
});

describe('ce qui est trop long', () => {
  it('est lu jusqu’à deux cents flux, et le reste est dit avec sa ligne', () => {
    const text = Array.from({ length: 300 }, (_, index) => `hote-${index}.exemple.fr:443`).join('\n');
    const { flows, problems } = readFlows(text, 'mi');
    expect(flows).toHaveLength(200);
    expect(problems).toMatchObject([{ line: 201 }]);
  });

  it('n’est jamais une erreur, quel que soit le texte', () => {
    const piece = fc.constantFrom(
      'a.fr',
      '10.0.0.0/8',
      ':',
      '443',
      '-',
      '->',
      '|',
      ';',
      ',',
      '\n',
      ' ',
      '"',
      '*',
      '[',
      '](',
      '::',
      'tcp',
      '/',
      '\t',
      'é',
      '😀',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const { flows } = readFlows(text, 'mi');
          expect(new Set(flows.map(({ id }) => id)).size).toBe(flows.length);
          for (const { ports, destination } of flows) {
            expect(destination).not.toBe('');
            for (const { from, to } of ports) expect(1 <= from && from <= to && to <= 65_535).toBe(true);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
