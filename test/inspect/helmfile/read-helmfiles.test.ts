import { describe, expect, it } from 'vitest';
import { isHelmfile } from '../../../src/inspect/files/is-helmfile.ts';
import { readHelmfiles, textsToCompute } from '../../../src/inspect/helmfile/read-helmfiles.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import * as fc from '../../property.ts';
import type { Files } from '../rules/cases.ts';

const given = (files: Files) => ({
  paths: Object.keys(files),
  files: Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [{ path, text }])),
});
const read = (helmfile: string, more: Files = {}) =>
  readHelmfiles({
    ...given({ 'helmfile.yaml': helmfile, 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', ...more }),
    computed: [],
  });
const releases = (release: string, before = '') => `${before}releases:\n  - { name: a, chart: ./c, ${release} }\n`;

describe('un helmfile qui s’écrit sans gabarit', () => {
  it('dit ce qu’il installe, avec quelles valeurs, dans quel environnement', () => {
    const { installs, opaques, whole } = read(
      'environments:\n  prod: {}\n  local: {}\n---\nreleases:\n  - name: api\n    namespace: p\n    chart: ./c\n    values: [{ a: 1 }, v.yaml]\n',
      { 'v.yaml': 'b: 2\n' },
    );
    expect(installs).toEqual([
      {
        from: 'helmfile.yaml',
        environment: 'prod',
        chart: 'c/Chart.yaml',
        release: { name: 'api', namespace: 'p' },
        values: [
          { path: 'helmfile.yaml', text: '{"a": 1}', lines: [9] },
          { path: 'v.yaml', text: 'b: 2\n' },
        ],
      },
    ]);
    expect([opaques, [...whole]]).toEqual([[], ['helmfile.yaml']]);
  });

  it('sans Helm, aucun n’est lu ; avec lui, rien ne lui est demandé', () => {
    const input = given({ 'helmfile.yaml': releases('values: []') });
    expect(readHelmfiles(input).read.size).toBe(0);
    expect(textsToCompute(input)).toEqual([]);
  });

  it('un gabarit se demande quand ce qui le précède est connu', () => {
    const input = given({
      'helmfile.yaml': 'environments:\n  prod:\n    values: [e.yaml.gotmpl]\n---\n# {{ .Values.a }}\n',
      'e.yaml.gotmpl': 'a: {{ 1 }}\n',
    });
    const first = textsToCompute(input);
    expect(first.map(({ id }) => id)).toEqual(['helmfile.yaml prod e.yaml.gotmpl']);
    const computed = [{ id: first[0]?.id ?? '', result: { kind: 'computed' as const, text: 'a: 1\n' } }];
    expect(textsToCompute({ ...input, computed }).map(({ given: { Values } }) => Values)).toEqual([{ a: 1 }]);
  });

  it.each<readonly [string, string, string]>([
    ['un crochet', releases('hooks: [{ events: [presync], command: sh }]'), 'hooks'],
    ['une retouche', releases('strategicMergePatches: [{ a: 1 }]'), 'strategicMergePatches'],
    ['des valeurs une à une', releases('set: [{ name: a, value: b }]'), 'set'],
    ['des secrets', releases('secrets: [s.yaml]'), 'chiffrées'],
    ['un modèle de version', releases('inherit: [{ template: t }]', 'templates: { t: { values: [] } }\n'), 'inherit'],
    ['un fichier de valeurs absent', releases('values: [absent.yaml]'), 'absent.yaml'],
    ['un fichier hors du dépôt', releases('values: [../../x.yaml]'), '../../x.yaml'],
    ['un motif de fichiers', releases('values: ["v/*.yaml"]'), 'v/*.yaml'],
    ['un fichier d’ailleurs', releases('values: ["git::https://a/b@c.yaml"]'), 'git::'],
    ['une condition que rien ne donne', releases('condition: a.enabled'), 'n’est pas connue'],
    ['un autre helmfile', `helmfiles: [autre.yaml]\n${releases('values: []')}`, 'helmfiles'],
    ['une base', `bases: [b.yaml]\n${releases('values: []')}`, 'bases'],
    ['un réglage qui change les objets', `helmDefaults: { postRenderer: x }\n${releases('values: []')}`, 'postRenderer'],
    ['un environnement à secrets', releases('values: []', 'environments:\n  prod: { secrets: [s.yaml] }\n---\n'), 'secrets'],
    [
      'des environnements d’un poste seuls',
      releases('values: []', 'environments:\n  local: {}\n  minikube: {}\n---\n'),
      'poste de travail',
    ],
    ['un chart d’un autre sans version', 'releases:\n  - { name: a, chart: bitnami/redis }\n', 'version n’est pas dite'],
    [
      'un chart d’un autre, retouché',
      'releases:\n  - { name: a, chart: bitnami/redis, version: 1.0.0, jsonPatches: [{}] }\n',
      'jsonPatches',
    ],
    ['un chart qui n’est pas là', 'releases:\n  - { name: a, chart: ./absent }\n', './absent'],
    ['un dossier de manifestes', 'releases:\n  - { name: a, chart: ./k8s }\n', './k8s'],
    ['un texte illisible', 'releases: [\n', 'ne se lit pas'],
    ['un texte qui n’est pas fait de clés', '- a\n', 'ne se lit pas'],
    [
      'onze fichiers de valeurs',
      releases('values: []', `environments:\n  prod: { values: [${'{ a: 1 }, '.repeat(11)}] }\n---\n`),
      'de valeurs',
    ],
    ['vingt et une parties', '---\n'.repeat(21), 'parties'],
  ])('%s : un doute, qui le nomme', (...[, helmfile, named]) => {
    const { opaques, whole } = read(helmfile, { 'k8s/a.yaml': '' });
    const told = opaques.flatMap(({ because, hides }) => (hides === 'objects' ? sentenceText(because) : []));
    expect(told).toEqual([expect.stringContaining(named)]);
    expect(whole.size).toBe(0);
  });

  it.each<readonly [string, string]>([
    ['d’un registre', 'oci://ghcr.io/a/b'],
    ['d’un dépôt de charts', 'bitnami/redis'],
  ])('un chart %s, avec sa version, est celui d’un autre', (_, name) => {
    const { opaques, whole } = read(`releases:\n  - { name: a, chart: "${name}", version: 1.2.3, set: [{ name: a, value: b }] }\n`);
    expect([opaques.map(({ hides }) => hides), whole.size]).toEqual([['objects-of-others'], 1]);
  });

  it('ce que des versions ont en commun par une ancre est lu', () => {
    const { installs, opaques } = read(
      'templates:\n  d: &d\n    namespace: p\n    values: [{ a: 1 }]\nreleases:\n  - name: a\n    chart: ./c\n    <<: *d\n',
    );
    expect([installs.map(({ release, values }) => [release.namespace, values.length]), opaques]).toEqual([[['p', 1]], []]);
  });

  it('un chart installé de plus de dix façons est un doute pour les autres', () => {
    const { installs, opaques } = read(`releases:\n${'  - { name: a, chart: ./c }\n'.repeat(12)}`);
    expect([installs.length, opaques.map(({ because }) => sentenceText(because))]).toEqual([
      10,
      [expect.stringContaining('2 n’ont pas été vues')],
    ]);
  });

  it('ne lève jamais, quoi qu’on y écrive', () => {
    const piece = fc.constantFrom(
      'releases:',
      'environments:',
      '  - ',
      'name: a',
      'chart: ./c',
      '---\n',
      '{{ x }}',
      '\n',
      '  ',
      'values:',
      '[',
      '{',
      '}',
      ']',
      '&a',
      '*a',
      'prod:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(read(pieces.join('')).read.size).toBe(1);
      }),
    );
  });
});

describe('des helmfiles d’un autre nom', () => {
  const readOf = (files: Files) => readHelmfiles({ ...given({ 'c/Chart.yaml': 'name: c\n', ...files }), computed: [] });
  const said = (files: Files) => readOf(files).opaques.map(({ place }) => place?.path);

  it('celui que rien ne nomme est lu seul', () => {
    expect(readOf({ 'helmfile-prod.yaml': releases('values: [{ a: 1 }]') }).installs.map(({ from }) => from)).toEqual([
      'helmfile-prod.yaml',
    ]);
  });

  it.each<readonly [string, Files]>([
    ['de valeurs', { 'helmfile-defaults.yaml': 'a: 1\n' }],
    ['de valeurs d’un environnement', { 'helmfile-prod-values.yaml': 'a: 1\n' }],
    ['de secrets', { 'helmfile-secrets.yaml': 'a: 1\n' }],
    ['de ce que des parties ont en commun', { 'helmfile-common.yaml': 'helmDefaults: { postRenderer: x }\n' }],
  ])('un fichier %s n’est pas lu comme un helmfile, avec ou sans Helm', (_, files) => {
    const all = { 'helmfile.yaml': releases('values: []'), ...files };
    const [path = ''] = Object.keys(files);
    expect([readOf(all).installs.length, said(all)]).toEqual([1, []]);
    const without = readHelmfiles(given(all)).read;
    expect([without.has(path) || !isHelmfile(path), without.has('helmfile.yaml')]).toEqual([true, false]);
  });

  it('celui qu’un autre nomme est à lui : il en répond', () => {
    const sub = releases('values: [{ a: {{ .Values.a }} }]');
    const parent = (written: string) => `helmfiles:\n  - path: ${written}\n    values: [{ a: 1 }]\n`;
    expect(said({ 'helmfile.yaml': parent('helmfile-app.yaml'), 'helmfile-app.yaml': sub })).toEqual(['helmfile.yaml']);
    expect(said({ 'helmfile-prod.yaml': parent('helmfile-*.yaml'), 'helmfile-app.yaml': releases('') })).not.toEqual([]);
    expect(said({ 'helmfile-prod.yaml': parent('helmfile-app.yaml'), 'helmfile-app.yaml': sub })).toEqual(['helmfile-prod.yaml']);
  });

  it('deux qui se nomment l’un l’autre ne se taisent pas', () => {
    const naming = (other: string) => `helmfiles: [${other}]\n`;
    expect(said({ 'helmfile-a.yaml': naming('helmfile-b.yaml'), 'helmfile-b.yaml': naming('helmfile-a.yaml') })).toEqual([
      'helmfile-a.yaml',
      'helmfile-b.yaml',
    ]);
  });
});
