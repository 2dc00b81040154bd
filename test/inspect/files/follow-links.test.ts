import { describe, expect, it } from 'vitest';
import { followLinks, leadsOf } from '../../../src/inspect/files/follow-links.ts';
import { selectFiles, type TreeFile } from '../../../src/inspect/files/select-files.ts';

/** A tree with links: what is read of it, and what is told not to be. */
function followed(links: Readonly<Record<string, string>>, ...paths: readonly string[]) {
  const tree: readonly TreeFile[] = [
    ...paths.map((path) => ({ path, size: 10 })),
    ...Object.entries(links).map(([path, to]) => ({ path, size: 0, is: 'link' as const, to })),
  ];
  const { wanted, unread } = selectFiles(followLinks(tree, leadsOf(tree)));
  return { added: wanted.filter((path) => !paths.includes(path)).toSorted(), unread: unread.map(({ path }) => path) };
}

const chart = ['chart/Chart.yaml', 'chart/templates/a.yaml'];

describe('un lien du dépôt vers le dépôt est suivi', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['des valeurs', { 'chart/values.yaml': '../commun/v.yml' }, [...chart, 'commun/v.yml'], ['chart/values.yaml']],
    ['des définitions de genres', { 'chart/crds': '../api/crds' }, [...chart, 'api/crds/a.yaml'], ['chart/crds/a.yaml']],
    [
      'un chart que tient un chart',
      { 'chart/charts/redis': '../../redis' },
      [...chart, 'redis/Chart.yaml', 'redis/templates/b.yaml'],
      ['chart/charts/redis/Chart.yaml', 'chart/charts/redis/templates/b.yaml'],
    ],
    ['des gabarits', { 'b/templates': '../chart/templates' }, [...chart, 'b/Chart.yaml'], ['b/templates/a.yaml']],
    ['un Dockerfile, que la CI peut nommer ainsi', { Dockerfile: 'app/Dockerfile' }, ['app/Dockerfile'], ['Dockerfile']],
    ['un Dockerfile d’un autre nom', { Dockerfile: 'images/prod.txt' }, ['images/prod.txt'], ['Dockerfile']],
    ['ce qu’une kustomization nomme', { 'o/b.yaml': '../base/b.yaml' }, ['base/b.yaml', 'o/kustomization.yaml'], ['o/b.yaml']],
  ])('%s', (...[, links, paths, added]) => {
    expect(followed(links, ...paths)).toEqual({ added, unread: [] });
  });

  it('sauf ce qui est jugé là où il est, une fois', () => {
    expect(followed({ 'k8s/b.yaml': 'a.yaml' }, 'k8s/a.yaml')).toEqual({
      added: [],
      unread: [],
    });
    expect(followed({ deploy: 'k8s' }, 'k8s/a.yaml')).toEqual({ added: [], unread: [] });
  });
});

describe('ce qu’un lien ne donne pas est dit', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['hors du dépôt', { 'k8s/b.yaml': '../../b.yaml' }],
    ['un chemin absolu', { 'k8s/b.yaml': '/etc/b.yaml' }],
    ['ce qui n’existe pas', { 'k8s/b.yaml': 'rien.yaml' }],
    ['lui-même', { 'k8s/b.yaml': 'b.yaml' }],
    ['un lien', { 'k8s/b.yaml': 'c.yaml', 'k8s/c.yaml': 'b.yaml' }],
    ['un dossier qui le contient', { 'k8s/tout': '..', 'k8s/encore': '.' }],
  ])('%s', (_, links) => {
    expect(followed(links, 'k8s/a.yaml', 'chart/Chart.yaml')).toEqual({ added: [], unread: Object.keys(links) });
  });

  it('un lien dans le dossier où mène un lien', () => {
    expect(
      followed(
        { 'b/templates': '../chart/templates', 'chart/templates/z.yaml': '../../x.yaml' },
        ...chart,
        'b/Chart.yaml',
      ).unread.toSorted(),
    ).toEqual(['b/templates/z.yaml', 'chart/templates/z.yaml']);
  });

  it('un dossier sans fin', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => `k8s/${index}.yaml`);
    expect(followed({ 'chart/templates': '../k8s' }, 'chart/Chart.yaml', ...many).unread).toContain('chart/templates');
  });
});
