import { indentation } from '../files/indentation.ts';
import type { TextFile } from '../files/text-file.ts';
import { isForTests, saysDeployed, toolFiles } from '../files/tool-files.ts';
import { baseName } from '../files/paths.ts';

/** A cluster that lasts as long as a test does, or that of a developer. */
const localCluster =
  /\bkind\s+(create|load)\b|kind-action|\b(start|create|setup)[-_]kind\b|\b(k3d|minikube|colima|microk8s)\s+(cluster|start|create)|setup-(minikube|kind|k3s|k3d|microk8s)|k3d-action|\bct\s+install\b|\btilt\s+(up|ci)\b/i;

/** What a line begins with that only speaks of such a cluster, or names what makes one. */
const notDone =
  /^\s*([-@+]\s*)*(#|\/\/|(echo|printf)\b|(export\s+|readonly\s+)?[A-Za-z_]\w*\s*[:?+]?=|"?(name|desc|description|displayName)"?\s*:)/;

/** A part of a file of commands, of whole lines. */
interface Part {
  readonly path: string;
  readonly lines: readonly string[];
  readonly isTrial: boolean;
}

/** Files of commands as they are read: what is done with a cluster that the same job makes, and programs that only such jobs run, try what is seen elsewhere. */
export interface Trials {
  /** The text with what is only tried left blank, line for line; null where all of it is. */
  readonly deployed: (file: TextFile) => string | null;
}

/** Knows what the files of commands of a repository only try. Pure; time follows the length of the texts. */
export function readTrials(files: readonly TextFile[]): Trials {
  const parts = files.flatMap(partsOf);
  const tried = programsOf(parts.filter(({ isTrial }) => isTrial));
  const named = namedBy(parts.filter(({ isTrial }) => !isTrial));
  const isTried = ({ path }: TextFile) =>
    executable.test(path) &&
    !saysDeployed(baseName(path)) &&
    tried.has(path) &&
    ![...(named.get(baseName(path)) ?? [])].some((other) => other !== path);
  return {
    deployed: (file) => {
      if (isForTests(file.path) || isTried(file)) return null;
      return partsOf(file)
        .flatMap(({ lines, isTrial }) => (isTrial ? lines.map(() => '') : lines))
        .join('\n');
    },
  };
}

/** Programs of which a path tells which one runs; a file of targets, or a pipeline, runs by itself. */
const executable = /\.(sh|bash|zsh|ksh|ps1|bat|cmd)$/i;

/** The files whose parts name a program, in whatever words, by its name without its folder. */
function namedBy(parts: readonly Part[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const { path, lines } of parts)
    for (const word of lines.join('\n').split(/[^\p{L}\p{N}_.-]+/u)) {
      const name = word.slice(-255).replace(/\.+$/, '');
      if (executable.test(name)) named.set(name, (named.get(name) ?? new Set<string>()).add(path));
    }
  return named;
}

/** What stands before the name of a program that a line runs. */
const beforeProgram = /^([-@+!|>]*|"?[\w.-]+:|\[|sudo|exec|time|env|if|then|do|else|\.|source|(ba|z|k)?sh|-\w+|[A-Za-z_]\w*=.*)$/;

/** The programs that these parts run, by any end of their paths: asked with a path, true where a part names it from the root, or from a folder on the way. */
function programsOf(parts: readonly Part[]): { readonly has: (path: string) => boolean } {
  const written = new Set(
    parts.flatMap(({ lines }) =>
      lines.flatMap((line) => (/^\s*(#|\/\/)/.test(line) ? [] : line.split(/[;&|]+/))).flatMap((command) => programOf(command)),
    ),
  );
  return {
    has: (path) => {
      const segments = path.split('/');
      return segments.some((_, first) => written.has(segments.slice(first).join('/')));
    },
  };
}

function programOf(command: string): readonly string[] {
  const words = command.replaceAll(/["'`,()]/g, ' ').split(/\s+/);
  const program = words.find((word) => !beforeProgram.test(word)) ?? '';
  return executable.test(program) ? [program.replace(/^(\.{1,2}\/)+/, '')] : [];
}

function partsOf({ path, text }: TextFile): readonly Part[] {
  const lines = text.split('\n');
  if (isForTests(path)) return [{ path, lines, isTrial: true }];
  const starts = jobsOf(path);
  if (starts !== null) return cut(lines, starts).map((part) => ({ path, lines: part, isTrial: part.some(makesCluster) }));
  return localCluster.test(text) ? byReach(path, lines) : [{ path, lines, isTrial: false }];
}

/** What the first line of a job of a pipeline is; null for the files that have none that would be told apart. */
function jobsOf(path: string): RegExp | null {
  return toolFiles.workflow.test(path) ? /^ {2}[\w-]+:/ : /gitlab-ci[\w.-]*\.ya?ml$/.test(path) ? /^[\w.-]+:/ : null;
}

function cut(lines: readonly string[], start: RegExp): readonly (readonly string[])[] {
  const starts = [0, ...lines.flatMap((line, index) => (index > 0 && start.test(line) ? [index] : []))];
  return starts.map((first, index) => lines.slice(first, starts[index + 1]));
}

function makesCluster(line: string): boolean {
  return localCluster.test(line) && !notDone.test(line);
}

/** A command that is the whole of what a name stands for: a script of `package.json`, a target or a task of one line. */
const wholeTarget = /^\s*"?[\w.:-]+"?\s*:\s*\S/;

/** A script, or a file of targets: from the line that makes a cluster to the end of the function, the target or the branch that holds it, as its margin tells. */
function byReach(path: string, lines: readonly string[]): readonly Part[] {
  let margin: number | null = null;
  return lines.map((line) => {
    if (margin !== null && line.trim() !== '' && indentation(line) < margin) margin = null;
    // Of a line that holds more than one target, nothing tells which one makes the cluster.
    const makes = makesCluster(line) && (line.match(/"\s*:/g)?.length ?? 0) < 2;
    if (makes && !wholeTarget.test(line)) margin ??= indentation(line);
    return { path, lines: [line], isTrial: margin !== null || makes };
  });
}
