import { readFlows } from '../src/flows/reading/read-flows.ts';
import { percentile } from './percentile.ts';

const LENGTH = 65_536;

/** Repeats a piece, or what is made of its rank, up to 64 kB. */
function upTo(piece: (rank: number) => string): string {
  let text = '';
  for (let rank = 0; text.length < LENGTH; rank++) text += piece(rank);
  return text.slice(0, LENGTH);
}

/** Answers of 64 kB: honest ones, and what makes a careless parser slow. */
const answers: Readonly<Record<string, string>> = {
  lines: upTo((rank) => `hote-${rank}.exemple.fr:443/tcp — référentiel\n`),
  table: `| Destination | Port |\n|---|---|\n${upTo((rank) => `| hote-${rank}.exemple.fr | 443 |\n`)}`,
  csv: `destination;port\n${upTo((rank) => `hote-${rank}.exemple.fr;443\n`)}`,
  addresses: upTo((rank) => `10.${rank >> 8}.${rank & 255}.0/24 443\n`),
  oneLine: upTo((rank) => `h${rank}.fr `),
  details: `api.exemple.fr\n${upTo(() => 'Port : 443\n')}`,
  blankLines: upTo(() => '\n'),
  letters: upTo(() => 'a'),
  digits: upTo(() => '12 '),
  colons: upTo(() => 'a:'),
  arrows: upTo(() => '-> '),
  links: upTo(() => '[a](b'),
  quotes: `destination;port\n${upTo(() => '"a;')}`,
  pipes: upTo(() => '|'),
  prose: upTo(() => 'de a vers '),
  sentences: upTo(
    (rank) =>
      `Annuaire : ldap-${rank}.exemple.fr (10.1.${rank & 255}.1) 636, API B (https://b${rank}.exemple.fr) et c${rank}.fr, port 443\n`,
  ),
  variables: upTo((rank) => `SMTP${rank}_HOST=smtp-${rank}.exemple.fr\nSMTP${rank}_PORT=25\n`),
  html: `<table>${upTo((rank) => `<tr><td>hote-${rank}.exemple.fr</td><td>443</td></tr>\n`)}</table>`,
  tags: upTo(() => '<table><tr>'),
  struck: upTo(() => '~~a.fr 443~~ '),
  series: upTo((rank) => `kafka-{a,b,c${rank}}.exemple.fr:9092\n`),
};

/** Milliseconds to read the flows of 64 kB, by kind of answer, and the worst of all. */
export function benchFlows() {
  for (const text of Object.values(answers)) for (let warm = 0; warm < 3; warm++) readFlows(text, 'internet');
  const byAnswer = Object.entries(answers).map(([name, text]) => {
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      readFlows(text, 'internet');
      return performance.now() - start;
    });
    return [name, percentile(times, 50)] as const;
  });
  return { characters: LENGTH, p50: Object.fromEntries(byAnswer), worst: Math.max(...byAnswer.map(([, time]) => time)) };
}
