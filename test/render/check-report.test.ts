import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/inspect/inspect.ts';
import { renderReport } from '../../src/render/check-report.ts';

function reportOf(files: Readonly<Record<string, string>>): string {
  const report = inspect({
    paths: Object.keys(files),
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
    unread: [],
  });
  const inspected = {
    id: 1,
    name: 'demat-permis/infra',
    url: 'https://github.test/demat-permis/infra',
    private: false,
    hasIssues: true,
    commit: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
    report,
  } as const;
  return renderReport(inspected, { places: 10, snippets: 'shown' }).markdown.replaceAll('\u00a0', ' ');
}

const chart = { 'charts/portail/Chart.yaml': 'apiVersion: v2\nname: portail\nversion: 0.1.0\n' };

describe('le rapport d’un dépôt', () => {
  it('dit une seule fois ce qu’un chart Helm cache à plusieurs règles, et lesquelles', () => {
    const report = reportOf(chart);
    expect(report.match(/ne sont pas exécutés/g)).toHaveLength(1);
    expect(report).toMatch(/❔ .*Chart\.yaml:1.*Étiquettes app, env et tier, .*Sondes/);
  });

  it('n’attend pas d’un sous-chart ce dont son parent répond', () => {
    const sub = { 'charts/portail/charts/redis/Chart.yaml': 'apiVersion: v2\nname: redis\nversion: 1.0.0\n' };
    expect(reportOf({ ...chart, ...sub })).toContain('Ce qui n’a pas pu être déterminé (1)');
  });

  it('montre le nom d’un fichier sans le laisser agir', () => {
    const report = reportOf({ '@dnum-mi/<b>service-team](x).Dockerfile': 'FROM docker.io/library/debian:12\nUSER root\n' });
    expect(report).toContain('[`@dnum-mi/<b>service-team](x).Dockerfile:2`](<https://github.test/');
    expect(reportOf({ '\ud800.Dockerfile': 'FROM docker.io/library/debian:12\nUSER root\n' })).toContain('%EF%BF%BD.Dockerfile#L2>)');
    expect(report).toContain('%40dnum-mi/%3Cb%3Eservice-team%5D(x).Dockerfile#L2>)');
  });
});
