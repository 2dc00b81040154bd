import { describe, expect, it } from 'vitest';
import { fixed } from './files-to-fix.ts';

const all = { app: 'api', env: 'prod', tier: 'backend' };

/** A Deployment in JSON, one key a line but for the labels of its pods, with a security context. */
function json(securityContext: object, labels: Readonly<Record<string, string>>): string {
  const container = { name: 'api', image: 'docker.io/equipe/api:1.4.0' };
  const spec = {
    selector: { matchLabels: { run: 'api' } },
    template: { metadata: { labels: 0 }, spec: { securityContext, containers: [container] } },
  };
  const pairs = Object.entries(labels).map(([key, value]) => `"${key}": "${value}"`);
  const text = JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', labels: all }, spec }, null, 2);
  return `${text}\n`.replace('"labels": 0', `"labels": {${pairs.join(', ')}}`);
}

describe('un manifeste en JSON reste du JSON', () => {
  it.each([
    ['un utilisateur fixé', 'openshift-scc', json({ runAsUser: 1000, fsGroup: 2000 }, all), json({ runAsNonRoot: true }, all)],
    ['des étiquettes', 'check-labels', json({}, { run: 'api' }), json({}, { ...all, run: 'api' })],
  ] as const)('%s', (...[, rule, before, after]) => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    expect(fixed({ 'k8s/a.json': before }, rule)).toEqual({ 'k8s/a.json': after });
    expect(fixed({ 'k8s/a.json': windows(before) }, rule)).toEqual({ 'k8s/a.json': windows(after) });
    expect(() => JSON.parse(after)).not.toThrow();
  });
});
