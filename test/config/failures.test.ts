import { describe, expect, it } from 'vitest';
import { readDefaults } from '../../src/defaults.ts';
import { foldedFailures, renderKnownFailures } from '../../src/render/known-failures.ts';
import { problemsOf, procedureOf } from './over-shipped.ts';

const { procedure: shipped } = readDefaults();

const failuresOf = (text: string) => procedureOf(text).failures;

describe('les pannes connues sont des données du processus', () => {
  it('chacune dit ce qu’on voit, d’où cela vient, que faire, et où le lire', () => {
    expect(shipped.failures.length).toBeGreaterThanOrEqual(14);
    const addresses = shipped.pages.map(({ url }) => url);
    for (const { page } of shipped.failures) expect(addresses).toContain(page);
  });

  it.each([
    'git-sync',
    '403 Write access',
    'exceeded quota',
    '503',
    'ImagePullBackOff',
    '.gitlab-ci-dso.yml',
    'read_secret',
    'Kyverno',
    '`undefined`',
  ])('celle que montre « %s » y est', (sign) => {
    expect(shipped.failures.filter((failure) => JSON.stringify(failure).includes(sign))).not.toEqual([]);
  });

  it('un dépôt en change une, en retire une, en ajoute une', () => {
    const failures = failuresOf(
      'failures:\n  - {id: quota, remedy: Demandez-le au bureau des quotas}\n  - {id: faux, remove: true}\n'.replace(
        'faux',
        'adresse-404',
      ) +
        '  - {id: proxy, stage: running, symptom: délai dépassé, cause: proxy absent, remedy: déclarez-le, page: https://exemple.fr/proxy}',
    );
    expect(failures.find(({ id }) => id === 'quota')).toMatchObject({ remedy: 'Demandez-le au bureau des quotas', stage: 'running' });
    expect(failures.some(({ id }) => id === 'adresse-404')).toBe(false);
    expect(renderKnownFailures(failures, ['running']).markdown).toMatch(/délai dépassé\s: proxy absent → déclarez-le\./);
  });

  it.each([
    ['une page inconnue', 'failures:\n  - {id: quota, page: quotas}', /accostage\.yml:2:23: la page « quotas » n’est pas dans « pages »/],
    ['un moment inconnu', 'failures:\n  - {id: quota, stage: later}', /accostage\.yml:2:24: failures\[quota\]\.stage : /],
    ['sans remède', 'failures:\n  - {id: neuve, stage: running, symptom: x, cause: y}', /failures\[neuve\].*remedy/],
  ])('dit à sa place %s', (_, text, message) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(message)]);
  });

  it('sans aucune, rien n’est écrit', () => {
    expect(renderKnownFailures([], ['asked']).markdown).toBe('');
    expect(foldedFailures('Si', [], 'asked')).toBeNull();
  });
});
