import type { TextFile } from '../files/text-file.ts';
import { toolFiles } from '../files/tool-files.ts';
import { baseName, parentFolder } from '../files/paths.ts';

/** A cluster that lasts as long as a test does, or that of a developer. */
const localCluster =
  /\bkind\s+(create|load)\b|kind-action|\b(start|create|setup)[-_]kind\b|\b(k3d|minikube|colima|microk8s)\s+(cluster|start|create)|setup-(minikube|kind|k3s|k3d|microk8s)|k3d-action|\bct\s+install\b|get\.k3s\.io|\btilt\s+(up|ci)\b/i;

/** A part of a file of commands: a job of a pipeline, or the whole of any other one. */
interface Part {
  readonly path: string;
  readonly text: string;
  readonly isTrial: boolean;
}

/** Files of commands as they are read: what is done with a cluster that the same job makes, and files that only such jobs run, try what is seen elsewhere. */
export interface Trials {
  /** The text with what is only tried left blank, line for line; null where all of it is. */
  readonly deployed: (file: TextFile) => string | null;
}

/** Knows what the files of commands of a repository only try. Pure. */
export function readTrials(files: readonly TextFile[]): Trials {
  const parts = files.flatMap(partsOf);
  const [trials, others] = [parts.filter(({ isTrial }) => isTrial), parts.filter(({ isTrial }) => !isTrial)];
  return {
    deployed: (file) => {
      const name = /(^|\/)action\.ya?ml$/.test(file.path) ? parentFolder(file.path) : baseName(file.path);
      const names = ({ path, text }: Part) => path !== file.path && text.includes(name);
      if (trials.some(names) && !others.some(names)) return null;
      return partsOf(file)
        .map(({ text, isTrial }) => (isTrial ? text.replaceAll(/[^\n]/g, '') : text))
        .join('\n');
    },
  };
}

function partsOf({ path, text }: TextFile): readonly Part[] {
  return jobsOf(path, text).map((part) => ({ path, text: part, isTrial: localCluster.test(part) }));
}

function jobsOf(path: string, text: string): readonly string[] {
  const start = toolFiles.workflow.test(path) ? /^ {2}[\w-]+:/ : /gitlab-ci[\w.-]*\.ya?ml$/.test(path) ? /^[\w.-]+:/ : null;
  if (start === null) return [text];
  const lines = text.split('\n');
  const starts = [0, ...lines.flatMap((line, index) => (index > 0 && start.test(line) ? [index] : []))];
  return starts.map((first, index) => lines.slice(first, starts[index + 1]).join('\n'));
}
