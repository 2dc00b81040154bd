import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { checkable, ciFileFor } from './a-repository.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
const reader = new MarkdownIt({ html: true, linkify: true });

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

  it('jusqu’à la fin d’un jour : elle compte de nouveau ensuite, sans que personne ne l’écrive', () => {
    const { stage, says, counts } = aStage();
    says(serviceTeam, '/sans-objet rootless org/api image de démonstration jusqu’au 2027-02-01');
    expect(counts()[0]).toEqual([0, 1]);
    expect(stage.reconcile().plan.again).not.toBeNull();
    stage.daysPass(90);
    stage.reconcile();
    expect(counts()[0]).toEqual([1, 0]);
  });

  it.each(['jusqu’au 1er février', 'jusqu’au 2020-01-01', 'jusqu’au 2027-02-31'])(
    'une échéance qui n’en est pas une ne la met pas de côté pour toujours : %s',
    (until) => {
      const { says, counts } = aStage();
      says(serviceTeam, `/sans-objet rootless image de démonstration ${until}`);
      expect(counts()[0]).toEqual([1, 0]);
    },
  );

  it('une règle mal écrite reçoit la bonne', () => {
    const { stage, says, counts } = aStage();
    says(serviceTeam, '/sans-objet rootles image de démonstration');
    expect(counts()[0]).toEqual([1, 0]);
    expect(JSON.stringify(stage.comments())).toContain('/sans-objet rootless motif');
  });

  it.each([
    '<!-- accostage:slot=checks -->',
    '@dnum-mi/service-team #1 https://evil.example',
    '<img src=x onerror=alert(1)> ![x](https://evil.example/a.png)',
    '``` \u202e [clic](javascript:alert(1)) | a | b |',
    '/corriger',
  ])('un motif reste du texte : %s', (reason) => {
    const { stage, says, counts } = aStage();
    says(serviceTeam, `/sans-objet rootless image de démonstration ${reason}`);
    expect(counts()[0]).toEqual([0, 1]);
    for (const { body } of stage.comments().filter((comment) => comment.author.endsWith('[bot]'))) {
      const told = reader.parse(body, {}).flatMap((token) => [token, ...(token.children ?? [])]);
      expect(
        told
          .flatMap((token) => (token.type === 'link_open' ? [String(token.attrGet('href'))] : []))
          .filter((href) => /evil|javascript/.test(href)),
      ).toEqual([]);
      expect(told.filter(({ type, content }) => type.startsWith('html_') && /<img|slot=checks -->./.test(content))).toEqual([]);
      expect(told.filter(({ type, content }) => type === 'text' && content.includes('@dnum-mi'))).toEqual([]);
      expect(body).not.toMatch(/^\/corriger/m);
    }
  });

  it('l’équipe projet ne peut que la demander', () => {
    const { says, counts } = aStage();
    says(author, '/sans-objet rootless image de démonstration');
    expect(counts()).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});
