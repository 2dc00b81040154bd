import { testFolders } from '../files/aside-folders.ts';
import { baseName } from '../files/paths.ts';
import { type Command, type Pipeline, readPipelines } from './commands.ts';
import { type Hidden, madeHere, madeOf, otherChart, type Surroundings, takenElsewhere } from './found.ts';

/** What the commands of a text deploy that nobody sees here: objects written in it, an address, a chart that the repository does not hold, what another program writes. */
export function readCommands(text: string, around: Surroundings): readonly Hidden[] {
  if (!/kubectl|\boc\b|helm|kompose|kapp|timoni|\bkn\b|acorn|istioctl/i.test(text)) return [];
  const valueOf = variablesOf(text);
  const pipelines = readPipelines(text).map(({ line, commands }) => ({
    line,
    commands: commands.map((command) => ({ ...command, words: command.words.map(valueOf) })),
  }));
  const writers = writersOf(pipelines);
  return pipelines.flatMap((pipeline) => judgeAll(pipeline, { around, writers }));
}

function judgeAll(pipeline: Pipeline, { around, writers }: Pick<Judging, 'around' | 'writers'>): readonly Hidden[] {
  const { commands } = pipeline;
  return commands.flatMap((command, index) =>
    judge(command, { ...pipeline, before: commands.slice(0, index), after: commands.slice(index + 1), around, writers }),
  );
}

/** The last pipeline of the text that writes each file. */
function writersOf(pipelines: readonly Pipeline[]): ReadonlyMap<string, Pipeline> {
  return new Map(
    pipelines.flatMap((pipeline) =>
      pipeline.commands.flatMap(({ words }) =>
        words.flatMap((word, index): readonly (readonly [string, Pipeline])[] => {
          const [, sign, joined = ''] = /^(>{1,2}|--output=|--output-dir=|-o=)(.*)$/.exec(word) ?? [];
          const isNamed = /^(-o|-O|--output|--output-dir|tee|-OutFile)$/.test(word) || (sign !== undefined && joined === '');
          const name = isNamed ? (words[index + 1] ?? '') : joined;
          return name === '' || name.startsWith('-') ? [] : [[plainName(name), pipeline]];
        }),
      ),
    ),
  );
}

function plainName(written: string): string {
  return written.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

/** Variables that the text itself gives one value to. */
function variablesOf(text: string): (word: string) => string {
  const given = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(
    /^[ \t]*(?:export[ \t]+|readonly[ \t]+|-[ \t]+)?([A-Za-z_]\w*)[ \t]*(?:[:?]?=|:)[ \t]*["']?([^\s"'$#(]{1,500})["']?[ \t\r]*$/gm,
  ))
    given.set(name, given.has(name) && given.get(name) !== value ? '' : value);
  return (word) => word.replaceAll(/\$[({]?(\w+)[)}]?/g, (written, name: string) => given.get(name) || written);
}

interface Judging extends Pipeline {
  readonly before: readonly Command[];
  readonly after: readonly Command[];
  readonly around: Surroundings;
  /** What the same text writes, by name. */
  readonly writers: ReadonlyMap<string, Pipeline>;
}

function judge(command: Command, judging: Judging): readonly Hidden[] {
  const [program = ''] = command.words;
  switch (program) {
    case 'kubectl':
    case 'oc':
    case 'kapp':
      return ofKubectl(command, judging);
    case 'k3s':
      return judge({ ...command, words: command.words.slice(1) }, judging);
    case 'helm':
    case 'helm3':
      return ofHelm(command, judging);
    case 'kompose':
    case 'timoni':
    case 'kn':
    case 'acorn':
    case 'istioctl':
      return command.words.some((word) => /^(convert|up|apply|create|run|install)$/.test(word)) && !isHelp(command)
        ? [madeHere(judging.line)]
        : [];
    case 'docker':
    case 'podman':
    case 'nerdctl':
      return command.words.some((word) => /^(run|exec)$/.test(word)) ? ofCarrier(command, judging) : [];
    case 'ssh':
    case 'sshpass':
      return ofCarrier(command, judging);
    default:
      return [];
  }
}

/** What is run in a container, or on another machine. */
function ofCarrier({ words, text }: Command, judging: Judging): readonly Hidden[] {
  const { line } = judging;
  // One machine behind another is not followed: nothing bounds how many there are.
  const given =
    text === null
      ? []
      : readPipelines(text).filter(
          ({ commands }) => !commands.some((one) => one.text !== null && /^(ssh|sshpass|docker|podman|nerdctl)$/.test(one.words[0] ?? '')),
        );
  const at = words.findIndex(
    (word, index) => index > 0 && /^(\S*\/)?(kubectl|helm3?|oc)([:@]\S*)?$|^.*\s.*\b(kubectl|helm|oc)\b/s.test(word),
  );
  const [program = '', ...others] = at === -1 ? [] : words.slice(at);
  const [, named] = /^(?:\S*\/)?(kubectl|helm3?|oc)(?:[:@]\S*)?$/.exec(program) ?? [];
  const isTwice = named !== undefined && others[0] === named;
  const carried =
    named === undefined ? readPipelines(program) : [{ line, commands: [{ words: isTwice ? others : [named, ...others], text: null }] }];
  return [...given, ...carried].flatMap(({ commands }) => judgeAll({ line, commands }, judging));
}

function isHelp({ words }: Command): boolean {
  return words.some((word) => /^(--help|-h)$/.test(word)) || /^(version|--version|completion)$/.test(words[1] ?? '');
}

function isDry({ words }: Command): boolean {
  return words.some((word) => /^--dry-run(=(client|server|true))?$/.test(word));
}

const verbs =
  /^(apply|create|replace|run|expose|new-app|process|deploy|get|delete|set|patch|rollout|scale|logs|exec|wait|label|annotate|describe|config|kustomize|diff|cp|port-forward|auth|version|cluster-info|login|project|new-project|adm|start-build|tag|import-image|policy|secrets?|rsh|explain|api-resources|top|drain|cordon|taint|debug|edit|convert|attach|proxy|whoami|status|observe|extract|registry|image|autoscale|certificate|completion|plugin|options|events|idle|cancel-build|rollback|logout|build|push|pull|new-build)$/;

/** Kinds that `kubectl create` makes of its arguments alone, and of which rules speak. */
const createdKind = /^(deploy(ment)?s?|deploymentconfig|dc|(cron)?jobs?|cj|services?|svc|ingress(es)?|ing|routes?|pods?)$/;

function ofKubectl(command: Command, judging: Judging): readonly Hidden[] {
  const { words } = command;
  const { line, after } = judging;
  const at = verbIndex(words);
  const [verb = '', kind = ''] = words.slice(at === -1 ? words.length : at).filter((word) => !word.startsWith('-'));
  const deploys = !isDry(command) || after.some(isApplying);
  if (isHelp(command) || !deploys) return [];
  switch (verb) {
    case 'apply':
    case 'create':
    case 'replace':
    case 'deploy': {
      const files = filesOf(words);
      if (files.length > 0) return files.flatMap((file) => ofFile(file, command, judging));
      if (verb !== 'create') return [];
      // A job made of a CronJob is what the CronJob makes.
      if (/ --from[= ](cronjobs?|cj)\//.test(words.join(' '))) return [];
      return createdKind.test(kind) ? [madeHere(line)] : /^(configmaps?|cm)$/.test(kind) ? [madeHere(line, 'data')] : [];
    }
    case 'run':
      return words.includes('--rm') ? [] : [madeHere(line)];
    case 'expose':
      return [madeHere(line)];
    case 'new-app': {
      const files = filesOf(words);
      return files.length === 0 ? [madeHere(line)] : files.flatMap((file) => ofFile(file, command, judging));
    }
    case 'process': {
      if (!after.some(isApplying)) return [];
      const files = filesOf(words);
      return files.length === 0 ? [madeHere(line)] : files.flatMap((file) => ofFile(file, command, judging));
    }
    case 'kustomize':
      return after.some(isApplying) ? words.slice(at + 1).flatMap((word) => remote(word, line)) : [];
    default:
      return [];
  }
}

function isApplying({ words }: Command): boolean {
  const [[program = ''], verb = ''] = [words, words[verbIndex(words)]];
  return (/^(kubectl|oc|k3s)$/.test(program) && /^(apply|create|replace)$/.test(verb)) || (program === 'kapp' && verb === 'deploy');
}

/** Flags of kubectl that take a value, and may stand before the verb (`kubectl options`). */
const valuedFlag =
  /^(-n|-s|-v|--(namespace|context|cluster|kubeconfig|user|server|token|as|as-group|as-uid|cache-dir|certificate-authority|client-certificate|client-key|request-timeout|tls-server-name|username|password|profile|profile-output|vmodule|loglevel))$/;

/** Where the verb of kubectl or oc stands; -1 where there is none. */
function verbIndex(words: readonly string[]): number {
  return words.findIndex((word, index) => index > 0 && verbs.test(word) && !valuedFlag.test(words[index - 1] ?? ''));
}

/** What `-f`, `-k` and the like name. */
function filesOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const [, joined] = /^(?:--filename|--kustomize|--file|-[fk])=(.+)$/.exec(word) ?? /^-[fk]([^=].*)$/.exec(word) ?? [];
    if (joined !== undefined) return joined.split(',');
    return /^(-f|-k|--filename|--kustomize|--file|-[RA]+f)$/.test(word) ? (words[index + 1] ?? '').split(',') : [];
  });
}

/** What one command hides, by its words. */
export function commandGiven(
  [program = '', ...others]: readonly string[],
  { line, around }: Pick<Judging, 'line' | 'around'>,
): readonly Hidden[] {
  const command = { words: [baseName(program), ...others], text: null };
  return judge(command, { line, commands: [command], before: [], after: [], around, writers: new Map() });
}

/** What a file that is applied, as a pipeline or a program names it, hides. */
export function appliedFile(written: string, { line, around }: Pick<Judging, 'line' | 'around'>): readonly Hidden[] {
  return ofFile(written, { words: [], text: null }, { line, commands: [], before: [], after: [], around, writers: new Map() });
}

function ofFile(written: string, command: Command, judging: Judging): readonly Hidden[] {
  const { line, around, before, writers } = judging;
  if (/^(-|\/dev\/stdin)$/.test(written)) return ofInput([...before, command], judging);
  if (/^<\(|^\$\((?!\w+\)?$|pwd\b)/.test(written)) {
    const others = written.endsWith(')') ? [] : command.words.slice(command.words.indexOf(written) + 1);
    return ofInput([{ words: [...written.slice(2).replace(/\)+$/, '').split(/\s+/), ...others], text: null }], judging);
  }
  const far = remote(written, line);
  if (far.length > 0) return far;
  const writer = writers.get(plainName(written));
  if (writer !== undefined) return ofWriter(writer, command, judging);
  // What a variable names may be an address, as its own name says, or a file that is found by the end of its path.
  if (/[${]/.test(written))
    return /\$[({]*\s*\w*(ur[il]|link)s?\b/i.test(written.replaceAll('_', '')) ? [takenElsewhere(line, written)] : [];
  if (/[*}%~]|^\/dev\/|^$|^(\.\.?\/?)$/.test(written)) return [];
  // Definitions of kinds, of which no pod is made, and what only tests apply.
  if (/(^|[/._-])crds?([/._-]|$)/i.test(written) || written.split('/').some((folder) => testFolder.test(folder))) return [];
  const parts = written.split('/');
  const isHeld = written.startsWith('/')
    ? parts.some((_, index) => index > 0 && around.isRead(parts.slice(index).join('/')))
    : around.isRead(written);
  return isHeld ? [] : [takenElsewhere(line, written)];
}

/** What the same text writes, then deploys. */
function ofWriter({ commands }: Pipeline, command: Command, judging: Judging): readonly Hidden[] {
  const known = { ...judging, writers: new Map<string, Pipeline>() };
  const charts = commands.flatMap((one) => (/^helm3?$/.test(one.words[0] ?? '') ? ofHelm(one, { ...known, after: [command] }) : []));
  return [...charts, ...ofInput(commands, known)];
}

const testFolder = new RegExp(`^(${testFolders})$`, 'i');

/** An address of the network, as Kustomize and kubectl know one. */
function remote(word: string, line: number): readonly Hidden[] {
  return /^(https?:|ssh:|git::|git@|oci:|github\.com\/|gitlab\.com\/)/.test(word) ? [takenElsewhere(line, word)] : [];
}

/** What only passes on, changed or not, what it reads, or is judged by itself. */
const passesOn =
  /^(cat|sed|gsed|awk|envsubst|tee|yq|jq|grep|egrep|tr|cut|head|tail|sort|uniq|xargs|cd|true|base64|gunzip|kubeseal|sops|kubectl|oc|k3s|helm3?|kustomize|kbld|find|ls|type|Get-Content|kubeconform|kubeval|pwd|time)$/i;

/** Those of them that read the files that they are given. */
const readsFiles = /^(cat|envsubst|sed|gsed|head|tail)$/;

function ofInput(commands: readonly Command[], judging: Judging): readonly Hidden[] {
  const { line } = judging;
  return commands.flatMap(({ words, text }) => {
    if (text !== null) return madeOf(line, text);
    const [program = '', ...others] = words;
    const far = others.flatMap((word) => remote(word, line));
    if (far.length > 0 && program !== 'helm') return far;
    if (/^(echo|printf)$/.test(program)) return madeOf(line, others.join(' '));
    if (readsFiles.test(program)) return inputsOf(others).flatMap((file) => ofFile(file, { words, text }, { ...judging, before: [] }));
    return passesOn.test(program) || program === '' || program.startsWith('$') ? [] : [madeHere(line)];
  });
}

/** Manifests, or what they are made of, that a program is given by name or by `<`. */
function inputsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const previous = words[index - 1] ?? '';
    if (/^(>{1,2}|-[oO])$/.test(previous)) return [];
    const name = previous === '<' ? word : word.replace(/^<(?![<(])/, '');
    return /^[^-<>|;]\S*\.(ya?ml|json|in|tpl|tmpl|j2|template)$/.test(name) && !/[|;]/.test(name) ? [name] : [];
  });
}

/** Flags of Helm that take no value (`helm upgrade --help`, Helm 4.1). */
const bareFlag =
  /^(-i|-g|-a|-h|--(install|wait|wait-for-jobs|atomic|rollback-on-failure|debug|create-namespace|force|force-replace|reuse-values|reset-values|reset-then-reuse-values|devel|cleanup-on-fail|dependency-update|no-hooks|skip-crds|skip-tests|generate-name|verify|include-crds|dry-run|disable-openapi-validation|skip-schema-validation|is-upgrade|render-subchart-notes|pass-credentials|insecure-skip-tls-verify|plain-http|enable-dns|hide-notes|hide-secret|kube-insecure-skip-tls-verify|force-conflicts|recreate-pods|no-update|validate|replace|take-ownership))$/;

function ofHelm(command: Command, { line, after, around }: Judging): readonly Hidden[] {
  const { named: all, flags } = readHelm(command.words.slice(1));
  // A plugin that passes on what it is given, and flags that a variable holds.
  const [verb, ...named] = all.slice(all.findIndex((word) => word !== 'secrets' && !word.startsWith('$')));
  if (verb === undefined || !/^(install|upgrade|template)$/.test(verb) || isHelp(command)) return [];
  if ((verb === 'template' || isDry(command)) && !after.some(isApplying)) return [];
  const isAlone = verb === 'template' ? named.length === 1 : flags.has('-g') || flags.has('--generate-name');
  const chart = named[isAlone ? 0 : 1];
  if (chart === undefined) return [];
  return chartNamed(chart, { line, around, version: flags.get('--version') ?? null, from: flags.get('--repo') });
}

function readHelm(words: readonly string[]): { named: readonly string[]; flags: ReadonlyMap<string, string> } {
  const named: string[] = [];
  const flags = new Map<string, string>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, flag, value] = /^(--?[\w-]+)=(.*)$/.exec(word) ?? [];
    if (/^[<>]|^\d?>/.test(word)) break;
    if (flag !== undefined) flags.set(flag, value ?? '');
    else if (bareFlag.test(word)) flags.set(word, '');
    else if (word.startsWith('-')) {
      flags.set(word, words[index + 1] ?? '');
      index += 1;
    } else named.push(word);
  }
  return { named, flags };
}

/** A chart, by how a tool names it. */
export interface NamedChart {
  readonly line: number;
  readonly around: Surroundings;
  readonly version: string | null;
  /** The repository of charts that is named beside it. */
  readonly from?: string | undefined;
}

/** What a chart named by a tool hides: nothing where the repository holds it, or where it may well be its own. */
export function chartNamed(chart: string, { line, around, version, from }: NamedChart): readonly Hidden[] {
  const { path } = around;
  const isFar = !/^\.{1,2}\//.test(chart) && (/^(oci|https?):\/\//.test(chart) || (from !== undefined && from !== ''));
  if (!isFar && around.isChart(chart)) return [];
  const isKnown = isFar || /^[\w-][\w.-]*(\/[\w.-]+)?$/.test(chart);
  if (isKnown) return [otherChart(line, { path, name: chart, version })];
  // What a variable names is most often the chart that the repository holds, or what was packed of it.
  if (/[${}*]|\.tgz$|^\.{0,2}\/?$/.test(chart)) return around.hasCharts ? [] : [otherChart(line, { path, name: chart, version: null })];
  return [takenElsewhere(line, chart)];
}
