import { describe, expect, it } from 'vitest';
import { helmFailure } from '../../src/helm/helm-error.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { computingMs } from '../computing-time.ts';

const read = (err: string) => helmFailure({ kind: 'done', code: 1, out: '', err });
const told = (err: string) => sentenceText(read(err).because);

describe('ce que Helm répond d’un chart qui échoue', () => {
  /** What a template may make its error of, by `fail` or by a name of its own. */
  const pieces = [
    'a',
    'a.',
    'a/',
    '/a',
    '/',
    '-',
    '.',
    '(',
    ')',
    'at <',
    '>:',
    '>: ',
    ' ',
    '\n',
    '\nUse',
    'no template "',
    'error calling include: ',
    '<include "',
  ];
  const begins = ['', 'Error: ', 'Error: execution error at (', 'Error: YAML parse error on ', 'at <', 'c/templates/a.yaml:1', ' json: '];

  it.each(pieces)('se lit en un temps qui suit sa longueur : « %s » sans fin', (piece) => {
    const long = piece.repeat(Math.ceil(20_000 / piece.length));
    for (const begin of begins) expect(computingMs(() => read(`${begin}${long}`))).toBeLessThan(150);
  });

  it.each([
    [
      'Error: execution error at (c/templates/a.yaml:3:4): il faut un nom\n\nUse --debug flag to render out invalid YAML\n',
      { source: 'c/templates/a.yaml', line: 3 },
      'le gabarit demande : « il faut un nom »',
    ],
    [
      'Error: c/templates/a.yaml:2:8\n  executing "c/templates/a.yaml" at <.Values.a.b>:\n    nil pointer evaluating interface {}.b\n',
      { source: 'c/templates/a.yaml', line: 2 },
      'aucune des valeurs lues ne donne « .Values.a.b »',
    ],
    [
      'Error: YAML parse error on c/charts/d/templates/b.yaml: error converting YAML to JSON: yaml: line 2: did not find expected key',
      { source: 'c/charts/d/templates/b.yaml', line: 1 },
      'n’est pas un objet en YAML : « line 2: did not find expected key »',
    ],
    [
      'Error: template: c/templates/a.yaml:1:3: executing "c/templates/a.yaml" at <include "x" .>: error calling include: template: no template "x" associated',
      { source: 'c/templates/a.yaml', line: 1 },
      'il emploie « x », qu’aucun des fichiers lus ne définit',
    ],
    ['Error: open /tmp/accostage-helm-x/chart/a.txt: no such file', null, 'Helm répond « open a.txt: no such file »'],
  ])('%s', (err, at, because) => {
    expect(read(err).at).toEqual(at);
    expect(told(err)).toContain(because);
  });
});
