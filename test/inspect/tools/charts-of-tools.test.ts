import { describe, expect, it } from 'vitest';
import { aDeployment, aManifest, type Files, judge } from '../rules/cases.ts';

const clean: Files = { '.gitlab-ci-dso.yml': 'stages: [build]\n', 'k8s/a.yaml': aDeployment() };

describe('un chart que Terraform installe se lit à ses propres clés', () => {
  const chart = {
    'charts/app/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
    'charts/app/templates/s.yaml': aManifest('Service', ''),
  };
  const release = (text: string) =>
    judge('disallow-hostpath', { ...clean, ...chart, 'main.tf': `resource "helm_release" "a" {\n${text}\n}\n` });

  it.each([
    '  chart = "./charts/app"\n  values = [yamlencode({ image = { repository = "exemple.fr/a" } })]',
    '  chart = "./charts/app" values = [yamlencode({image = {repository = "exemple.fr/a", version = "x"}})]',
    '  values = [<<EOT\nchart: oci://exemple.fr/b\n  repository = "x"\nEOT\n  ]\n  chart = "./charts/app"',
    '  values = [yamlencode({ chart = "oci://exemple.fr/b" })]\n  chart = "./charts/app"',
    '  # chart = "oci://exemple.fr/b"\n  // repository = "https://exemple.fr"\n  /* repository = "x" */\n  chart = "./charts/app"',
    '  chart = "${path.module}/charts/app"\n  repository = null',
    '  chart = var.chart_path',
    '  chart = local.charts["app"]',
    '  chart = abspath("${path.root}/../charts/app")',
  ])('%s', (text) => {
    expect(release(text).findings).toEqual([]);
  });

  it.each([
    ['  # chart = "./charts/app"\n  chart = "oci://exemple.fr/b"', 'ce fichier installe le chart « oci://exemple.fr/b »'],
    ['  chart = "b"\n  repository = var.depot', 'ce fichier installe le chart « b »'],
    ['  values = [<<EOT\nversion: "1"\nEOT\n  ]\n  chart = "b"', 'ce fichier installe le chart « b », dont la version n’est pas dite'],
    ['  chart = "./charts/autre"', 'ce fichier déploie « ./charts/autre », qui n’a pas été lu'],
    ['  chart = "b" version = "1.2.3"', 'le chart « b 1.2.3 », que « main.tf » installe, n’est pas dans le dépôt'],
  ])('%s', (text, because) => {
    expect(String(release(text).because)).toContain(because);
  });
});

it('un chart distant de Skaffold est dit une fois, avec sa version', () => {
  const text =
    'manifests:\n  helm:\n    releases:\n      - name: a\n        setValues: {version: "3"}\n        remoteChart: oci://exemple.fr/a\n        version: 1.2.3\n';
  expect(judge('disallow-hostpath', { ...clean, 'skaffold.yaml': text }).findings).toEqual(['~skaffold.yaml:6']);
});
