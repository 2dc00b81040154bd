import { describe, expect, it } from 'vitest';
import type { Files } from '../inspect/rules/cases.ts';
import { judged, typed } from './judged.ts';

describe('avec Helm, les charts qu’une kustomization nomme (helmCharts) sont calculés avec ce qu’elle donne', () => {
  const held = (folder: string, more: Files = {}): Files => ({
    [`${folder}/Chart.yaml`]: 'apiVersion: v2\nname: d\nversion: 1.0.0\n',
    [`${folder}/values.yaml`]: 'type: ClusterIP\n',
    [`${folder}/templates/a.yaml`]: typed,
    ...more,
  });
  const inflating = (entry: string, more: Files, rest = '') => ({
    'k/kustomization.yaml': `${rest}helmCharts:\n  - name: d\n${entry}`,
    ...more,
  });
  const typeOf = (entry: string, more: Files, rest = '') => judged('restrict-nodeport', inflating(entry, more, rest));

  it.each<readonly [string, string, Files]>([
    ['les valeurs du chart', '', held('k/charts/d')],
    [
      'un fichier de valeurs',
      '    valuesFile: v.yaml\n',
      held('k/charts/d', { 'k/charts/d/values.yaml': 'type: NodePort\n', 'k/v.yaml': 'type: ClusterIP\n' }),
    ],
    [
      'des valeurs écrites sur place, après celles du fichier',
      '    valuesFile: v.yaml\n    valuesInline: { type: ClusterIP }\n',
      held('k/charts/d', { 'k/v.yaml': 'type: NodePort\n' }),
    ],
    [
      'des valeurs écrites sur place, avant celles du fichier',
      '    valuesMerge: merge\n    valuesFile: v.yaml\n    valuesInline: { type: NodePort }\n',
      held('k/charts/d', { 'k/v.yaml': 'type: ClusterIP\n' }),
    ],
    [
      'des valeurs écrites sur place, seules',
      '    valuesMerge: replace\n    valuesFile: v.yaml\n    valuesInline: { a: 1 }\n',
      held('k/charts/d', { 'k/v.yaml': 'type: NodePort\n' }),
    ],
    [
      'd’autres fichiers de valeurs',
      '    valuesFile: v.yaml\n    additionalValuesFiles: [w.yaml]\n',
      held('k/charts/d', { 'k/v.yaml': 'type: NodePort\n', 'k/w.yaml': 'type: ClusterIP\n' }),
    ],
    ['un chart rangé par version', '    version: 1.0.0\n', held('k/charts/d-1.0.0/d')],
  ])('%s', async (...[, entry, files]) => {
    expect(await typeOf(entry, files)).toEqual({ outcome: 'conforming', told: [] });
  });

  it('le dossier des charts est celui que dit helmGlobals, et un constat mène au gabarit', async () => {
    const { outcome, told } = await typeOf(
      '    valuesInline: { type: NodePort }\n',
      held('infra/d'),
      'helmGlobals: { chartHome: ../infra }\n',
    );
    expect([outcome, told]).toEqual(['violation', [expect.stringMatching(/^infra\/d\/templates\/a\.yaml:5 /)]]);
  });

  it('le nom et l’espace sont ceux qu’elle donne, et rien n’y passe pour une option de Helm', async () => {
    const named = typed.replace(
      '{{ .Values.type | quote }}',
      '{{ if and (eq .Release.Name "nom") (eq .Release.Namespace "espace") }}NodePort{{ else }}ClusterIP{{ end }}',
    );
    const files = held('k/charts/d', { 'k/charts/d/templates/a.yaml': named });
    expect(await typeOf('    releaseName: nom\n    namespace: espace\n', files)).toMatchObject({ outcome: 'violation' });
    expect(await typeOf('    releaseName: --post-renderer=/bin/false\n    namespace: --debug\n', files)).toEqual({
      outcome: 'conforming',
      told: [],
    });
  });

  it('les correctifs de la kustomization s’appliquent à ce que le chart produit, et le constat est à leur ligne', async () => {
    const patch = 'patches:\n  - target: { kind: Service }\n    patch: |\n      - { op: replace, path: /spec/type, value: NodePort }\n';
    const { outcome, told } = await typeOf('', held('k/charts/d'), patch);
    expect([outcome, told]).toEqual(['violation', [expect.stringMatching(/^k\/kustomization\.yaml:4 /)]]);
  });

  it.each<readonly [string, string, Files, string]>([
    [
      'd’ailleurs',
      '    version: 1.2.3\n    repo: https://exemple.fr\n',
      {},
      'k/kustomization.yaml:2 le chart « d 1.2.3 » de « https://exemple.fr »',
    ],
    ['absent', '', {}, 'k/kustomization.yaml:2 le chart « d » que helmCharts nomme n’a pas été calculé'],
    [
      'dont un fichier de valeurs manque',
      '    valuesFile: v.yaml\n',
      held('k/charts/d'),
      'k/kustomization.yaml:2 le chart « d » que helmCharts nomme',
    ],
    [
      'faux',
      '',
      held('k/charts/d', { 'k/charts/d/templates/a.yaml': 'a: {{ .Values.a.b }}' }),
      'k/charts/d/templates/a.yaml:1 ce chart ne se calcule pas',
    ],
  ])('un chart %s est un doute qui le nomme', async (...[, entry, files, doubt]) => {
    const { outcome, told } = await typeOf(entry, files);
    expect([outcome, told.join('\n')]).toEqual(['undetermined', expect.stringContaining(doubt)]);
  });

  it.each<readonly [string, Files]>([
    ['celles d’un environnement', { 'k/charts/d/values-prod.yaml': null }],
    ['ce qu’ont en commun des environnements', { 'k/charts/d/values-common.yaml': null, 'k/charts/d/values-dev.yaml': 'a: 1\n' }],
  ])('des valeurs qu’elle ne donne pas, et que personne n’a lues, n’y changent rien : %s', async (_, more) => {
    expect(await typeOf('    valuesInline: { type: ClusterIP }\n', held('k/charts/d', more))).toEqual({ outcome: 'conforming', told: [] });
  });

  it('un chart que deux kustomizations nomment est calculé pour chacune, et n’est pas jugé seul', async () => {
    const files = {
      ...inflating(
        '    valuesInline: { type: NodePort }\n',
        held('charts/d', { 'charts/d/values.yaml': 'type: LoadBalancer\n' }),
        'helmGlobals: { chartHome: ../charts }\n',
      ),
      'autre/kustomization.yaml': 'helmGlobals: { chartHome: ../charts }\nhelmCharts: [{ name: d, valuesInline: { type: ClusterIP } }]\n',
    };
    expect((await judged('restrict-nodeport', files)).told).toEqual([expect.stringContaining('(dans « k »)')]);
  });
});
