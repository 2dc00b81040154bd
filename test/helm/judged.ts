import { beforeAll } from 'vitest';
import { ruleOutcome } from '../../src/dossier/checks/rules.ts';
import type { RuleName } from '../../src/dossier/checks/check.ts';
import type { Cluster } from '../../src/config/production.ts';
import { computeTexts } from '../../src/helm/compute-texts.ts';
import { findHelm, type FoundHelm, ownHelm } from '../../src/helm/find-helm.ts';
import type { WantedValues } from '../../src/helm/render-charts.ts';
import { renderDelivered } from '../../src/helm/render-delivered.ts';
import { planDelivered } from '../../src/inspect/helm/plan-delivered.ts';
import { textsToCompute } from '../../src/inspect/helmfile/read-helmfiles.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { sentenceText } from '../../src/words/sentence.ts';
import { aManifest, type Files } from '../inspect/rules/cases.ts';

export let helm: FoundHelm;
beforeAll(async () => {
  helm = await findHelm({ HELM: ownHelm });
  if (helm.kind === 'none') throw new Error('npm run tools first');
});

/** A chart of these templates. */
export const chart = (templates: Files, more: Files = {}): Files => ({
  'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
  ...Object.fromEntries(Object.entries(templates).map(([name, text]) => [`c/templates/${name}`, text])),
  ...more,
});

/** What a rule says of files whose charts Helm rendered. */
export async function judged(
  rule: RuleName,
  tree: Files,
  { wanted, clusters = [], repository = null }: { wanted?: WantedValues; clusters?: readonly Cluster[]; repository?: string | null } = {},
) {
  const paths = Object.keys(tree);
  const files = Object.entries(tree).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
  const { path } = helm.kind === 'found' ? helm : { path: '' };
  const computed = await computeTexts(path, (known) => Promise.resolve(textsToCompute({ paths, files, computed: known })));
  const given = { paths, files, computed, repository };
  const rendered = await renderDelivered({
    planned: planDelivered(given),
    plan: (made) => Promise.resolve(planDelivered({ ...given, ...made })),
    helm,
    clusters,
    ...(wanted === undefined ? {} : { wanted }),
  });
  const result = inspect({ paths, files, unread: [], computed, repository, ...rendered }).rules.find((one) => one.rule === rule);
  if (result === undefined) throw new Error(`no ${rule}`);
  return {
    outcome: ruleOutcome(result),
    told: result.findings.map(({ place, because }) => `${place?.path}:${place?.line} ${sentenceText(because)}`),
  };
}

/** A Service whose type is a value. */
export const typed = aManifest('Service', 'spec:\n  type: {{ .Values.type | quote }}\n  ports: [{ port: 80 }]');
/** What is said of a chart of one template that may make a NodePort. */
export const portOf = (text: string, more: Files = {}) => judged('restrict-nodeport', chart({ 'a.yaml': text }, more));
