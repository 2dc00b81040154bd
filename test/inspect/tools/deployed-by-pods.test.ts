import { expect, it } from 'vitest';
import { judged } from './doubts.ts';

const job = (container: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          ${container.replaceAll('\n', '\n          ')}\n`;

const kubectl = 'image: docker.io/bitnami/kubectl:1.29\n';
const doubts = (text: string) => judged({ 'k8s/job.yaml': text }).findings;

it.each([
  ['kubectl', `${kubectl}args: [apply, -f, "https://exemple.fr/a.yaml"]`],
  ['kubectl, par celui d’Alpine', `${kubectl}command: [/bin/ash, -c, "kubectl apply -f https://exemple.fr/a.yaml"]`],
  ['kubectl, par un interprète', `${kubectl}command: [/bin/sh, -c, "kubectl apply -f https://exemple.fr/a.yaml"]`],
  [
    'kubectl, sur plusieurs lignes',
    `${kubectl}command: [bash, -c]\nargs:\n  - |\n    set -e\n    kubectl apply -f - <<EOF\n    kind: Pod\n    EOF`,
  ],
  ['un fichier monté', `${kubectl}command: [kubectl]\nargs: [apply, -f, /config/a.yaml]`],
  ['helm', 'image: alpine/helm:3.14.0\nargs: [upgrade, --install, a, "oci://exemple.fr/a"]'],
  ['oc', 'image: registry.redhat.io/openshift4/ose-cli:v4\ncommand: [oc, new-app, postgresql]'],
])('ce qu’un pod déploie lui-même est un doute, à son conteneur : %s', (_, container) => {
  expect(doubts(job(container))).toEqual(['?k8s/job.yaml:8']);
});

it.each([
  ['attend', `${kubectl}args: [wait, --for=condition=ready, pod/a]`],
  ['redémarre', `${kubectl}command: [sh, -c, "kubectl rollout restart deployment/a"]`],
  ['lance une tâche d’un CronJob, nommé à part', `${kubectl}args: [create, job, a, --from, cronjob/b]`],
  ['lance une tâche d’un CronJob', `${kubectl}args: [create, job, a, --from=cronjob/b]`],
  ['n’est pas kubectl', 'image: docker.io/bitnami/redis:7\nargs: [apply, -f, "https://exemple.fr/a.yaml"]'],
  ['calcule', 'image: alpine/helm:3.14.0\nargs: [template, a, "oci://exemple.fr/a"]'],
])('un pod qui %s ne déploie rien', (_, container) => {
  expect(doubts(job(container))).toEqual([]);
});

it('le script d’une ConfigMap est lu, un autre texte non', () => {
  const map = (key: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  ${key}: |\n    kubectl apply -f https://exemple.fr/a.yaml\n`;
  expect(doubts(map('run.sh'))).toEqual(['?k8s/job.yaml:5']);
  expect(doubts(map('run.md'))).toEqual([]);
});
