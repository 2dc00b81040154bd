import { describe, expect, it } from 'vitest';
import { aManifest, type Files } from '../inspect/rules/cases.ts';
import { judged } from './judged.ts';

/** A chart whose port a library of the same repository decides, taken from the repository's own pages. */
const tree = (wanted: string, from: string, more: Files = {}): Files => ({
  'charts/api/Chart.yaml': `apiVersion: v2\nname: api\nversion: 1.0.0\ndependencies:\n  - { name: lib, version: ${wanted}, repository: "${from}" }\n`,
  'charts/api/templates/a.yaml': aManifest('Service', 'spec:\n  type: {{ include "lib.type" . }}\n  ports: [{ port: 80 }]'),
  'charts/lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 2.1.0\ntype: library\n',
  'charts/lib/templates/_a.tpl': '{{ define "lib.type" }}NodePort{{ end }}',
  ...more,
});
const pages = 'https://org.github.io/charts';
const said = (wanted: string, from: string, repository: string | null = 'Org/charts') =>
  judged('restrict-nodeport', tree(wanted, from), { repository });

describe('un chart qui dépend d’un autre du même dépôt, que celui-ci publie sur ses pages', () => {
  it.each([pages, `${pages}/`])('est calculé avec lui : %s', async (from) => {
    expect((await said('2.1.0', from)).outcome).toBe('violation');
  });

  it.each<readonly [string, string, string, string | null]>([
    ['une autre version', '2.0.0', pages, 'org/charts'],
    ['un intervalle de versions', '^2', pages, 'org/charts'],
    ['les pages d’un autre dépôt', '2.1.0', 'https://org.github.io/autre', 'org/charts'],
    ['une autre adresse', '2.1.0', 'https://charts.exemple.org/charts', 'org/charts'],
    ['un dépôt qui n’est pas connu', '2.1.0', pages, null],
  ])('%s : la dépendance reste absente', async (...[, ...given]) => {
    expect((await said(...given)).outcome).toBe('undetermined');
  });
});
