import nock from 'nock';
import { afterAll, afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { ruleOutcome } from '../../src/dossier/checks/rules.ts';
import { defaultRegistries } from '../../src/config/registries-schema.ts';
import { inspectCommit } from '../../src/github/read-checks.ts';
import { findHelm, noHelm, ownHelm } from '../../src/helm/find-helm.ts';
import { strangers } from '../../src/reader/reader.ts';
import { aHub, api, endNock } from '../github/nock.ts';

afterEach(endNock);
// A thread takes a second to start: one for all.
afterAll(() => strangers.close());

const chart: Readonly<Record<string, string>> = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
  'chart/templates/_type.tpl': '{{ define "type" }}{{ .Values.type }}{{ end }}',
  'chart/templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  type: {{ include "type" . }}\n',
  'chart/values.yaml': 'type: NodePort\n',
};

type Files = Readonly<Record<string, string>>;

/** What is said of ports in a commit of these files, by Helm or without it. */
async function portsIn(files: Files) {
  const hub = await aHub();
  const at = '/repos/dnum-mi/hub/git';
  const paths = Object.keys(files);
  const tree = paths.map((path, index) => ({ path, type: 'blob', sha: `b${index}`, size: files[path]?.length ?? 0 }));
  nock(api).persist().get(`${at}/trees/c1?recursive=true`).reply(200, { sha: 'c1', tree, truncated: false });
  const query = z.object({ variables: z.record(z.string(), z.string()) });
  let oids: readonly (readonly [string, string])[] = [];
  nock(api)
    .persist()
    .post('/graphql', (sent: unknown) => {
      oids = Object.entries(query.parse(sent).variables).filter(([name]) => name.startsWith('oid'));
      return true;
    })
    .reply(200, () => {
      const textOf = (oid: string) => files[paths[Number(oid.slice(1))] ?? ''];
      const blobs = oids.map(([name, oid]) => [name.replace('oid', 'blob'), { text: textOf(oid), isTruncated: false }]);
      return { data: { repository: Object.fromEntries(blobs) } };
    });
  return async (helm: Awaited<ReturnType<typeof findHelm>>) => {
    const { rules } = await inspectCommit(hub, {
      commit: 'c1',
      basis: { registries: defaultRegistries, clusters: [], declared: [] },
      helm,
    });
    const result = rules.find(({ rule }) => rule === 'restrict-nodeport');
    return result === undefined ? null : [ruleOutcome(result), result.findings.map(({ place }) => `${place?.path}:${place?.line}`)];
  };
}

it('avec Helm, un chart d’un dépôt de GitHub est jugé par ce qu’il produit ; sans lui, il est un doute', async () => {
  const outcomeWith = await portsIn(chart);
  expect(await outcomeWith(await findHelm({ HELM: ownHelm }))).toEqual(['violation', ['chart/templates/a.yaml:6']]);
  expect(await outcomeWith(noHelm)).toEqual(['undetermined', ['chart/values.yaml:1', 'chart/Chart.yaml:1']]);
});

it('avec Helm, un helmfile d’un dépôt de GitHub est calculé, et donne ses valeurs ; sans lui, il est un doute', async () => {
  const helmfile =
    'environments:\n  prod: {}\n---\nreleases:\n  - { name: a, chart: ./chart, values: [v/{{ .Environment.Name }}.yaml.gotmpl] }\n';
  const outcomeWith = await portsIn({
    ...chart,
    'chart/values.yaml': 'type: ClusterIP\n',
    'helmfile.yaml': helmfile,
    'v/prod.yaml.gotmpl': 'type: {{ printf "Node%s" "Port" }}\n',
  });
  expect(await outcomeWith(await findHelm({ HELM: ownHelm }))).toEqual(['violation', ['chart/templates/a.yaml:6']]);
  expect(await outcomeWith(noHelm)).toEqual(['undetermined', ['chart/Chart.yaml:1', 'helmfile.yaml:1']]);
});
