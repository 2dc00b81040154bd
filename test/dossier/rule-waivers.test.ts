import { describe, expect, it } from 'vitest';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { checkable, ciFileFor } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;

function repository(name: string): InspectedRepository {
  const files = { Dockerfile: 'FROM docker.io/library/debian:12\nUSER root\n', '.gitlab-ci-dso.yml': ciFileFor('Dockerfile') };
  const report = inspect({ paths: Object.keys(files), files: Object.entries(files).map(([path, text]) => ({ path, text })), unread: [] });
  return {
    id: 1,
    name,
    url: `https://github.test/${name}`,
    private: name === 'org/prive',
    hasIssues: true,
    commit: 'a'.repeat(40),
    report,
  };
}

function aStage() {
  const { check } = checkable(repository);
  const stage = createToyHub({ body: aBody({ 'depots-applicatifs': 'org/api\norg/prive', 'depots-infra': 'org/api' }), check });
  stage.reconcile();
  stage.reconcile();
  const says = (login: string, text: string) => {
    stage.comment(login, text);
    stage.reconcile();
    stage.reconcile();
  };
  const counts = () => Object.values(stage.reconcile().plan.state.checks).map(({ counts: { blocking, ignored } }) => [blocking, ignored]);
  const checks = () => stage.commentIn('checks') ?? '';
  return { stage, says, counts, checks };
}

describe('/sans-objet d’une règle des vérifications', () => {
  it('la met de côté dans tous les dépôts, avec son motif, montrée et comptée ; « non » la rend', () => {
    const { stage, says, counts, checks } = aStage();
    expect(counts()).toEqual([
      [1, 0],
      [1, 0],
    ]);
    says(serviceTeam, '/sans-objet rootless image de démonstration');
    expect(counts()).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(checks()).toMatch(/1\s+règle ignorée avec un motif/);
    expect(checks()).toContain('image de démonstration');
    expect(checks()).toContain('ignoré par la Service Team');
    expect(stage.reconcile().writes).toBe(0);
    says(serviceTeam, '/sans-objet rootless non');
    expect(counts()).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(checks()).not.toContain('image de démonstration');
  });

  it('dans un seul dépôt, les autres gardent la leur', () => {
    const { says, counts } = aStage();
    says(serviceTeam, '/sans-objet rootless org/prive image interne');
    expect(counts()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it.each(['/sans-objet rootless', '/sans-objet rootless org/prive', '/sans-objet rootless org/autre motif', '/sans-objet rootless non'])(
    'sans motif, sans ce dépôt ou sans rien à rendre, rien ne change : %s',
    (command) => {
      const { says, counts } = aStage();
      says(serviceTeam, command);
      expect(counts()).toEqual([
        [1, 0],
        [1, 0],
      ]);
    },
  );

  it('l’équipe projet ne peut que la demander', () => {
    const { says, counts } = aStage();
    says(author, '/sans-objet rootless image de démonstration');
    expect(counts()).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});
