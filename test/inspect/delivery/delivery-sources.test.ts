import { describe, expect, it } from 'vitest';
import { sentenceText } from '../../../src/words/sentence.ts';
import { check } from '../rules/cases.ts';

const application = (spec: string) => `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: app }\nspec: ${spec}\n`;
const set = (template: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: tous }\nspec: { generators: [], template: { spec: ${template} } }\n`;

function doubtsOn(text: string): string {
  const { rules } = check({ 'argo/a.yaml': text });
  return rules
    .flatMap(({ findings }) => findings)
    .map(({ because }) => sentenceText(because))
    .join('\n');
}

describe('le doute sur un objet d’Argo CD', () => {
  const cases = [
    [
      'nomme le dépôt d’où vient ce qu’il déploie',
      application('{ source: { repoURL: https://github.com/org/infra.git, path: k8s } }'),
      'https://github.com/org/infra.git',
    ],
    [
      'le nomme pour une adresse SSH',
      application('{ source: { repoURL: "git@forge.exemple.fr:org/infra", path: . } }'),
      'forge.exemple.fr:org/infra',
    ],
    [
      'nomme chaque source',
      application('{ sources: [{ repoURL: https://a.fr/x, chart: x }, { repoURL: https://b.fr/y, ref: v }] }'),
      'https://a.fr/x, https://b.fr/y',
    ],
    ['le nomme pour un ApplicationSet', set('{ source: { repoURL: https://c.fr/z, path: "{{ path }}" } }'), 'https://c.fr/z'],
    ['le dit en mots là où rien ne le nomme', application('{ source: { path: k8s } }'), 'désigné par son adresse'],
  ] as const;
  it.each(cases)('%s', (_, text, shown) => {
    expect(doubtsOn(text)).toContain(shown);
  });

  it.each([
    'https://moi:motdepasse@a.fr/x',
    'https://moi:mot/depasse@a.fr/x',
    'https://motdepasse@a.fr/x',
    'https://a.fr/x?jeton=motdepasse',
  ])('ne répète pas ce que l’adresse %s a de secret', (address) => {
    const doubts = doubtsOn(application(`{ source: { repoURL: "${address}", path: k8s } }`));
    expect(doubts).toContain('https://a.fr/x');
    expect(doubts).not.toMatch(/mot\/?de?passe|depasse|jeton/);
  });
});
