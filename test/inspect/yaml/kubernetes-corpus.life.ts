import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDocuments } from '../../../src/inspect/yaml/read-documents.ts';
import { aManifest, check, judge } from '../rules/cases.ts';
import { computingMs } from '../../computing-time.ts';

/** Texts, and whether `kubectl label --local -f` (kubectl 1.34.5) reads them: what it refuses for another reason than YAML counts as read. */
const corpus = z
  .array(z.object({ name: z.string(), text: z.string(), read: z.boolean() }))
  .parse(JSON.parse(readFileSync('test/inspect/yaml/kubernetes-corpus.json', 'utf8')));

const isRead = (text: string) => readDocuments({ path: 'a.yaml', text }).troubles.every(({ kind }) => kind === 'ambiguous');

describe('un YAML est lisible exactement quand kubectl le lit', () => {
  it(`sur ${corpus.length} textes`, () => {
    const [read, refused] = [corpus.filter((one) => one.read), corpus.filter((one) => !one.read)];
    expect(read.length).toBeGreaterThan(80);
    expect(refused.length).toBeGreaterThan(80);
    expect(corpus.filter(({ text, read: wanted }) => isRead(text) !== wanted).map(({ name }) => name)).toEqual([]);
  });

  it('les fins de ligne de Windows n’y changent rien', () => {
    const other = corpus.filter(({ text, read }) => !text.includes('\r') && isRead(text.replaceAll('\n', '\r\n')) !== read);
    expect(other.map(({ name }) => name)).toEqual([]);
  });
});

const nodePort = aManifest('Service', 'spec:\n  type: NodePort');
const withAnnotation = (written: string) =>
  nodePort.replace('metadata: { name: x }', `metadata:\n  name: x\n  annotations:\n    exemple.fr/config: ${written}`);

it('un texte fait pour être long se lit en un temps qui suit sa longueur', () => {
  const spent = computingMs(() => {
    for (const piece of ['a: ', '- ', '&a ', '"a" ', '[? ', '{a: "x", ', "'", 'a: "x\n', '\t', '[]#', '*a ', '| '])
      isRead(piece.repeat(120_000 / piece.length));
  });
  expect(spent).toBeLessThan(15_000);
});

describe('ce que Kubernetes lit est jugé, à la bonne ligne', () => {
  it.each<readonly [string, string, number]>([
    ['un texte entre guillemets simples, fermé sous sa clé', `'{\n      "port": "8080"\n    }'`, 10],
    ['un texte entre guillemets doubles, revenu à la marge', '"{\nport\n}"', 10],
    ['une liste fermée à gauche de sa clé', '[\n    1\n]', 10],
    ['une tabulation entre accolades', '{\n\t"a": "b"\n\t}', 10],
    ['un commentaire collé à un guillemet', `'a'#note`, 8],
    ['une apostrophe échappée', String.raw`"l\'eau"`, 8],
  ])('%s', (_, written, line) => {
    const text = withAnnotation(written);
    expect(judge('restrict-nodeport', { 'k8s/a.yaml': text }).findings).toEqual([`!k8s/a.yaml:${line}`]);
    expect(judge('readable-yaml', { 'k8s/a.yaml': text }).outcome).toBe('conforming');
  });

  it('des objets JSON qui se suivent', () => {
    const one = '{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"},\n"spec":{"type":"NodePort"}}\n';
    expect(judge('restrict-nodeport', { 'k8s/a.json': one + one }).findings).toEqual(['!k8s/a.json:2', '!k8s/a.json:4']);
  });
});

describe('ce que Kubernetes refuse est dit, à la bonne ligne, et ses objets manquent à toutes les règles', () => {
  it.each<readonly [string, string, number]>([
    ['un nom d’hôte en étoile sans guillemets', 'spec:\n  rules:\n    - host: *.exemple.fr\n', 6],
    ['un alias que rien n’annonce', 'spec:\n  a: *absent\n', 5],
    ['une tabulation seule sur sa ligne', 'spec:\n  a: b\n\t\n  c: d\n', 6],
    ['une tabulation devant un commentaire', 'spec:\n  a: b\n\t# note\n', 6],
    ['une tabulation après un tiret', 'spec:\n  -\ta\n', 5],
    ['un texte en bloc qui commence par une tabulation', 'spec:\n  a: |\n    \tb\n', 6],
    ['un caractère invisible', 'spec:\n  a: b\u0007c\n', 5],
    ['une clé entre accolades, sans guillemets', 'spec:\n  { a: b }: c\n', 5],
    ['un texte repris par <<', 'spec:\n  <<: a\n', 5],
  ])('%s', (_, rest, line) => {
    const files = { 'k8s/a.yaml': `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: x }\n${rest}` };
    expect(judge('readable-yaml', files).findings).toEqual([`!k8s/a.yaml:${line}`]);
    expect(judge('restrict-nodeport', files).findings).toEqual([`?k8s/a.yaml:${line}`]);
  });

  it('un document illisible ne cache que les siens', () => {
    const report = check({ 'k8s/a.yaml': `${nodePort}---\na: *b\n---\n${nodePort}` });
    const found = report.rules
      .find(({ rule }) => rule === 'restrict-nodeport')
      ?.findings.map(({ outcome, place }) => [outcome, place?.line]);
    expect(found).toEqual([
      ['violation', 5],
      ['violation', 13],
      ['undetermined', 7],
    ]);
  });
});
