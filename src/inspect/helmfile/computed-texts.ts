import { say, type Sentence } from '../../words/sentence.ts';
import type { RenderingFailed } from '../helm/rendering.ts';

/** What a text may name: the values of an environment, and the release that is installed ("Templating", Helmfile documentation). */
export type Given = Readonly<Record<string, unknown>>;

/** A text that Helm computes for a helmfile. */
export interface TextToCompute {
  /** Which one it is: a file, a part of it, for which environment and which release. */
  readonly id: string;
  readonly text: string;
  readonly given: Given;
}

/** What Helm made of it. */
export interface ComputedText {
  readonly id: string;
  readonly result: { readonly kind: 'computed'; readonly text: string } | RenderingFailed;
}

/** Gives the text computed, or why it is not. */
export type Compute = (asked: TextToCompute) => ComputedText['result'];

/** Gives what was computed; what Helm was not asked yet is added to `wanted`, and fails for now. What nobody can compute here is refused at once. */
export function createCompute(computed: readonly ComputedText[], wanted: TextToCompute[]): Compute {
  const known = new Map(computed.map(({ id, result }) => [id, result]));
  return (asked) => {
    if (!asked.text.includes('{{')) return { kind: 'computed', text: asked.text };
    const because = unknownIn(asked);
    if (because !== null) return failed(because);
    const result = known.get(asked.id);
    if (result === undefined) wanted.push(asked);
    return result ?? failed(say`ce texte n’a pas été calculé`);
  };
}

function failed(because: Sentence): RenderingFailed {
  return { kind: 'failed', because, at: null, endless: false, passing: false };
}

/** Functions of Helmfile that Helm has not, or that read something else than the repository ("Template functions", Helmfile documentation). */
const ofHelmfile =
  /(?<![\w.$"])(exec|envExec|env|expandenv|requiredEnv|readFile|readDir|readDirEntries|isFile|isDir|fetchSecretValue|expandSecretRefs|getOrNil|get|setValueAtPath)(?=\s+["'(.$`])/;

function unknownIn({ text, given }: TextToCompute): Sentence | null {
  for (const [action] of text.matchAll(/\{\{(?!-?\s*\/\*)[\s\S]*?\}\}/g)) {
    const [, name] = ofHelmfile.exec(action) ?? [];
    if (name !== undefined) return say`${name} donne une valeur qui n’est pas dans les fichiers lus`;
    if (/\bindex\s+\.(Values|StateValues|Environment)/.test(action)) return say`${'index'} y lit une valeur que l’application ne suit pas`;
    for (const [written, path = ''] of action.matchAll(/(?<![\w)])\.((?:Values|StateValues|Environment\.Values)(?:\.[A-Za-z_]\w*)+)/g))
      // Helmfile stops there, where Helm would write nothing.
      if (!isGiven(given, path.split('.'))) return say`aucune des valeurs lues ne donne ${written}`;
  }
  return null;
}

function isGiven(given: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, key)) return false;
  const [, value] = Object.entries(given).find(([name]) => name === key) ?? [];
  return isGiven(value, rest);
}
