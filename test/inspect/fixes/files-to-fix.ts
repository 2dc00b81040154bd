import type { RuleName } from '../../../src/dossier/checks/check.ts';
import { planFixes } from '../../../src/inspect/fixes/plan-fixes.ts';
import { check } from '../rules/cases.ts';

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** What is checked of them. */
export function inputOf(files: Files) {
  return { paths: Object.keys(files), files: Object.entries(files).map(([path, text]) => ({ path, text })), unread: [] };
}

/** The files that change, as they become. */
export function fixed(files: Files, ...rules: readonly RuleName[]): Files {
  return Object.fromEntries(planFixes({ input: inputOf(files), rules, setAside: [] }).files.map(({ path, text }) => [path, text]));
}

/** What a rule finds there. */
export const findingsOf = (files: Files, rule: RuleName) => check(files).rules.find((result) => result.rule === rule)?.findings ?? [];

/** A Deployment, with a security context and what its container says besides. */
export const pod = (context: string, more = '') => `# Un objet
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api # son nom
  labels: { app: api, env: prod, tier: backend }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata:
      labels: { app: api, env: prod, tier: backend }
    spec:
${context}      containers:
        - name: api
          image: docker.io/equipe/api:1.4.0 # publiée
${more}          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }
          readinessProbe: { httpGet: { path: /sante, port: 8080 } }
`;
/** A security context of these lines. */
export const context = (...lines: readonly string[]) =>
  ['      securityContext:', ...lines.map((line) => `        ${line}`), ''].join('\n');
