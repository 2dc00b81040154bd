import { describe, expect, it } from 'vitest';
import * as fc from '../../property.ts';
import { readFlows, type FlowReading } from '../../../src/flows/reading/read-flows.ts';
import { sentenceText } from '../../../src/words/sentence.ts';

/** A text, and the hosts, addresses and ports that were written into it, each with its line. */
interface Written {
  readonly text: string;
  readonly marks: readonly { readonly mark: string; readonly line: number }[];
}

/** The marks that are in no flow, in no remark and in no problem of their line. */
function lostOf({ flows, problems, notes }: FlowReading, { marks }: Written): readonly string[] {
  const told = new Set([...problems, ...notes].map(({ line }) => line));
  const whole = [
    ...flows.flatMap(({ destination, addresses, source, justification }) => [destination, ...addresses, source ?? '', justification ?? '']),
    ...[...problems, ...notes].map(({ because }) => sentenceText(because)),
  ]
    .join('\n')
    .toLowerCase();
  const isPort = (mark: string) => flows.some(({ ports }) => ports.some(({ from, to }) => from <= Number(mark) && Number(mark) <= to));
  return marks.filter(({ mark, line }) => !told.has(line) && !whole.includes(mark.toLowerCase()) && !isPort(mark)).map(({ mark }) => mark);
}

const name = fc
  .tuple(
    fc.constantFrom('api', 'ldap', 'smtp-1', 'srv_db01', 'auth', 'k2', 'vault'),
    fc.constantFrom('exemple.fr', 'exemple.mi', 'interieur.gouv.fr', 'service.exemple.com'),
  )
  .map(([host, domain]) => `${host}.${domain}`);
const address = fc
  .tuple(fc.constantFrom('10', '172', '192'), fc.nat(254), fc.nat(254), fc.integer({ min: 1, max: 254 }))
  .map((parts) => parts.join('.'));
const host = fc.oneof({ arbitrary: name, weight: 3 }, { arbitrary: address, weight: 1 });
const port = fc.constantFrom('25', '389', '443', '636', '5432', '8443', '9092', '1521');
const service = fc.constantFrom(
  'l’annuaire',
  'API Adresse',
  'la messagerie',
  'Vault',
  'le référentiel des agents',
  'API Entreprise (DINUM)',
  'base Oracle',
);
const reason = fc.constantFrom(
  'authentification des agents',
  'envoi des notifications',
  'lecture, écriture',
  'prod',
  'recette (lot 2)',
  '500 appels/jour',
  'à confirmer',
);

/** One line of an answer as people write it, with `{0}`, `{1}` for hosts and `#0`, `#1` for ports. */
const shapes = [
  '{0}:#0',
  '{0} #0/tcp — R',
  'S : {0}:#0',
  'S ({0}, port #0)',
  '- {0} port #0 : R',
  '* S : https://{0}/v1',
  '{0} (R), {1} (R), port #0',
  '{0}:#0 (R), {1}:#1 (R)',
  'S : {0}, S : {1}',
  'S : {0}:#0 ; S : {1}:#1',
  'S (https://{0}), S (https://{1})',
  'L’application appelle https://{0} pour R et https://{1} pour R',
  'Nous utilisons S sur {0} port #0, puis S sur {1} port #1.',
  '{0} en #0, S ({1}:#1)',
  'app -> {0}:#0',
  '{0} → {1}:#0',
  'de {0} vers {1} port #0',
  '{0} appelle {1} sur le port n°#0',
  '{0} et {1} #0',
  '{0} #0, 2000 req/s',
  '{0}, ports #0 et #1',
  '| app | {0} | #0 | TCP | R |',
  'app;{0};#0;TCP;R',
  'app\t{0}\t#0\tTCP\tR',
  'LDAP_HOST={0}',
  'API_URL=https://{0}:#0/v1',
  '**S** : {0}:#0',
  '`{0}:#0` R',
  '> {0} #0',
  '~~{0} #0~~',
  '<b>{0}</b> #0 R',
  '{0}:#0 remplace {1}:#1',
  'Le port #0 du serveur {0} reste fermé, merci de voir avec R et avec S',
  'R, voir {0}',
  'S : voir https://{0}/wiki/Flux',
  'Port : #0',
  'Contact : {0}',
  '### S {0}',
];

interface Parts {
  readonly shape: string;
  readonly hosts: readonly string[];
  readonly ports: readonly string[];
  readonly said: readonly string[];
}

function lineOf({ shape, hosts, ports, said }: Parts) {
  let at = 0;
  const text = shape
    .replace(/\{(\d)\}/g, (_, index: string) => hosts[Number(index)] ?? '')
    .replace(/#(\d)/g, (_, index: string) => ports[Number(index)] ?? '')
    .replace(/\b[RS]\b/g, () => said[at++ % said.length] ?? '');
  // A port counts where it is called so, or stands with its host; others figures may count anything.
  const marks = [
    ...hosts.filter((_, index) => shape.includes(`{${index}}`)),
    ...ports.filter((_, index) => new RegExp(`(?:\\}:|n°|ports? |et )#${index}|#${index}/tcp`).test(shape) && /\{/.test(shape)),
  ];
  return { text, marks };
}

const line = fc
  .record({
    shape: fc.constantFrom(...shapes),
    hosts: fc.tuple(host, host),
    ports: fc.tuple(port, port),
    said: fc.array(fc.oneof(service, reason), { minLength: 4, maxLength: 4 }),
  })
  .map(lineOf);

const prose: fc.Arbitrary<Written> = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => ({
  text: lines.map(({ text }) => text).join('\n'),
  marks: lines.flatMap(({ marks }, index) => marks.map((mark) => ({ mark, line: index + 1 }))),
}));

const titles = {
  source: ['Source', 'Adresse source', 'IP src', 'Cluster/Composant source', 'Émetteur', 'De', 'Origine', 'FQDN source'],
  destination: ['Destination', 'Adresse destination', 'IP dst', 'Composant cible', 'Récepteur', 'Vers', 'Hôte cible'],
  ports: ['Port', 'Port(s)', 'Port destination', 'N° de port', 'Ports TCP'],
  other: ['#', 'N°', 'Zone', 'Commentaire', 'Statut', 'Objet du flux', 'Contact', 'Application'],
};

const table: fc.Arbitrary<Written> = fc
  .record({
    kind: fc.constantFrom('csv', 'tab', 'markdown', 'html'),
    columns: fc.shuffledSubarray(['source', 'destination', 'ports', 'other'] as const, { minLength: 4, maxLength: 4 }),
    titled: fc.record({
      source: fc.constantFrom(...titles.source),
      destination: fc.constantFrom(...titles.destination),
      ports: fc.constantFrom(...titles.ports),
      other: fc.constantFrom(...titles.other),
    }),
    rows: fc.array(fc.record({ source: host, destination: host, ports: port, other: fc.oneof(host, reason, fc.constant('12')) }), {
      minLength: 1,
      maxLength: 6,
    }),
  })
  .map(({ kind, columns, titled, rows }) => {
    const cells = [
      columns.map((column) => titled[column]),
      ...rows.map((row) => columns.map((column) => row[column].replaceAll(/[;,]/g, ' '))),
    ];
    const offset = kind === 'markdown' ? 3 : 2;
    return {
      text: written(kind, cells),
      marks: rows.flatMap((row, index) =>
        [row.source, row.destination, row.ports, ...(/\.\w/.test(row.other) ? [row.other] : [])].map((mark) => ({
          mark,
          line: index + offset,
        })),
      ),
    };
  });

function written(kind: string, [head = [], ...rows]: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  if (kind === 'csv') return all.map((cells) => cells.join(';')).join('\n');
  if (kind === 'tab') return all.map((cells) => cells.join('\t')).join('\n');
  if (kind === 'html')
    return `<table>${all.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table>`;
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** One line that says something of its flow before the machine, `S`, and behind it, `R`. */
const told = [
  'S {0}:#0 R',
  'S : {0}:#0 — R',
  'S : {0} port #0 (R)',
  'S {0}, R, port #0',
  '- S ({0}:#0) : R',
  'app -> S {0}:#0, R',
  '[S](https://{0}:#0) : R',
  'S {0} #0/tcp : R',
  'S {0}:#0\n  - usage : R',
  '- S\n  - {0}:#0 : R',
  'S\nHôte : {0} (R)\nPort : #0',
  'Destination;Port;Raison\nS ({0});#0;R',
  '| Destination | Port | Usage |\n|---|---|---|\n| S {0} | #0 | R |',
];

const words = fc.record({
  shape: fc.constantFrom(...told),
  host: name,
  port,
  before: fc.constantFrom('serveur de fichiers', 'l’annuaire des agents', 'référentiel des communes', 'relais de messagerie', 'coffre'),
  behind: fc.constantFrom('dépôt des pièces jointes', 'authentification', 'envoi des notifications', 'lecture seule', 'prod et recette'),
});

describe('rien de ce qui est écrit ne se perd en silence', () => {
  it('ce qui est dit d’une machine avant son nom et après est dans la raison de son flux', () => {
    fc.assert(
      fc.property(words, ({ shape, host: machine, port: at, before, behind }) => {
        const text = shape.replace('{0}', machine).replace('#0', at).replace(/\bS\b/, before).replace(/\bR\b/, behind);
        const [flow, ...others] = readFlows(text, 'mi').flows;
        expect(others).toEqual([]);
        expect(flow?.justification).toContain(before);
        expect(flow?.justification).toContain(behind);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['dans un texte libre', prose],
    ['dans un tableau', table],
  ])('%s : chaque machine, adresse et port est dans un flux, une remarque ou un problème de sa ligne', (_, answer) => {
    fc.assert(
      fc.property(answer, (given) => {
        expect(lostOf(readFlows(given.text, 'mi'), given)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});
