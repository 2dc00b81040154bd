import type { RuleName } from '../../../src/dossier/checks/check.ts';
import { readDeclaredText } from '../../../src/answers/declared-resources.ts';
import { ruleOutcome } from '../../../src/dossier/checks/rules.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import type { ChartRendering } from '../../../src/inspect/helm/rendering.ts';
import { inspect } from '../../../src/inspect/inspect.ts';

/** Files of a repository, by path; null for one that is in the tree and was not read. */
export type Files = Readonly<Record<string, string | null>>;

/** A title, the files, the outcome, each finding as `!path:line` for a violation, `?path:line` for a doubt, `~path:line` for what was not seen or `+path:line` for advice, and what is known besides. */
export type Case = readonly [
  title: string,
  files: Files,
  outcome: ReturnType<typeof ruleOutcome>,
  findings: readonly string[],
  beside?: Beside,
];

/** What the dossier declares of resources, or what Helm made of the charts. */
type Beside = string | readonly ChartRendering[];

/** What one rule says of the files. */
export function judge(rule: RuleName, files: Files, beside: Beside = '') {
  const result = check(files, beside).rules.find((candidate) => candidate.rule === rule);
  if (result === undefined) throw new Error(`no result for ${rule}`);
  const findings = result.findings.map(({ outcome, place }) => {
    const sign = { violation: '!', undetermined: '?', unseen: '~', advice: '+' }[outcome];
    return place === null ? sign : `${sign}${place.path}:${place.line}`;
  });
  return { outcome: ruleOutcome(result), findings, because: result.findings.map(({ because }) => sentenceText(because)), result };
}

/** The whole report on the files. */
export function check(files: Files, beside: Beside = '') {
  return inspect({
    ...(typeof beside === 'string' ? { declared: readDeclaredText(beside) } : { renderings: beside }),
    paths: Object.keys(files),
    files: Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [{ path, text }])),
    unread: [],
  });
}

/** A Deployment that conforms; `change` replaces a piece of it. */
export function aDeployment(...changes: readonly (readonly [piece: string, by: string])[]): string {
  return changes.reduce((text, [piece, by]) => {
    if (!text.includes(piece)) throw new Error(`no ${piece} in the deployment`);
    return text.replace(piece, by);
  }, deployment);
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: { app: api, env: preprod, tier: backend }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata:
      labels: { app: api, env: preprod, tier: backend }
    spec:
      containers:
        - name: api
          image: docker.io/equipe/api:1.4.0
          ports: [{ containerPort: 8080 }]
          securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true }
          readinessProbe: { httpGet: { path: /sante, port: 8080 } }
          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }
`;

/** A chart whose templates nobody renders. */
export const aChart: Files = { 'chart/Chart.yaml': 'apiVersion: v2\nname: api\n', 'chart/templates/deployment.yaml': null };

/** A manifest of a kind, with what comes under it. */
export function aManifest(kind: string, rest: string): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x }\n${rest}\n`;
}
