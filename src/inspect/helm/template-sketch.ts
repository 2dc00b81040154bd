/** A template of a chart as far as it can be read without being run. */
export interface TemplateText {
  /** YAML, line for line: what runs alone on its lines is left out, what gives a part of a text holds its place. */
  readonly text: string;
  /** Lines that are written only by some values: within `if`, `with`, `range`, `define`. */
  readonly conditional: ReadonlySet<number>;
}

/** What stands where a template gives a value. */
const PLACE_HOLDER = '__valeur__';

/** A longer action comes from a file made to be long. None holds the start of another. */
const action = /\{\{(?:(?!\{\{)[\s\S]){0,5000}?\}\}/g;

/** A template with its actions taken away ("Actions", text/template of Go). */
export function sketchTemplate(template: string): TemplateText {
  const conditional = new Set<number>();
  let [depth, line] = [0, 1];
  const lines = withWholeActions(template.split('\n')).map((chunk): string => {
    const [first, height] = [line, chunk.split('\n').length];
    line += height;
    const before = depth;
    depth = Math.max(0, depth + openedBy(chunk));
    if (before > 0 || depth > 0) for (let at = first; at < line; at += 1) conditional.add(at);
    return withoutActions(chunk) + '\n'.repeat(height - 1);
  });
  return { text: lines.join('\n'), conditional };
}

/** Lines of one action at most. */
const MAX_LINES = 100;

/** Lines joined where an action goes on from one to the next. */
function withWholeActions(lines: readonly string[]): readonly string[] {
  const chunks: string[] = [];
  let open: string[] = [];
  for (const line of lines) {
    open.push(line);
    const isOpen = open.length > 1 ? !line.includes('}}') : line.lastIndexOf('{{') > line.lastIndexOf('}}');
    if (isOpen && open.length < MAX_LINES) continue;
    chunks.push(open.join('\n'));
    open = [];
  }
  return [...chunks, ...open];
}

function openedBy(chunk: string): number {
  return [...chunk.matchAll(action)].reduce((opened, [text]) => {
    const [, word] = /^\{\{-?\s*(\w+)/.exec(text) ?? [];
    if (word === 'end') return opened - 1;
    return /^(if|with|range|define|block)$/.test(word ?? '') ? opened + 1 : opened;
  }, 0);
}

function withoutActions(chunk: string): string {
  const first = chunk.indexOf('{{');
  const last = [...chunk.matchAll(action)].at(-1);
  if (first === -1 || last === undefined) return chunk;
  const isAlone = chunk.replaceAll(action, '').trim() === '';
  return isAlone ? '' : chunk.slice(0, first) + PLACE_HOLDER + chunk.slice(last.index + last[0].length);
}
