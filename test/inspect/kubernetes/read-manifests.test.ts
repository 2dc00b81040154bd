import { describe, expect, it } from 'vitest';
import { ruleOutcome } from '../../../src/dossier/checks/rules.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import { inspect } from '../../../src/inspect/inspect.ts';

const incomplete = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  template:
    spec:
      volumes: [{ name: noeud, hostPath: { path: / } }]
      containers: [{ name: api, image: api }]
`;

describe('un objet incomplet, que rien n’utilise', () => {
  it('n’est pas jugé, et le rapport le dit au lieu de se taire', () => {
    const files = [{ path: 'k8s/deployment.yaml', text: incomplete }];
    const { rules } = inspect({ paths: ['k8s/deployment.yaml'], files, unread: [] });
    const hostPath = rules.find(({ rule }) => rule === 'disallow-hostpath');
    expect(hostPath && ruleOutcome(hostPath)).toBe('undetermined');
    expect(hostPath?.findings.map(({ because, place }) => [sentenceText(because), place?.line])).toEqual([
      [expect.stringContaining('« Deployment api » n’est pas complet'), 1],
    ]);
  });
});
