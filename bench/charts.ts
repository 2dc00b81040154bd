import { monitorEventLoopDelay } from 'node:perf_hooks';
import { findHelm } from '../src/helm/find-helm.ts';
import { renderCharts } from '../src/helm/render-charts.ts';
import type { TextFile } from '../src/inspect/files/text-file.ts';
import { planCharts } from '../src/inspect/helm/plan-charts.ts';
import { inspect } from '../src/inspect/inspect.ts';
import { createReader } from '../src/reader/reader.ts';
import { percentile } from './percentile.ts';

const TEMPLATES = 40;
const ENVIRONMENTS = ['dev', 'preprod', 'prod'];
const ROUNDS = 15;

/**
 * Milliseconds to check a chart of 40 templates with its own values and those of three environments: `total` with Helm, `ours` of processor time without it (the first time, then
 * the median), and the longest pause of the event loop while a report is made as the App makes it. Null without Helm, which `npm run tools` brings.
 */
export async function benchCharts() {
  const helm = await findHelm(process.env);
  if (helm.kind === 'none') return null;
  const files = bigChart();
  const paths = files.map(({ path }) => path);
  const [totals, ours]: [number[], number[]] = [[], []];
  let rendered = await renderCharts({ plans: planCharts({ paths, files }), helm });
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    rendered = await renderCharts({ plans: planCharts({ paths, files }), helm });
    const before = process.cpuUsage();
    planCharts({ paths, files });
    inspect({ paths, files, unread: [], ...rendered });
    ours.push(process.cpuUsage(before).user / 1_000);
    totals.push(performance.now() - start);
  }
  const pause = await longestPause({ paths, files, unread: [], ...rendered });
  const [first = NaN, ...others] = ours;
  return {
    templates: TEMPLATES,
    environments: ENVIRONMENTS.length,
    total: Math.round(percentile(totals.slice(1), 50)),
    first: Math.round(first),
    ours: Math.round(percentile(others, 50)),
    pause,
  };
}

/** While the thread that reads strangers' files makes a report: it starts, then works. */
async function longestPause(input: Parameters<typeof inspect>[0]): Promise<number> {
  const reader = createReader({ deadlineMs: 30_000, idleMs: 60_000, memoryMb: 512 });
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (let round = 0; round < 3; round += 1) await reader.read('inspect', input);
  await new Promise((resolve) => setTimeout(resolve, 20));
  loop.disable();
  await reader.close();
  return Math.round(loop.max / 1e5) / 10;
}

/** A chart as teams write them: helpers, a block of values turned to YAML, a loop, values by environment. */
function bigChart(): readonly TextFile[] {
  return [
    { path: 'c/Chart.yaml', text: 'apiVersion: v2\nname: c\nversion: 1.0.0\n' },
    { path: 'c/templates/_helpers.tpl', text: helpers },
    { path: 'c/values.yaml', text: `${valuesOf('local')}${ownValues}` },
    ...ENVIRONMENTS.map((environment) => ({ path: `c/values-${environment}.yaml`, text: valuesOf(environment) })),
    ...Array.from({ length: TEMPLATES }, (_, index) => ({ path: `c/templates/s${index}.yaml`, text: template(`s${index}`) })),
  ];
}

const helpers = '{{- define "c.labels" -}}\napp: c\nenv: {{ .Values.env }}\ntier: backend\n{{- end }}\n';

function valuesOf(environment: string): string {
  return `env: ${environment}\nreplicas: ${environment.length}\nimage: { repository: docker.io/equipe/api, tag: 1.4.${environment.length} }\n`;
}

const ownValues = `pullSecrets: [{ name: registry-pull-secret }]
service: { type: ClusterIP }
variables: { A: "1", B: "2", C: "3" }
resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }
`;

function template(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-${name}
  labels:
    {{- include "c.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels:
        app: ${name}
        env: {{ .Values.env }}
        tier: backend
    spec:
      {{- with .Values.pullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: ${name}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          ports: [{ name: http, containerPort: 8080 }]
          env:
            {{- range $key, $value := .Values.variables }}
            - name: {{ $key }}
              value: {{ $value | quote }}
            {{- end }}
          readinessProbe:
            httpGet: { path: /sante, port: http }
          securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true }
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-${name}
spec:
  type: {{ .Values.service.type }}
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: http }]
`;
}
