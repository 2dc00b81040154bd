import { describe, expect, it } from 'vitest';
import { readTrials } from '../../../src/inspect/tools/trials.ts';
import { computingMs } from '../../computing-time.ts';
import { aDeployment } from '../rules/cases.ts';
import { doubts, workflow } from './doubts.ts';

describe('ce qui n’est qu’essayé ne cache rien', () => {
  const install = 'helm install r oci://exemple.fr/redis';

  it.each(['tests/deploy.sh', 'hack/deploy.sh', 'bin/kind-up.sh', 'e2e.sh', 'node_modules/a/deploy.sh'])('%s', (path) => {
    expect(doubts({ [path]: `${install}\n` })).toEqual([]);
  });

  it('dans la grappe que fait la même tâche d’un workflow, et non dans une autre', () => {
    const job = (name: string, run: string) => `  ${name}:\n    steps:\n${run}`;
    const text = `jobs:\n${job('essai', `      - uses: helm/kind-action@v1\n      - run: ${install}\n`)}${job('suite', `      - run: ${install}\n`)}`;
    expect(doubts({ '.github/workflows/a.yml': text })).toEqual(['?.github/workflows/a.yml:8']);
  });

  it('par un programme que seule une telle tâche lance', () => {
    const trial = { '.github/workflows/a.yml': 'jobs:\n  a:\n    steps:\n      - run: kind create cluster\n      - run: ./bin/pose.sh\n' };
    expect(doubts({ ...trial, 'bin/pose.sh': `${install}\n` })).toEqual([]);
    expect(doubts({ ...trial, 'bin/pose.sh': `${install}\n`, Makefile: 'deploy:\n\t./bin/pose.sh\n' })).toEqual(['?bin/pose.sh:1']);
  });

  it('par un programme que lance un autre, fait pour les essais', () => {
    expect(doubts({ 'e2e.sh': 'set -e\n./bin/pose.sh\n', 'bin/pose.sh': `${install}\n` })).toEqual([]);
  });

  it.each([
    ['un fichier de workflow', 'kubectl apply -f k8s/deploy.yml', '.github/workflows/deploy.yml', workflow(install)],
    ['package.json', 'cat package.json', 'package.json', `{"scripts":{"deploy":"${install}"}}`],
    ['un Makefile', 'make -f Makefile', 'Makefile', `deploy:\n\t${install}\n`],
    ['un programme qui n’est que nommé', 'shellcheck bin/pose.sh', 'bin/pose.sh', install],
    ['un programme d’un autre dossier', './essai/pose.sh', 'bin/pose.sh', install],
    ['un programme dont le nom dit qu’il déploie', './bin/deploy.sh', 'bin/deploy.sh', install],
  ])('et non %s, que nomme une telle tâche', (...[, run, path, text]) => {
    const trial = `jobs:\n  a:\n    steps:\n      - run: kind create cluster\n      - run: ${run}\n`;
    const said = doubts({ '.github/workflows/a.yml': trial, 'k8s/deploy.yml': aDeployment(), [path]: text });
    expect(said.filter((one) => one.startsWith(`?${path}:`))).toHaveLength(1);
  });

  it.each<readonly [string, string, string, readonly number[]]>([
    ['Makefile', 'Makefile', `dev:\n\tkind create cluster\n\t${install}\n\ndeploy:\n\t${install}\n`, [6]],
    ['Makefile, image chargée', 'Makefile', `load:\n\tkind load docker-image a\ndeploy:\n\t${install}\n`, [4]],
    ['Makefile, ce que nomme une variable', 'Makefile', `UP = kind create cluster\ndeploy:\n\t${install}\n`, [3]],
    ['justfile', 'justfile', `dev:\n  k3d cluster create\n  ${install}\n\ndeploy:\n  ${install}\n`, [6]],
    [
      'Taskfile',
      'Taskfile.yml',
      `tasks:\n  dev:\n    cmds:\n      - kind create cluster\n      - ${install}\n  deploy:\n    cmds:\n      - ${install}\n`,
      [8],
    ],
    ['Taskfile, tâches d’une ligne', 'Taskfile.yml', `tasks:\n  dev: kind create cluster\n  deploy: ${install}\n`, [3]],
    ['package.json', 'package.json', `{\n"scripts": {\n"dev": "kind create cluster && ${install}",\n"deploy": "${install}"\n}\n}\n`, [4]],
    ['package.json d’une ligne', 'package.json', `{"scripts":{"dev":"kind create cluster","deploy":"${install}"}}`, [1]],
    ['ce qui précède la grappe', 'bin/a.sh', `${install}\nkind create cluster\n${install} --wait\n`, [1]],
    ['une fonction', 'bin/a.sh', `dev() {\n  kind create cluster\n  ${install}\n}\nprod() {\n  ${install}\n}\n`, [6]],
    ['un message', 'bin/a.sh', `# kind create cluster\necho "kind create cluster"\n${install}\n`, [3]],
    [
      'une étape de Jenkins',
      'Jenkinsfile',
      `stage('e2e') {\n  sh 'kind create cluster'\n  sh '${install}'\n}\nstage('d') {\n  sh '${install}'\n}\n`,
      [6],
    ],
    ['une grappe de production', 'bin/a.sh', `curl -sfL https://get.k3s.io | sh -\n${install}\n`, [2]],
  ])('%s : seulement dans la grappe, là où elle est faite', (...[, path, text, lines]) => {
    expect(doubts({ [path]: text })).toEqual(lines.map((line) => `?${path}:${line}`));
  });

  it.each<readonly [string, string]>([
    ['.github/workflows/test-and-deploy.yml', workflow(install)],
    ['.github/workflows/build-test-deploy.yml', workflow(install)],
    ['.github/workflows/test.yml', workflow(install)],
    ['.gitlab-ci-test.yml', `deploy:\n  script:\n    - ${install}\n`],
    ['azure-pipelines-test.yml', `steps:\n  - script: ${install}\n`],
    ['terraform/environments/test.tf', 'resource "kubernetes_deployment" "a" {\n}\n'],
    ['infra/local.tf', 'resource "kubernetes_deployment" "a" {\n}\n'],
    ['playbooks/test.yml', '- hosts: localhost\n  tasks:\n    - k8s:\n        src: https://exemple.fr/a.yaml\n'],
    ['deploy-test.sh', install],
    ['test-and-deploy.sh', install],
    ['bin/environments/test.sh', install],
    ['local-release.sh', install],
  ])('%s teste et déploie, ou déploie l’environnement de ce nom', (path, text) => {
    expect(doubts({ [path]: text })).toHaveLength(1);
  });

  it.each(['bin/run-tests.sh', 'test.sh', 'bin/deploy-kind.sh', 'install-minikube.sh', 'local-up.sh'])('%s', (path) => {
    expect(doubts({ [path]: `${install}\n` })).toEqual([]);
  });

  it('Tilt ne déploie que sur un poste de travail', () => {
    expect(doubts({ Tiltfile: "helm_remote('redis')\n" })).toEqual([]);
  });
});

it('mille programmes qu’un essai lance, et des lignes sans fin, se lisent en temps borné', () => {
  const programs = Array.from({ length: 1_000 }, (_, index) => ({ path: `bin/a${index}.sh`, text: 'x y z\n'.repeat(300) }));
  const trial = { path: 'e2e.sh', text: programs.map(({ path }) => `./${path}\n`).join('') };
  const long = ['\n', 'kind create cluster\n', '.', '-@ ', './a.sh;', '"a":'].map((sign, index) => ({
    path: `long/${index}.sh`,
    text: `minikube start\n${sign.repeat(100_000 / sign.length)}`,
  }));
  const files = [trial, ...programs, ...long];
  const spent = computingMs(() => {
    const { deployed } = readTrials(files);
    expect(files.filter((file) => deployed(file) === null)).toHaveLength(1_001);
  });
  expect(spent).toBeLessThan(4_000);
});
