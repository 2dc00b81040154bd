import { describe, expect, it } from 'vitest';
import { planCharts } from '../../../src/inspect/helm/plan-charts.ts';
import { readRenderings } from '../../../src/inspect/helm/read-renderings.ts';
import type { Rendering } from '../../../src/inspect/helm/rendering.ts';
import type { Resource } from '../../../src/inspect/kubernetes/resource.ts';
import * as fc from '../../property.ts';

const chart = { path: 'c/Chart.yaml', text: 'apiVersion: v2\nname: c\nversion: 1.0.0\n' };

/** What is read of the last of the texts that a template wrote, the others being read before it; `other` is the template that wrote these, where it is not the same. */
function lastOf(template: string, texts: readonly string[], other: string | null = null): readonly Resource[] {
  const files = [chart, { path: 'c/templates/a.yaml', text: template }, { path: 'c/templates/b.yaml', text: other ?? '' }];
  const fileOf = (index: number) => (other === null || index === texts.length - 1 ? 'a' : 'b');
  const [plan] = planCharts({ paths: files.map(({ path }) => path), files });
  if (plan === undefined) throw new Error('no plan');
  const renderings = texts.map((text, index): Rendering => ({
    values: index === texts.length - 1 ? 'c/values-fin.yaml' : `c/values-${index}.yaml`,
    result: { kind: 'rendered', text: `---\n# Source: c/templates/${fileOf(index)}.yaml\n${text}`, leftOut: [] },
  }));
  return (readRenderings(plan, { renderings })?.resources ?? []).filter(({ assembledBy }) => assembledBy === 'c/values-fin.yaml');
}

/** The text of an environment, read after those of others, is read as it would be alone. */
function expectSame(template: string, ...texts: readonly string[]): void {
  const own = texts.at(-1) ?? '';
  expect(lastOf(template, texts)).toEqual(lastOf(template, [own]));
}

/** The same after those that another template wrote, in the same order. */
function expectSameAfter(other: string, template: string, ...texts: readonly string[]): void {
  expect(lastOf(template, texts, other)).toEqual(lastOf(template, texts.slice(-1)));
}

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

describe('ce qu’un gabarit écrit avec d’autres valeurs est lu comme s’il était seul', () => {
  it.each<readonly [string, string, string, string]>([
    ['une valeur', 'data:\n  a: {{ .Values.a }}\n', 'data:\n  a: un\n', 'data:\n  a: deux\n'],
    ['une valeur entre guillemets', 'data:\n  a: {{ .Values.a | quote }}\n', 'data:\n  a: "un"\n', 'data:\n  a: "deux"\n'],
    ['des guillemets qui s’en vont', 'data:\n  a: {{ .Values.a }}\n', 'data:\n  a: "1"\n', 'data:\n  a: 1\n'],
    ['une valeur nulle', 'data:\n  a: {{ .Values.a }}\n', 'data:\n  a: un\n', 'data:\n  a: null\n'],
    [
      'deux valeurs égales, dont une change',
      'data:\n{{ range .v }}  {{ . }}\n{{ end }}',
      'data:\n  a: x\n  b: x\n',
      'data:\n  a: x\n  b: y\n',
    ],
    ['deux valeurs qui s’échangent', 'data:\n{{ range .v }}  {{ . }}\n{{ end }}', 'data:\n  a: x\n  b: y\n', 'data:\n  a: y\n  b: x\n'],
    [
      'une ligne écrite en deux endroits du gabarit',
      'spec:\n{{ if .a }}\n  type: un\n{{ else }}\n  type: deux\n{{ end }}',
      'spec:\n  type: un\n',
      'spec:\n  type: deux\n',
    ],
    ['un bloc de texte', 'data:\n  {{ include "x" . }}\n', 'data:\n  b: un\n  t: |\n    a: un\n', 'data:\n  b: un\n  t: |\n    a: deux\n'],
    [
      'un texte qui va à la ligne',
      'data:\n  {{ include "x" . }}\n',
      'data:\n  b: un\n  t: "\n    a: un\n    "\n',
      'data:\n  b: un\n  t: "\n    a: deux\n    "\n',
    ],
    ['des valeurs en ligne', 'data:\n  {{ include "x" . }}\n', 'data: { b: un, c: un }\na: un\n', 'data: { b: un, c: un }\na: deux\n'],
    [
      'une valeur qui en nomme une autre',
      'data:\n  {{ include "x" . }}\n',
      'data:\n  a: &n\n    b: un\n  c: *n\n',
      'data:\n  a: &n\n    b: deux\n  c: *n\n',
    ],
    ['une clé écrite deux fois', 'data:\n  {{ include "x" . }}\n', 'data:\n  a: un\n  a: x\n', 'data:\n  a: deux\n  a: x\n'],
    [
      'une valeur que l’autre a déjà ailleurs',
      'data:\n  {{ include "x" . }}\n',
      'data:\n  a: un\n  b: deux\n',
      'data:\n  a: deux\n  b: deux\n',
    ],
    ['une ligne de plus', 'data:\n  {{ include "x" . }}\n', 'data:\n  a: un\n', 'data:\n  a: un\n  b: un\n'],
    ['un texte qui ne se lit pas', 'data:\n  {{ include "x" . }}\n', 'data:\n  a: [\n', 'data:\n  a: un\n'],
    ['un texte qui ne se lit plus', 'data:\n  {{ include "x" . }}\n', 'data:\n  a: un\n', 'data:\n  a: [\n'],
    ['un commentaire', 'data:\n  a: x # {{ .Values.a }}\n', 'data:\n  a: x # un\n', 'data:\n  a: x # deux\n'],
    [
      'des valeurs entre accolades',
      'data:\n  a: { b: {{ .b }}, c: {{ .c }} }\n',
      'data:\n  a: { b: un, c: deux }\n',
      'data:\n  a: { b: deux, c: "un" }\n',
    ],
    [
      'deux valeurs égales entre accolades, dont une change',
      'data:\n  {{ x }}\n',
      'data:\n  a: { b: un, c: un }\n',
      'data:\n  a: { b: un, c: deux }\n',
    ],
    [
      'des guillemets qui contiennent une virgule',
      'data:\n  {{ x }}\n',
      'data:\n  a: { b: "un, c: un" }\n',
      'data:\n  a: { b: "deux, c: un" }\n',
    ],
    [
      'des accolades en accolades',
      'data:\n  {{ x }}\n',
      'data:\n  a: { b: { c: un }, d: un }\n',
      'data:\n  a: { b: { c: deux }, d: un }\n',
    ],
    ['un texte sur deux lignes', 'data:\n  {{ include "x" . }}\n', 'data:\n  a: un\n    suite\n', 'data:\n  a: deux\n    suite\n'],
  ])('%s', (...[, template, one, other]) => {
    expectSame(`${head}${template}`, `${head}${one}`, `${head}${other}`);
    expectSame(`${head}${template}`, `${head}${other}`, `${head}${one}`);
    expectSame(`${head}${template}`, `${head}${one}`, `${head}${other}`, `${head}${one}`);
    for (const texts of [
      [one, other],
      [other, one],
      [one, one],
    ])
      expectSameAfter(`# b\n${head}${template}`, `${head}${template}`, ...texts.map((text) => `${head}${text}`));
  });

  it('quelles que soient les lignes', () => {
    const value = fc.constantFrom(
      'un',
      'deux',
      '1',
      'true',
      'null',
      '"un"',
      "'un'",
      'a:b',
      'a: b',
      '{ a: un, b: deux }',
      '{ a: deux, b: "un" }',
      '{ a: un, b: un}',
      '{a: un,b: deux}',
      '{ a: "un, b: deux" }',
      '|',
      '&a un',
      '*a',
      '{ a: un }',
      '[un]',
      '',
      '# un',
    );
    const line = fc
      .tuple(fc.constantFrom('  ', '    '), fc.constantFrom('a', 'b', '- a', '-'), value)
      .map(([indent, key, text]) => `${indent}${key === '-' ? '-' : `${key}:`} ${text}\n`);
    const template = fc.constantFrom(
      'data:\n  {{ include "x" . }}\n',
      'data:\n  a: {{ .a }}\n  b: {{ .b }}\n',
      'data:\n{{ range .v }}\n  a: {{ . }}\n{{ end }}',
    );
    fc.assert(
      fc.property(template, fc.array(fc.tuple(line, line, fc.boolean()), { maxLength: 5 }), (written, lines) => {
        const one = lines.map(([own]) => own).join('');
        const other = lines.map(([own, changed, isChanged]) => (isChanged ? changed : own)).join('');
        expectSame(`${head}${written}`, `${head}data:\n${one}`, `${head}data:\n${other}`);
        expectSameAfter(`${head}labels:\n${written}`, `${head}${written}`, `${head}data:\n${one}`, `${head}data:\n${other}`);
      }),
    );
  });
});
