import type { RuleName } from '../../../src/dossier/checks/check.ts';
import { ruleOutcome } from '../../../src/dossier/checks/rules.ts';
import type { Rendering } from '../../../src/inspect/helm/rendering.ts';
import { inspect } from '../../../src/inspect/inspect.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import type { Files } from '../rules/cases.ts';

const template = `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
spec:
  {{- if .Values.expose }}
  type: {{ .Values.type }}
  {{- end }}
`;
/** A Service as Helm makes it. */
export const service = (type: string) =>
  `---\n# Source: c/templates/a.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: app\nspec:\n  type: ${type}\n`;
/** A chart of one template. */
export const chart: Files = { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'c/templates/a.yaml': template };

/** What Helm made with the values of an environment; null: with the chart's own. */
export const made = (text: string, values: string | null = null): Rendering => ({
  values,
  result: { kind: 'rendered', text, leftOut: [] },
});
/** What a rule says of a chart that Helm rendered. */
export function judged(rule: RuleName, files: Files, ...renderings: readonly Rendering[]) {
  const report = inspect({
    paths: Object.keys(files),
    files: Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [{ path, text }])),
    unread: [],
    renderings: [{ chart: 'c/Chart.yaml', renderings, clusters: [] }],
  });
  const result = report.rules.find((one) => one.rule === rule);
  if (result === undefined) throw new Error(`no ${rule}`);
  const told = result.findings.map(({ place, because }) => `${place?.path}:${place?.line} ${sentenceText(because)}`);
  return { outcome: ruleOutcome(result), told };
}
