import { expect, it } from 'vitest';
import { sentenceText } from '../../src/words/sentence.ts';
import { inspectApart, type Inspecting } from '../../src/github/inspect-apart.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import type { InspectInput } from '../../src/inspect/repository.ts';

const because = 'sa lecture n’a pas pris fin en 5 s';

/** An inspection for which the inputs that fit the rule have no end. */
function endlessFor(rule: (input: InspectInput) => boolean): Inspecting {
  return (input) => Promise.resolve(rule(input) ? { kind: 'unreadable', because, late: true } : { kind: 'read', value: inspect(input) });
}

function inputOf(...paths: readonly string[]): InspectInput {
  return { paths, files: paths.map((path) => ({ path, text: 'FROM docker.io/library/debian:12\nUSER root\n' })), unread: [] };
}

async function told(input: InspectInput, rule: (input: InspectInput) => boolean) {
  const report = await inspectApart(input, endlessFor(rule));
  const found = report.rules.flatMap(({ findings }) =>
    findings.flatMap(({ outcome, place }) => (outcome === 'violation' ? [place?.path] : [])),
  );
  return { unread: report.unread.map((one) => `${one.path} : ${sentenceText(one.because)}`), found: [...new Set(found)] };
}

const bad = ({ files }: InspectInput) => files.some(({ path }) => path.startsWith('bad'));

it('un fichier sans fin est dit illisible, lui seul : les autres sont vérifiés', async () => {
  const { unread, found } = await told(inputOf('Dockerfile', 'bad/Dockerfile', 'api/Dockerfile'), bad);
  expect(unread).toEqual([`bad/Dockerfile : ce fichier est illisible : ${because}`]);
  expect(found).toEqual(expect.arrayContaining(['Dockerfile', 'api/Dockerfile']));
  expect(found).not.toContain('bad/Dockerfile');
});

it('au-delà de trois, aucun fichier n’est lu, et le rapport le dit', async () => {
  const { unread, found } = await told(inputOf('Dockerfile', ...[1, 2, 3, 4, 5, 6].map((rank) => `bad${rank}/Dockerfile`)), bad);
  expect(unread).toHaveLength(5);
  expect(unread.at(-1)).toMatch(/^\. : aucun des 7 fichiers à vérifier n’a été lu/);
  expect(found).not.toContain('Dockerfile');
});

it('des fichiers qui n’ont pas de fin ensemble : aucun n’est lu, et le rapport le dit', async () => {
  const { unread } = await told(inputOf('Dockerfile', 'api/Dockerfile'), ({ files }) => files.length > 1);
  expect(unread).toEqual([expect.stringMatching(/^\. : aucun des 2 fichiers/)]);
});

it('ce que les charts produisent, quand c’est sans fin, est laissé de côté, et le chart le dit', async () => {
  const files = [{ path: 'c/Chart.yaml', text: 'name: c\n' }];
  const input = {
    paths: ['c/Chart.yaml', 'c/templates/a.yaml'],
    files,
    unread: [],
    renderings: [{ chart: 'c/Chart.yaml', renderings: [], clusters: [] }],
  };
  const report = await inspectApart(
    input,
    endlessFor(({ renderings = [] }) => renderings.length > 0),
  );
  const doubts = report.rules.flatMap(({ findings }) => findings.map(({ because: why }) => sentenceText(why)));
  expect(doubts.some((sentence) => sentence.includes('trop long à lire'))).toBe(true);
});

it('un rapport dit que le temps a manqué, à un fichier comme à Helm, et ne le dit d’aucun autre', async () => {
  const never = () => false;
  const apart = async (input: InspectInput, rule: (input: InspectInput) => boolean) =>
    (await inspectApart(input, endlessFor(rule))).hurried;
  expect(await apart(inputOf('Dockerfile'), never)).toBe(false);
  expect(await apart(inputOf('Dockerfile', 'bad/Dockerfile'), bad)).toBe(true);
  const failed = (passing: boolean) => ({ kind: 'failed', because: [], at: null, endless: true, passing }) as const;
  const withHelm = (passing: boolean) => ({
    ...inputOf('Dockerfile'),
    renderings: [{ chart: 'c/Chart.yaml', renderings: [{ values: null, result: failed(passing) }], clusters: [] }],
  });
  expect(await apart(withHelm(true), never)).toBe(true);
  expect(await apart(withHelm(false), never)).toBe(false);
});
