import { selectFiles } from '../../../src/inspect/files/select-files.ts';
import { aDeployment, type Files, judge } from '../rules/cases.ts';

/** A repository of which all is seen, and conforming. */
export const clean: Files = {
  Dockerfile: 'FROM docker.io/library/node:22.1.0-bookworm-slim\nUSER 1000:1000\nEXPOSE 8080\n',
  '.gitlab-ci-dso.yml': 'stages: [build]\n',
  'k8s/a.yaml': aDeployment(),
};

/** What is said of these files, of those that the checks ask for. */
export function judged(files: Files) {
  const all = { ...clean, ...files };
  const { wanted } = selectFiles(Object.entries(all).map(([path, text]) => ({ path, size: text?.length ?? 0 })));
  return judge(
    'disallow-hostpath',
    Object.fromEntries(Object.entries(all).map(([path, text]) => [path, wanted.includes(path) ? text : null])),
  );
}

/** The findings that are doubts, by their places. */
export const doubts = (files: Files) => judged(files).findings.filter((found) => /^[?~]/.test(found));

/** A workflow of one job that runs commands. */
export const workflow = (run: string, before = '') =>
  `on: push\njobs:\n  d:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n${before}      - run: |\n${run
    .split('\n')
    .map((l) => '          ' + l)
    .join('\n')}\n`;
