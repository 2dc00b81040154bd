import { expect, it } from 'vitest';
import { writesOnlyData } from '../../../src/inspect/helm/written-kinds.ts';

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  a: {{ .Values.a.b }}\n';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n';

it.each([
  ['une ConfigMap', configMap],
  ['un Secret', configMap.replace('ConfigMap', 'Secret')],
  ['selon une valeur', `{{- if .Values.on }}\n${configMap}{{- end }}\n`],
  ['selon une valeur, sinon une autre', `{{ if .Values.on }}\n${configMap}{{ else }}\n${configMap}{{ end }}\n`],
  ['plusieurs, avec des commentaires', `{{/* une\nnote */}}\n# note\n${configMap}---\n${configMap}`],
  ['une par élément, en CRLF', `{{- range $name := .Values.names }}\n---\n${configMap}{{- end }}\n`.replaceAll('\n', '\r\n')],
  ['un fichier à la marge, sous sa clé', `${configMap}  b: |-\n{{ .Files.Get "x" | indent 4 }}\n`],
])('un gabarit qui n’écrit que des données ne cache aucun pod : %s', (_, text) => {
  expect(writesOnlyData(text)).toBe(true);
});

it.each([
  ['un pod', pod],
  ['une ConfigMap et un pod', `${configMap}---\n${pod}`],
  ['un genre que donne une valeur', configMap.replace('ConfigMap', '{{ .Values.kind }}')],
  ['un genre qui a le même nom ailleurs', configMap.replace('v1', 'exemple.fr/v1')],
  ['un texte inclus à la marge', `${configMap}{{ include "autre" . }}\n`],
  ['un texte inclus après une condition', `${configMap}{{ if .Values.a }}{{ include "autre" . }}{{ end }}\n`],
  ['une valeur versée à la marge', `${configMap}{{ toYaml .Values.objects }}\n`],
  ['un document en retrait', `${configMap}---\n{{ .Files.Get "pod" | indent 2 }}\n`],
  ['un texte à la marge, sous une clé', `${configMap}  b: |-\n{{ .Files.Get "x" }}\n`],
  ['un document qui n’est qu’une inclusion', `${configMap}---\n{{- include "autre" . }}\n`],
  ['une définition', `{{ define "a" }}\n${configMap}{{ end }}\n`],
  ['un document sans genre', `${configMap}---\nmetadata: { name: a }\n`],
  ['rien', ''],
  ['des lignes à la marge d’un texte', `${configMap}  b: |\n"---"\n`],
])('un gabarit qui peut écrire autre chose que des données peut tout cacher : %s', (_, text) => {
  expect(writesOnlyData(text)).toBe(false);
});
