import { describe, expect, it } from 'vitest';
import { contradictionList } from '../../src/render/contradictions.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { firstFitting, fit, LONGEST_COMMENT } from '../../src/render/fit.ts';
import { renderReportIssue } from '../../src/render/checks.ts';
import { renderRun } from '../../src/render/check-run.ts';
import { dossierKey } from '../../src/words/key.ts';
import { codeBlock, details, trusted } from '../../src/words/markdown.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `ligne ${index}`).join('\n');
const NOTICE = '_La suite est trop longue pour GitHub._';

describe('un texte trop long', () => {
  it('qui ne l’est pas reste tel quel', () => {
    expect(fit('a\nb', 3)).toBe('a\nb');
  });

  it.each([
    ['nu', lines(200), /ligne \d+\n\n_La/],
    ['dans un bloc de code', codeBlock('yaml', lines(200)).markdown, /ligne \d+\n```\n\n_La/],
    [
      'dans un bloc de code d’une liste',
      `- un\n  \`\`\`text\n${lines(200).replaceAll(/^/gm, '  ')}\n  \`\`\``,
      /ligne \d+\n {2}```\n\n_La/,
    ],
    ['replié', details('Titre', trusted(lines(200)))?.markdown ?? '', /ligne \d+\n\n<\/details>\n\n_La/],
    [
      'replié deux fois, dans un bloc de code',
      `<details>\n\n<details>\n\n${codeBlock('text', lines(200)).markdown}`,
      /```\n\n<\/details>\n\n<\/details>\n\n_La/,
    ],
    [
      'après une partie repliée qui est finie',
      `${details('Titre', trusted('a'))?.markdown}\n\n${codeBlock('text', 'a').markdown}\n\n${lines(200)}`,
      /ligne \d+\n\n_La/,
    ],
    [
      'après une ligne qui commence par un code à trois accents, qui n’ouvre aucun bloc',
      `\`\`\` x\`\`y \`\`\` : un nom\n${lines(200)}`,
      /ligne \d+\n\n_La/,
    ],
    [
      'après une partie repliée ouverte d’une autre façon',
      `<details><summary>a</summary>\n\n</details>\n\n<details>\n\n${lines(200)}`,
      /ligne \d+\n\n<\/details>\n\n_La/,
    ],
    ['dans un bloc de code à longue clôture', codeBlock('text', `${'`'.repeat(200)}\n${lines(200)}`).markdown, /`{201}\n\n_La/],
  ])('%s : il est coupé à la fin d’une ligne, ce qui était ouvert est fermé, et c’est dit', (_, text, end) => {
    const cut = fit(text, 700);
    expect(cut.length).toBeLessThanOrEqual(700);
    expect(cut).toMatch(end);
    expect(cut.endsWith(NOTICE)).toBe(true);
  });

  it('là où il n’y a presque pas de place : il n’en reste que le mot', () => {
    expect(fit(lines(200), 20).trim()).toBe(NOTICE);
  });

  it('dont aucune forme n’est assez courte : la dernière est coupée', () => {
    expect(firstFitting([() => trusted(lines(300)), () => trusted(lines(200))], 700).markdown).toBe(fit(lines(200), 700));
  });
});

describe('ce que des chemins aussi longs que Git les permet font écrire', () => {
  const folder = `${'é'.repeat(120)}/`.repeat(16);
  const manifests = Array.from({ length: 60 }, (_, index) => ({
    path: `${folder}${index}/deployment.yaml`,
    text: `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a${index} }\nspec:\n  template:\n    spec:\n      # accostage: ignore=rootless essai\n      containers: [{ name: a, image: "{{ inconnu }}", securityContext: { privileged: true } }]\n`,
  }));
  const image = { path: `${folder}Dockerfile`, text: 'FROM docker.io/library/node:24\nENV DB_PASSWORD=azerty\nUSER root\n' };
  const files = [...manifests, image];
  const report = inspect({ paths: files.map(({ path }) => path), files, unread: [] });
  const inspected = { id: 1, name: 'o/r', url: 'https://github.test/o/r', private: true, hasIssues: true, commit: 'c'.repeat(40), report };
  const dossier = { key: dossierKey({ owner: 'o', repo: 'hub' }, 1), url: 'https://github.test/o/hub/issues/1' };
  const broken = report.rules.filter(({ findings }) => findings.some(({ outcome }) => outcome === 'violation'));
  const contradictions = Array.from({ length: 20 }, (_, index) => ({
    option: `case ${index}`,
    repository: 'o/r',
    broken: { rule: broken[index % broken.length]?.rule ?? 'rootless', places: 1, first: null },
  }));
  const shared = { inspected, contradictions, dossier, onBehalfOf: { authorised: 1 }, makesTrue: <State>(state: State) => state };

  it('dans le ticket d’un dépôt privé tient dans ce que GitHub prend', () => {
    const { markdown } = renderReportIssue(shared);
    expect(markdown.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(markdown).toContain(NOTICE);
  });

  it('dans une vérification aussi', () => {
    const run = renderRun({
      ...shared,
      mode: 'require',
      pull: null,
      press: null,
      is: 'x',
      actions: [],
    });
    expect(run.summary.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(run.text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(contradictionList(contradictions, () => inspected)?.markdown.length).toBeGreaterThan(LONGEST_COMMENT);
  });
});
