import type { ToolName } from '../files/tool-files.ts';
import { type Block, braced, indented, mapsWith } from './blocks.ts';
import { readGitlabIncludes, readSteps } from './deploying-steps.ts';
import { type Hidden, madeHere, madeOf, type Surroundings, takenElsewhere } from './found.ts';
import { chartNamed, readCommands } from './read-commands.ts';

/** What a text of a tool hides, line by line. */
export type ToolReader = (text: string, around: Surroundings) => readonly Hidden[];

/** How the files of each tool are read. */
export const toolReaders = {
  commands: readCommands,
  workflow: (text, around) => [...readCommands(text, around), ...readSteps(text, around)],
  steps: readSteps,
  gitlab: readGitlabIncludes,
  terraform: readTerraform,
  skaffold: (text, around) => [
    ...mapsWith(text, /^\s*(- )?remoteChart:/).flatMap((block) => ofChart(block, 'remoteChart', around)),
    ...addresses(text),
    ...readCommands(text, around),
  ],
  devspace: (text, around) => [...ofDevspace(text, around), ...addresses(text), ...readCommands(text, around)],
  ansible: (text, around) => [...ofAnsible(text, around), ...readCommands(text, around)],
  compose: (text) => firstLine(text, /^\s*(- )?["']?kompose\.[\w.-]+["']?\s*[:=]/),
  java: (text) =>
    firstLine(
      text,
      /quarkus-(openshift|kubernetes)(?!-(client|config))|org\.eclipse\.jkube|(kubernetes|openshift|fabric8)-maven-plugin|dekorate/,
    ),
  nix: (text) => firstLine(text, /\bkubenix\b|\bnixidy\b|\bkubernetes\.(resources|objects|helm)\b|services\.k3s\.manifests/),
  language: (text) =>
    firstLine(
      text,
      /timoni\.sh\/|^\s*bundle\s*:|\bkind\s*[:=]\s*"(Pod|Deployment|StatefulSet|DaemonSet|Job|CronJob|Service|ConfigMap|PersistentVolumeClaim|Ingress|Route)"/,
    ),
  porter: (text) => firstLine(text, /^\s*(-\s*)?(helm3?|kubernetes)\s*(:\s*)?$|^\s*mixins\s*:.*\b(helm3?|kubernetes)\b/),
  kpt: (text) => firstLine(text, /^\s*mutators\s*:/),
} as const satisfies Readonly<Record<ToolName, ToolReader>>;

/** What a YAML file that may be a manifest hides by being a tool's as well. */
export const yamlReaders: readonly ToolReader[] = [
  // Its annotations are comments for whoever reads YAML ("ytt", Carvel documentation).
  (text) => firstLine(text, /^\s*#@ ?(load|data|overlay|def|if|for|schema|library|end)\b|[:-] #@ ?[\w.(]/),
  (text, around) => (/\b(hosts|tasks|ansible\.|kubernetes\.core|community\.(okd|kubernetes))/.test(text) ? ofAnsible(text, around) : []),
  (text, around) =>
    /(^|\/)fleet\.ya?ml$/.test(around.path) ? indented(text, /^helm\s*:/).flatMap((block) => ofChart(block, 'chart', around)) : [],
  (text, { path }) => (/(^|\/)func\.ya?ml$/.test(path) ? firstLine(text, /^specVersion\s*:/) : []),
  // Whatever its name: each of these tools takes another one (`skaffold -f`, `devspace --config`, `helmfile -f`, `werf --config`). One of the name that it takes by itself is told by that name.
  (text, around) => (/^apiVersion\s*:\s*["']?skaffold\//m.test(text) ? toolReaders.skaffold(text, around) : []),
  (text, around) => (/^version\s*:\s*["']?v\d/m.test(text) && /^deployments\s*:/m.test(text) ? toolReaders.devspace(text, around) : []),
  (text, around) =>
    around.isOfHelmfile ? [] : indented(text, /^releases\s*:/).flatMap(({ body, line }) => ofReleases(body, line, around)),
  (text, { path }) =>
    !/(^|\/)werf\.ya?ml$/.test(path) && /^project\s*:/m.test(text) ? firstLine(text, /^configVersion\s*:\s*["']?\d/) : [],
];

/** The releases of a helmfile of another name: their charts, and those of the repository that they give values to. */
function ofReleases(body: string, above: number, around: Surroundings): readonly Hidden[] {
  return mapsWith(body, /^\s*(- )?chart\s*:/).flatMap((release) => {
    const block = { ...release, line: release.line + above };
    const others = ofChart(block, 'chart', around);
    const givesValues = /^\s*(- )?(values|set|valuesTemplate|setTemplate|inherit|transformers|strategicMergePatches|jsonPatches)\s*:/m.test(
      block.body,
    );
    return others.length === 0 && givesValues ? [madeHere(block.line)] : others;
  });
}

function firstLine(text: string, sign: RegExp): readonly Hidden[] {
  const line = text.split('\n').findIndex((one) => sign.test(one));
  return line === -1 ? [] : [madeHere(line + 1)];
}

/** Objects of the providers of Kubernetes, of Helm and of kubectl, of which rules speak; those of a namespace, a secret or a right are none. */
const resource =
  /^\s*resource\s+"(kubernetes_(?:deployment|pod|stateful_?set|daemon_?set|daemonset|replication_controller|job|cron_job|service|ingress|persistent_volume(?:_claim)?|config_map|manifest|horizontal_pod_autoscaler)(?:_v\d\w*)?|kubectl_manifest|kustomization_resource|k8s_manifest|helm_release|argocd_application(?:_set)?|kapp|carvel_kapp)"/;

const inJson =
  /"(kubernetes_(?:deployment|pod|stateful_set|daemon_?set|job|cron_job|service|ingress|persistent_volume_claim|config_map|manifest)(?:_v\d\w*)?|kubectl_manifest|helm_release)"\s*:/;

/** A module of others that installs by Helm, or deploys an application; not one that makes a cluster. */
const installsByModule =
  /^\s*source\s*=\s*"[^"]*(helm|argo-?cd|kubernetes[-_](app|deployment|addons?|workload)|k8s[-_](app|deployment|addons?|workload)|eks-blueprints-addons?)/i;

function readTerraform(text: string, around: Surroundings): readonly Hidden[] {
  if (around.path.endsWith('cdktf.json')) return firstLine(text, /"(hashicorp\/)?(kubernetes|helm)(@[^"]*)?"/);
  if (around.path.endsWith('.bicep')) return firstLine(text, /^\s*(extension|import|provider)\s+'?kubernetes/);
  if (around.path.endsWith('.json')) return firstLine(text, inJson);
  const modules = text
    .split('\n')
    .flatMap((line, index) => (installsByModule.test(line) && !/source\s*=\s*"\.{1,2}\//.test(line) ? [madeHere(index + 1)] : []));
  return [...braced(text, resource).flatMap((block) => ofResource(block, around)), ...modules, ...readCommands(text, around)];
}

function ofResource(block: Block, around: Surroundings): readonly Hidden[] {
  const [, type = ''] = resource.exec(block.head) ?? [];
  if (type === 'helm_release') return ofChart(block, 'chart', around);
  if (type.startsWith('kubernetes_config_map')) return [madeHere(block.line, 'data')];
  if (type.endsWith('manifest')) {
    // What a file of the repository holds is read there.
    if (/\bfile\(/.test(block.body) && !/templatefile\(|<</.test(block.body)) return [];
    return madeOf(block.line, block.body);
  }
  return [madeHere(block.line)];
}

function ofChart({ line, values }: Block, key: string, around: Surroundings): readonly Hidden[] {
  const chart = values.get(key);
  if (chart === undefined) return [];
  // Terraform names its own folder by a variable.
  const written = chart.replace(/^\$\{path\.(module|root|cwd)\}\//, './');
  const from = values.get('repository') ?? values.get('repo') ?? values.get('chart_repo_url');
  const version = values.get('version') ?? values.get('chart_version') ?? null;
  return chartNamed(written, { line, around, version, from });
}

/** Addresses of manifests, in lists of files. */
function addresses(text: string): readonly Hidden[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*#/.test(line)) return [];
    const [, inList] =
      /^\s*(?:-|(?:rawYaml|manifests|remoteManifests|paths|kustomizations)\s*:\s*\[)\s*["']?((?:https?:\/\/|github\.com\/)[^\s"',\]]+)/.exec(
        line,
      ) ?? [];
    return inList === undefined ? [] : [takenElsewhere(index + 1, inList)];
  });
}

/** What DevSpace deploys by a chart that it brings itself where none is named ("component-chart", DevSpace documentation). */
function ofDevspace(text: string, around: Surroundings): readonly Hidden[] {
  return indented(text, /^\s*(- )?helm\s*:/).flatMap((block) => {
    const [chart] = indented(block.body, /^\s*chart\s*:/);
    const name = chart?.values.get('name') ?? chart?.values.get('path');
    if (name === undefined) return [madeHere(block.line)];
    return chartNamed(name, { line: block.line, around, version: chart?.values.get('version') ?? null, from: chart?.values.get('repo') });
  });
}

/** Tasks of Ansible that apply objects or install charts, by the modules of its collections. */
function ofAnsible(text: string, around: Surroundings): readonly Hidden[] {
  const module = (names: string) =>
    new RegExp(String.raw`^\s*(- )?(((kubernetes\.core|community\.(kubernetes|okd)|redhat\.openshift)\.)?(${names}))\s*:`);
  const deploying = (block: Block) =>
    !/\bstate\s*[:=]\s*["']?(absent|patched)/.test(block.body) && (block.body.trim() !== '' || /:\s*\S/.test(block.head));
  return [
    ...indented(text, module('k8s|openshift_raw|k8s_raw'))
      .filter(deploying)
      .flatMap(({ line, head, body }) => {
        if (/\bsrc\s*[:=]/.test(`${head}\n${body}`) && !/definition\s*:/.test(body)) {
          const source = sourceOf(`${head}\n${body}`);
          return isFar(source) || !around.isRead(source) ? [takenElsewhere(line, source)] : [];
        }
        if (!/(definition|template)\s*[:=]/.test(`${head}\n${body}`)) return [];
        return madeOf(line, body);
      }),
    ...indented(text, module('helm'))
      .filter(deploying)
      .flatMap((block) => ofChart(block, 'chart_ref', around)),
  ];
}

/** The `src` of a task, without the folders that Ansible itself knows, as it is written otherwise ("Special Variables", Ansible documentation). */
function sourceOf(text: string): string {
  const [, inQuotes, inOther, bare] =
    /(?:^|[\s,{-])src\s*[:=]\s*(?:"([^"\n]*)"|'([^'\n]*)'|((?:\{\{[^}\n]*\}\}|[^\s"',}#])+))/m.exec(text) ?? [];
  return (inQuotes ?? inOther ?? bare ?? '').replace(/^\{\{\s*(role_path|playbook_dir)\s*\}\}\//, './');
}

/** True for an address, or what a variable names. */
function isFar(source: string): boolean {
  return /^[a-z]+:\/\/|\{\{/i.test(source) || source === '';
}
