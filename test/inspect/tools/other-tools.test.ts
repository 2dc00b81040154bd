import { describe, expect, it } from 'vitest';
import { selectFiles } from '../../../src/inspect/files/select-files.ts';
import { inspect } from '../../../src/inspect/inspect.ts';
import { aDeployment, aManifest, type Files, judge } from '../rules/cases.ts';
import { clean, doubts, judged, workflow } from './doubts.ts';

const aPod = 'kind: Pod';
const cases: readonly (readonly [tool: string, hides: Files, twin: Files])[] = [
  [
    'Terraform kubernetes_*',
    { 'infra/main.tf': 'resource "kubernetes_deployment_v1" "api" {\n metadata { name = "x" }\n}\n' },
    {
      'infra/main.tf':
        'resource "openstack_compute_instance_v2" "vm" {\n name = "x"\n}\nprovider "kubernetes" {}\nresource "kubernetes_namespace" "a" {}\n',
    },
  ],
  [
    'Terraform helm_release',
    { 'infra/main.tf': 'resource "helm_release" "redis" {\n chart = "redis"\n repository="https://charts.bitnami.com"\n}\n' },
    { 'infra/main.tf': '# resource "helm_release" "x" {\nresource "aws_s3_bucket" "b" {}\n' },
  ],
  [
    'Terraform kubectl_manifest',
    { 'main.tf': 'resource "kubectl_manifest" "x" {\n yaml_body = <<YAML\nkind: Deployment\nYAML\n}\n' },
    { 'main.tf': 'data "kubernetes_service" "x" {}\n' },
  ],
  [
    'OpenTofu',
    { 'main.tofu': 'resource "kubernetes_manifest" "x" {\n manifest = {}\n}\n' },
    { 'main.tofu': 'resource "random_id" "x" {}\n' },
  ],
  [
    'Terraform JSON',
    { 'main.tf.json': '{"resource":{"kubernetes_deployment":{"x":{}}}}' },
    { 'main.tf.json': '{"resource":{"aws_s3_bucket":{"x":{}}}}' },
  ],
  [
    'Terragrunt helm',
    { 'infra/terragrunt.hcl': 'terraform {\n source = "git::https://x.fr/modules.git//helm-release?ref=v1"\n}\n' },
    { 'infra/terragrunt.hcl': 'terraform {\n source = "git::https://x.fr/modules.git//s3?ref=v1"\n}\n' },
  ],
  [
    'Pulumi',
    { 'Pulumi.yaml': 'name: x\nruntime: nodejs\n', 'index.ts': 'import * as k8s from "@pulumi/kubernetes"' },
    { 'docs/Pulumi.yaml': 'name: x\n' },
  ],
  ['cdk8s', { 'cdk8s.yaml': 'language: typescript\napp: ts-node main.ts\n' }, { 'examples/cdk8s.yaml': 'language: typescript\n' }],
  [
    'cdktf',
    { 'cdktf.json': '{"language":"typescript","terraformProviders":["hashicorp/kubernetes@~> 2.0"]}' },
    { 'cdktf.json': '{"language":"typescript","terraformProviders":["aws"]}' },
  ],
  [
    'Skaffold remoteChart',
    {
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta6\nkind: Config\nmanifests:\n  helm:\n    releases:\n      - name: redis\n        remoteChart: oci://r/redis\n',
    },
    { 'skaffold.yaml': 'apiVersion: skaffold/v4beta6\nkind: Config\nmanifests:\n  rawYaml: [k8s/*.yaml]\n' },
  ],
  [
    'Skaffold rawYaml url',
    { 'skaffold.yaml': 'apiVersion: skaffold/v4beta6\nkind: Config\nmanifests:\n  rawYaml: ["https://x.fr/a.yaml"]\n' },
    { 'skaffold.yaml': 'apiVersion: skaffold/v4beta6\nkind: Config\nmanifests:\n  kustomize: {paths: [k8s]}\n' },
  ],
  [
    'Ansible k8s definition',
    {
      'playbooks/deploy.yml':
        '- hosts: localhost\n  tasks:\n    - kubernetes.core.k8s:\n        definition:\n          apiVersion: apps/v1\n          kind: Deployment\n',
    },
    { 'playbooks/web.yml': '- hosts: web\n  tasks:\n    - apt: {name: nginx}\n    - kubernetes.core.k8s_info: {kind: Pod}\n' },
  ],
  [
    'Ansible helm',
    { 'roles/app/tasks/main.yml': '- name: helm\n  kubernetes.core.helm:\n    name: redis\n    chart_ref: bitnami/redis\n' },
    { 'roles/app/tasks/main.yml': '- name: x\n  template: {src: a.conf.j2}\n' },
  ],
  [
    'Ansible k8s src local',
    { 'roles/app/tasks/main.yml': '- k8s:\n    template: deploy.yaml.j2\n    state: present\n' },
    { 'deploy.yml': '- hosts: localhost\n  tasks:\n    - kubernetes.core.k8s:\n        src: k8s/a.yaml\n' },
  ],
  [
    'script heredoc',
    { 'deploy.sh': `#!/bin/sh\nkubectl apply -f - <<EOF\n${aPod}\nEOF\n` },
    { 'deploy.sh': '#!/bin/sh\nkubectl apply -f k8s/\nkubectl rollout status deploy/api\n' },
  ],
  [
    'script helm oci',
    { 'scripts/install.sh': 'helm upgrade --install redis oci://registry/redis --version 1.0.0\n' },
    { 'scripts/install.sh': 'helm repo add bitnami https://x\nhelm lint .\nhelm package .\nhelm push a.tgz oci://r\n' },
  ],
  [
    'script oc process',
    { 'scripts/d.sh': 'oc process -f https://x/t.yaml | oc apply -f -\n' },
    { 'scripts/d.sh': 'oc process -f k8s/a.yaml | oc apply -f -\n' },
  ],
  [
    'script oc new-app',
    { 'scripts/d.sh': 'oc new-app postgresql-ephemeral\n' },
    { 'scripts/d.sh': 'oc login x\noc project y\noc get pods\n' },
  ],
  [
    'script url',
    { 'scripts/d.sh': 'kubectl apply \\\n  -f https://github.com/x/y/deploy.yaml\n' },
    { 'scripts/d.sh': '# kubectl apply -f https://x\nkubectl get pods\necho "kubectl apply -f https://x"\n' },
  ],
  [
    'script create deployment',
    { 'bin/d.sh': 'kubectl create deployment web --image=nginx\nkubectl expose deployment web\n' },
    {
      'bin/d.sh':
        'kubectl create namespace x --dry-run=client -o yaml | kubectl apply -f -\nkubectl create secret generic s --from-literal=a=b\n',
    },
  ],
  [
    'Makefile',
    { Makefile: 'deploy:\n\thelm upgrade --install app bitnami/nginx\n' },
    { Makefile: 'deploy:\n\tkubectl apply -k k8s\n\tdocker build .\n' },
  ],
  ['justfile', { justfile: 'deploy:\n  kubectl apply -f https://x/a.yaml\n' }, { justfile: 'test:\n  npm test\n' }],
  [
    'Taskfile',
    { 'Taskfile.yml': 'version: 3\ntasks:\n  deploy:\n    cmds:\n      - helm install x oci://r/x\n' },
    { 'Taskfile.yml': 'version: 3\ntasks:\n  deploy:\n    cmds:\n      - kubectl get pods\n' },
  ],
  [
    '.gitlab-ci.yml',
    { '.gitlab-ci.yml': 'deploy:\n  script:\n    - helm upgrade --install app oci://r/app\n' },
    {
      '.gitlab-ci.yml': 'deploy:\n  script:\n    - helm upgrade --install app ./chart\n',
      'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
      'chart/templates/a.yaml': aDeployment(),
    },
  ],
  [
    '.gitlab-ci-dso.yml',
    { '.gitlab-ci-dso.yml': 'deploy:\n  script:\n    - |\n      cat <<EOF | kubectl apply -f -\n      kind: Pod\n      EOF\n' },
    { '.gitlab-ci-dso.yml': 'deploy:\n  script: [echo ok]\n' },
  ],
  [
    'workflow helm',
    { '.github/workflows/d.yml': workflow('helm upgrade --install app oci://ghcr.io/x/app') },
    { '.github/workflows/d.yml': workflow('kubectl get pods') },
  ],
  [
    'workflow heredoc',
    { '.github/workflows/d.yml': workflow('kubectl apply -f - <<EOF\nkind: Pod\nEOF') },
    { '.github/workflows/d.yml': workflow('helm install x oci://r/x', '      - uses: helm/kind-action@v1\n') },
  ],
  [
    'Jenkinsfile',
    { Jenkinsfile: "pipeline { stages { stage('d') { steps { sh 'helm upgrade --install a oci://r/a' } } } }\n" },
    { Jenkinsfile: "node { sh 'mvn package' }\n" },
  ],
  [
    'package.json',
    { 'package.json': '{"name":"a","scripts":{"deploy":"helm upgrade --install a oci://r/a"}}' },
    { 'package.json': '{"name":"a","scripts":{"deploy":"kubectl apply -f k8s"}}' },
  ],
  ['Tanka/jsonnet', { 'environments/prod/main.jsonnet': '{}' }, { 'examples/main.jsonnet': '{}' }],
  [
    'Helmfile',
    { 'helmfile.yaml': 'releases:\n  - name: redis\n    chart: bitnami/redis\n' },
    { 'examples/helmfile.yaml': 'releases: []\n' },
  ],
  ['Timoni', { 'timoni/timoni.cue': 'package main\nimport timoniv1 "timoni.sh/core/v1alpha1"\n' }, { 'schema/a.cue': 'package a\n' }],
  [
    'Timoni bundle',
    { 'bundle.cue': 'bundle: {\n apiVersion: "v1alpha1"\n instances: redis: module: url: "oci://x"\n}\n' },
    { 'a.cue': 'a: 1\n' },
  ],
  [
    'ytt',
    {
      'k8s/y.yaml':
        '#@ load("@ytt:data", "data")\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: #@ data.values.name\nspec:\n  replicas: 1\n',
    },
    { 'k8s/y.yaml': '# @title x\n' + aDeployment() },
  ],
  [
    'Nix kubenix',
    { 'deploy.nix': '{ kubenix, ... }: { imports = [ kubenix.modules.k8s ]; kubernetes.resources.deployments.x = {}; }' },
    { 'flake.nix': '{ outputs = {...}: { devShells.x = pkgs.mkShell { packages = [ pkgs.kubectl ]; }; }; }' },
  ],
  [
    'Devspace',
    { 'devspace.yaml': 'version: v2beta1\ndeployments:\n  app:\n    helm:\n      values:\n        containers: [{image: nginx}]\n' },
    { 'devspace.yaml': 'version: v2beta1\ndeployments:\n  app:\n    kubectl:\n      manifests: [k8s]\n' },
  ],
  [
    'Okteto',
    { 'okteto.yml': 'deploy:\n  - helm upgrade --install a oci://r/a\n' },
    { 'okteto.yml': 'deploy:\n  - kubectl apply -f k8s\n' },
  ],
  [
    'kompose',
    { 'docker-compose.yml': 'services:\n  a:\n    image: nginx\n', 'deploy.sh': 'kompose convert --stdout | kubectl apply -f -\n' },
    { 'docker-compose.yml': 'services:\n  a:\n    image: nginx\n' },
  ],
  [
    'Fleet',
    { 'fleet.yaml': 'defaultNamespace: x\nhelm:\n  chart: redis\n  repo: https://charts.bitnami.com\n' },
    { 'fleet.yaml': 'defaultNamespace: x\n' },
  ],
  [
    'kpt',
    { 'k8s/Kptfile': 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata: {name: x}\npipeline:\n  mutators:\n    - image: set-image\n' },
    { 'k8s/Kptfile': 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata: {name: x}\n' },
  ],
  [
    'JKube/Quarkus',
    { 'pom.xml': '<dependency><artifactId>quarkus-openshift</artifactId></dependency>' },
    { 'pom.xml': '<dependency><artifactId>quarkus-rest</artifactId></dependency>' },
  ],
  [
    'JKube plugin',
    { 'pom.xml': '<plugin><groupId>org.eclipse.jkube</groupId><artifactId>openshift-maven-plugin</artifactId></plugin>' },
    { 'build.gradle': 'plugins { id "java" }' },
  ],
  ['Knative func', { 'func.yaml': 'specVersion: 0.36.0\nname: f\nruntime: node\n' }, { 'src/func.yaml': 'name: f\n' }],
  [
    'Porter',
    { 'porter.yaml': 'schemaVersion: 1.0.0\nname: x\nmixins: [helm3]\n' },
    { 'porter.yaml': 'schemaVersion: 1.0.0\nname: x\nmixins: [exec]\n' },
  ],
];

describe('ce qu’un autre outil déploie, et qui n’est pas lu, est un doute', () => {
  it.each(cases)('%s', (_, hides, twin) => {
    expect(doubts(hides)).toHaveLength(1);
    expect(judged(twin)).toMatchObject({ outcome: 'conforming', findings: [] });
  });

  it.each<readonly [string, Files]>([
    ['Acorn', { Acornfile: 'containers: web: image: "nginx"\n' }],
    ['Kluctl', { '.kluctl.yaml': 'targets: []\n' }],
    ['les étiquettes de kompose', { 'compose.yaml': 'services:\n  a:\n    labels:\n      kompose.service.type: nodeport\n' }],
  ])('%s', (_, files) => {
    expect(doubts(files)).toHaveLength(1);
  });
});

it('un fichier de ces outils qui est trop grand pour être lu peut tout déployer', () => {
  const opaque = { paths: ['deploy.sh'], files: [], unread: [{ path: 'deploy.sh', because: ['trop grand'] }] };
  const found = inspect(opaque).rules.find(({ rule }) => rule === 'disallow-hostpath')?.findings ?? [];
  expect(found.map(({ outcome, place }) => [outcome, place?.path])).toEqual([['undetermined', 'deploy.sh']]);
});

describe('les commandes sont lues là où elles sont écrites', () => {
  const script = (text: string) => doubts({ 'deploy.sh': text });

  it.each<readonly [string, string, readonly string[]]>([
    ['à leur ligne', 'a=1\n\nkubectl apply \\\n  -f https://exemple.fr/a.yaml\n', ['?deploy.sh:3']],
    ['un chart d’autrui, avec sa version', 'helm upgrade --install r oci://exemple.fr/redis --version 1.2.3\n', ['~deploy.sh:1']],
    ['un chart d’autrui, d’une version quelconque', 'helm install r bitnami/redis --version "$V"\n', ['?deploy.sh:1']],
    ['une variable que le texte donne', 'CHART=oci://exemple.fr/redis\nhelm install r "$CHART" --version 1.2.3\n', ['~deploy.sh:2']],
    ['ce qu’un programme écrit', 'python gen.py | kubectl apply -f -\n', ['?deploy.sh:1']],
    ['ce que produit un autre fichier', 'envsubst < k8s/a.yaml | sed "s|a|b|" | kubectl apply -f -\n', []],
    ['un chart qui n’est que calculé', 'helm template r oci://exemple.fr/redis | kubeconform\n', []],
    ['un chart calculé, puis appliqué', 'helm template r oci://exemple.fr/redis | kubectl apply -f -\n', ['?deploy.sh:1']],
    ['un essai sans effet', 'helm upgrade --install r oci://exemple.fr/redis --dry-run\n', []],
    ['un espace de noms', 'kubectl apply -f - <<EOF\nkind: Namespace\nEOF\n', []],
    ['une sauvegarde de Velero', 'kubectl apply -f - <<EOF\napiVersion: velero.io/v1\nkind: Backup\nEOF\n', []],
    ['une base', 'kubectl apply -f - <<EOF\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nEOF\n', ['?deploy.sh:1']],
    ['un secret, mis par un tuyau', 'kubectl create secret generic s --dry-run=client -o yaml | kubectl apply -f -\n', []],
    ['un fichier qui n’est pas dans le dépôt', 'kubectl apply -f autre/b.yaml\n', ['?deploy.sh:1']],
    ['un fichier d’exemple, qui n’est pas lu', 'kubectl apply -f docs/b.yaml\n', ['?deploy.sh:1']],
    ['des définitions de genres', 'kubectl apply -f config/crd\n', []],
    ['un fichier d’essai', 'kubectl apply -f tests/b.yaml\n', []],
    ['un fichier fabriqué ailleurs', 'kubectl apply -f /tmp/b.yaml\n', ['?deploy.sh:1']],
    ['un fichier engendré', 'kubectl apply -f ./generated/all.yaml\n', ['?deploy.sh:1']],
    [
      'un fichier téléchargé',
      'curl -sLo /tmp/b.yaml https://exemple.fr/b.yaml\ncurl -o c.yaml https://exemple.fr/c.yaml\nkubectl apply -f c.yaml\n',
      ['?deploy.sh:3'],
    ],
    ['un fichier fabriqué de ce qui est lu', 'sed s/a/b/ k8s/a.yaml > /tmp/b.yaml\nkubectl apply -f /tmp/b.yaml\n', []],
    ['un fichier fabriqué par kustomize', 'kustomize build k8s > build/b.yaml\nkubectl apply -f build/b.yaml\n', []],
    ['un fichier fabriqué d’un chart d’autrui', 'helm template r oci://exemple.fr/r > b.yaml\nkubectl apply -f b.yaml\n', ['?deploy.sh:2']],
    ['le chemin entier de ce qui est lu', 'kubectl apply -f /srv/app/k8s/a.yaml\n', []],
    ['une adresse dans une variable', 'kubectl apply -f "$MANIFEST_URL"\n', ['?deploy.sh:1']],
    ['une variable quelconque', 'for f in k8s/*.yaml; do kubectl apply -f "$f"; done\n', []],
    ['ce qu’une commande télécharge', 'kubectl apply -f "$(curl -s https://exemple.fr/a.yaml)"\n', ['?deploy.sh:1']],
    ['un modèle qui n’est pas lu', 'envsubst < app.yml.in | kubectl apply -f -\n', ['?deploy.sh:1']],
    ['un manifeste qui n’est pas lu', 'cat autre/b.yaml | kubectl apply -f -\n', ['?deploy.sh:1']],
    ['dans un conteneur', 'docker run --rm -v "$PWD:/src" alpine/helm:3.14.0 upgrade a oci://exemple.fr/a\n', ['?deploy.sh:1']],
    [
      'dans un conteneur, sans rien déployer',
      'docker run --rm alpine/helm lint .\ndocker build -t exemple.fr/kubectl apply -f Dockerfile\n',
      [],
    ],
    ['sur une autre machine', 'ssh hote "cd /srv && kubectl apply -f https://exemple.fr/a.yaml"\n', ['?deploy.sh:1']],
    ['sur une autre machine, ce qui est lu', 'ssh hote "kubectl apply -f k8s/a.yaml"\nssh hote kubectl get pods\n', []],
    ['un message', 'echo "lancez : kubectl apply -f https://exemple.fr/a.yaml"\n', []],
    [
      'ce qui est comparé, essayé, relu',
      'helm diff upgrade app oci://exemple.fr/a\nhelm unittest install\nhelm get values upgrade\nhelm history install\n',
      [],
    ],
    ['un espace de noms du nom d’un verbe', 'kubectl -n run get pods\noc --context expose get pods\n', []],
    ['le même, pour Helm', 'helm -n template upgrade app oci://exemple.fr/a\n', ['?deploy.sh:1']],
    ['un essai dans l’espace de noms « install »', 'helm -n install lint ./a\n', []],
    ['une option de Helm sans valeur', 'helm --kube-insecure-skip-tls-verify upgrade app oci://exemple.fr/a\n', ['?deploy.sh:1']],
    ['un greffon qui passe la commande', 'helm secrets upgrade app oci://exemple.fr/a\n', ['?deploy.sh:1']],
    ['des options dans une variable', 'helm $OPTIONS upgrade app oci://exemple.fr/a\n', ['?deploy.sh:1']],
    ['un pod le temps d’une commande', 'kubectl run -it --rm curl --image=curl\n', []],
  ])('%s', (_, text, found) => {
    expect(script(text)).toEqual(found);
  });

  it('seules les données d’une ConfigMap manquent, là où rien d’autre n’est créé', () => {
    const files = { ...clean, 'deploy.sh': 'kubectl create configmap c --from-literal=a=b\n' };
    expect(judge('disallow-hostpath', files).outcome).toBe('conforming');
    expect(judge('cm-no-credentials', files).outcome).toBe('undetermined');
  });

  it('le mot de passe d’une adresse n’est pas répété', () => {
    const { because } = judged({ 'deploy.sh': 'kubectl apply -f https://u:motdepasse@exemple.fr/a.yaml?jeton=x\n' });
    expect(because).toEqual(['ce fichier déploie « https://exemple.fr/a.yaml », qui n’a pas été lu']);
  });

  it.each([
    ['https://bob:S3cr#tMotdepasse@exemple.fr/a.yaml', 'https://exemple.fr/a.yaml'],
    ['https://bob:S3cr?tMotdepasse@exemple.fr/a.yaml', 'https://exemple.fr/a.yaml'],
    ['https://bob:S3c@tMotdepasse@exemple.fr/a.yaml', 'https://exemple.fr/a.yaml'],
    ['https://exemple.fr/a.yaml?jeton=Mot@depasse', 'https://exemple.fr/a.yaml'],
    ['https://bob:S3@exemple.fr/a.yaml?jeton=Mot@depasse', 'https://…'],
    ['https://cdn.exemple.fr/gh/x@1.2.0/a.yaml', 'https://cdn.exemple.fr/gh/x@1.2.0/a.yaml'],
  ])('d’une adresse n’est montré que ce qui n’est pas un mot de passe : %s', (address, shown) => {
    expect(judged({ 'deploy.sh': `kubectl apply -f '${address}'\n` }).because).toEqual([
      `ce fichier déploie « ${shown} », qui n’a pas été lu`,
    ]);
    expect(String(judged({ 'deploy.sh': `helm install r '${address.replace('https', 'oci')}'\n` }).because)).toContain(
      `« ${shown.replace('https', 'oci')} »`,
    );
  });

  it('un chart du dépôt est jugé par ce qu’il produit', () => {
    const chart = {
      'helm/api/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
      'helm/api/templates/s.yaml': aManifest('Service', ''),
    };
    expect(doubts({ ...chart, 'deploy.sh': 'cd helm && helm upgrade --install api ./api -f api/values.yaml\n' })).toEqual([]);
    expect(doubts({ ...chart, 'deploy.sh': 'helm upgrade --install api "$CHART"\n' })).toEqual([]);
  });
});

describe('le fichier qu’une tâche d’Ansible applique', () => {
  const task = (src: string) => ({
    'roles/app/tasks/main.yml': `- kubernetes.core.k8s:\n    state: present\n    src: ${src}\n`,
    'roles/app/files/dep.yaml': aDeployment(),
    'k8s/a.yaml': aDeployment(),
  });

  it.each(['k8s/a.yaml', '"{{ playbook_dir }}/k8s/a.yaml"', "'{{playbook_dir}}/../k8s/a.yaml'"])('%s est lu', (src) => {
    expect(doubts(task(src))).toEqual([]);
  });

  it.each([
    '"{{ role_path }}/files/dep.yaml"',
    '{{ role_path }}/files/dep.yaml',
    'dep.yaml',
    '/tmp/a.yaml',
    '"{{ manifeste }}"',
    'https://exemple.fr/a.yaml',
  ])('%s n’est pas lu', (src) => {
    expect(doubts(task(src))).toEqual(['?roles/app/tasks/main.yml:1']);
  });
});

it('un fichier trop grand ne cache rien par son seul nom, là où peu de ces fichiers déploient', () => {
  const told = (path: string) => selectFiles([{ path, size: 200_000 }]).unread.map((one) => one.path);
  expect(['nix/node-packages.nix', 'pom.xml', 'docker-compose.yml', 'a.cue'].flatMap(told)).toEqual([]);
  expect(['deploy.sh', 'main.tf', 'roles/a/tasks/main.yml', '.github/workflows/a.yml'].flatMap(told)).toHaveLength(4);
});
