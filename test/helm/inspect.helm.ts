import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { findHelm, ownHelm } from '../../src/helm/find-helm.ts';

/** Runs the command on files in memory, with Helm. */
async function accostage(args: readonly string[], files: Readonly<Record<string, string>>) {
  const out: string[] = [];
  const err: string[] = [];
  const readFile = (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return text;
  };
  const code = await run(args, {
    readFile,
    readTreeFile: readFile,
    readStdin: () => '',
    listFiles: () => [],
    listTree: () => Object.entries(files).map(([path, text]) => ({ path: path.slice('d/'.length), size: text.length })),
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    now: () => new Date('2027-01-04T09:00:00Z'),
    network: () => {
      throw new Error('no network here');
    },
    helm: () => findHelm({ HELM: ownHelm }),
    environment: {},
  });
  return { code, out: out.join(''), err: err.join('') };
}

describe('inspect, avec Helm', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  type: {{ .Values.type }}\n';
  const files = {
    'd/c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'd/c/templates/a.yaml': service,
    'd/c/values.yaml': 'type: ClusterIP\n',
    'd/c/values-dev.yaml': 'type: NodePort\n',
    'd/c/values-prod.yaml': 'a: 1\n',
  };

  it('juge chaque environnement, et le nomme', async () => {
    const { code, out } = await accostage(['inspect', 'd'], files);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^c\/templates\/a\.yaml:6: restrict-nodeport: non conforme .*« c\/values-dev\.yaml:1 ».*\(avec « c\/values-dev\.yaml »\)$/m,
    );
    expect(out).not.toContain('restrict-nodeport: indéterminé');
  });

  it.each([
    ['test', 0],
    ['test,test-success', 0],
    ['pre-install,test', 1],
    ['test, post-upgrade', 1],
  ])('un crochet « %s » est jugé s’il est aussi installé', async (hook, code) => {
    const pod = `apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n  annotations: { "helm.sh/hook": "${hook}" }\nspec: { type: NodePort }\n`;
    const found = await accostage(['inspect', 'd'], { 'd/c/Chart.yaml': files['d/c/Chart.yaml'], 'd/c/templates/a.yaml': pod });
    expect(found.code).toBe(code);
    expect(found.out.includes('restrict-nodeport: non conforme')).toBe(code === 1);
  });

  it('les valeurs communes précèdent celles de chaque environnement, et n’en sont pas un', async () => {
    const common = { ...files, 'd/c/values-common.yaml': 'type: NodePort\n', 'd/c/values-dev.yaml': 'type: ClusterIP\n' };
    const { out } = await accostage(['inspect', 'd'], common);
    expect(out).toMatch(/^c\/templates\/a\.yaml:6: restrict-nodeport: .*« c\/values-common\.yaml:1 ».*\(avec « c\/values-prod\.yaml »\)$/m);
    expect(out).not.toMatch(/restrict-nodeport: .*avec « c\/values-(dev|common)/);
    const alone = { ...files, 'd/c/values-dev.yaml': '', 'd/c/values-prod.yaml': '', 'd/c/values-commun.yaml': 'a: 1\n' };
    expect((await accostage(['inspect', 'd', '--environment', 'commun'], alone)).err).toContain('environnements : dev, prod');
  });

  it.each<readonly [process: string, code: number, found: string, absent: string]>([
    ['', 0, 'la version de la plateforme n’est pas connue', 'Helm refuse'],
    ['kubernetes: "1.31"', 0, '', 'kube-version'],
    ['kubernetes: "1.28"', 1, 'kube-version: non conforme', 'n’est pas connue'],
    ['kubernetes: "1.31", apiVersions: [route.openshift.io/v1]', 1, 'restrict-nodeport: non conforme', 'kube-version'],
  ])('--process dit pour quelles grappes les charts sont calculés : %s', async (...[told, code, found, absent]) => {
    const guarded = `{{- if .Capabilities.APIVersions.Has "route.openshift.io/v1" }}\n${service}{{- end }}\n`;
    const given = {
      'd/c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\nkubeVersion: ">= 1.30.0-0"\n',
      'd/c/templates/a.yaml': guarded,
      'd/c/values.yaml': 'type: NodePort\n',
      'hub.yml': `version: 1\nmirror: { platforms: [{ id: cloud-pi-native, title: Plateforme${told === '' ? '' : `, ${told}`} }] }\n`,
    };
    const { out, ...rest } = await accostage(['inspect', 'd', '--process', 'hub.yml'], given);
    expect([rest.code, out.includes(found), out.includes(absent)]).toEqual([code, true, false]);
  });

  it('--environment et --values n’en gardent qu’un ; un inconnu est dit avec ceux qui existent', async () => {
    expect((await accostage(['inspect', 'd', '--environment', 'prod'], files)).out).not.toContain('restrict-nodeport');
    expect((await accostage(['inspect', 'd', '--values', 'v.yaml'], { ...files, 'v.yaml': 'type: NodePort' })).out).toContain(
      'restrict-nodeport: non conforme',
    );
    const { code, err } = await accostage(['inspect', 'd', '--environment', 'recette'], files);
    expect([code, err]).toEqual([2, expect.stringContaining('environnement inconnu : recette (environnements : dev, prod)')]);
  });
});
