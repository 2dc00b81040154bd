import type { RenderingFailed } from '../inspect/helm/rendering.ts';
import { excerpt } from '../answers/excerpt.ts';
import { say, type Sentence } from '../words/sentence.ts';
import { DEADLINE_S, type HelmAnswer, MAX_OUTPUT } from './run-helm.ts';

/** Why Helm rendered nothing: its own sentence and the place that it tells, without paths of this machine. What a template makes of an error (`fail`) is read in a time that follows its length. */
export function helmFailure(answer: HelmAnswer): RenderingFailed {
  switch (answer.kind) {
    case 'endless':
      return endless(say`Helm n’a pas fini en ${DEADLINE_S} s`);
    case 'late':
      return { ...endless(say`Helm n’a pas eu le temps de finir`), passing: true };
    case 'long':
      return endless(say`il produit plus de ${MAX_OUTPUT / 1_000_000} million de caractères`);
    case 'not-started':
      return { ...failed(say`Helm ne démarre pas`), passing: true };
    case 'done':
      return told(answer.err);
    default:
      return answer satisfies never;
  }
}

function failed(because: Sentence, at: RenderingFailed['at'] = null): RenderingFailed {
  return { kind: 'failed', because, at, endless: false, passing: false };
}

function endless(because: Sentence): RenderingFailed {
  return { kind: 'failed', because, at: null, endless: true, passing: false };
}

/** Definitions, each in another, that no chart has: Helm stops at a thousand, and tells why after them all. */
const MANY_CALLS = 100;

function told(error: string): RenderingFailed {
  if (/out of memory|cannot allocate memory|goroutine stack exceeds/.test(error))
    return endless(say`ses gabarits demandent trop de mémoire`);
  const text = withoutPaths(error.replace(/^Error: /, '').replace(/(?<!\n)\n+Use --debug flag[\s\S]*$/, ''));
  const [, source, line] = /(?<![\w.-])([\w.-]{1,255}\/[\w./-]{1,1000}?):(\d{1,9})/.exec(text) ?? [];
  const [, alone] = /YAML parse error on ([\w./-]{1,1000}):/.exec(text) ?? [];
  const at = source !== undefined ? { source, line: Number(line) } : alone !== undefined ? { source: alone, line: 1 } : null;
  const calls = text.split('error calling include: ');
  if (calls.length > MANY_CALLS) {
    const [, name = ''] = /<include "([^"]{1,200})"/.exec(calls.at(-2) ?? '') ?? [];
    return failed(say`le gabarit ${name} s’inclut lui-même sans fin`, at);
  }
  const [, nothing] = /at <([^<>]*)>:\s*nil pointer evaluating/.exec(text) ?? [];
  if (nothing !== undefined) return failed(say`aucune des valeurs lues ne donne ${nothing}`, at);
  const [, undefinedName] = /no template "([^"]+)"/.exec(text) ?? [];
  if (undefinedName !== undefined)
    return failed(
      say`il emploie ${undefinedName}, qu’aucun des fichiers lus ne définit : c’est sans doute à une dépendance absente de le faire`,
      at,
    );
  const [, asked] = /^execution error at \([^)]*\): ([\s\S]+)$/.exec(text) ?? [];
  if (asked !== undefined) return failed(say`le gabarit demande : ${sentenceOf(asked)}`, at);
  if (alone !== undefined)
    return failed(
      say`ce que le gabarit produit n’est pas un objet en YAML : ${sentenceOf(text.split(/ (?:yaml|json): /).at(-1) ?? text)}`,
      at,
    );
  return failed(say`Helm répond ${sentenceOf(text.split(/>:\s+/).at(-1) ?? text)}`, at);
}

function sentenceOf(text: string): string {
  return excerpt(text.replaceAll(/\s+/g, ' ').trim());
}

/** An absolute path is this machine's, whichever it is. */
function withoutPaths(text: string): string {
  return text.replaceAll(/(?<![\w.:/-])\/(?:[\w.@+-]+\/)+/g, '');
}
