import { DockerfileParser } from 'dockerfile-ast';
import { type FileComment, withoutHelmComments } from './comments.ts';

/** Lines from the first to the last, counted from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Finds what a comment covers; null for one above nothing. */
export type Cover = (comment: FileComment) => LineRange | null;

/** Of a Dockerfile: the instruction that the comment stands above; within one that goes over several lines, the next line, or all of a command, which is judged as a whole. */
export function coverInstructions(text: string): Cover {
  const ranges = DockerfileParser.parse(text.replaceAll('\r\n', '\n'))
    .getInstructions()
    .flatMap((instruction) => {
      const range = instruction.getRange();
      return range === null ? [] : [{ from: range.start.line + 1, to: range.end.line + 1, isCommand: isCommand(instruction.getKeyword()) }];
    });
  return ({ line }) => {
    const around = ranges.find(({ from, to }) => from < line && line < to);
    const found = around ?? ranges.find(({ from }) => from > line);
    if (found === undefined) return null;
    return found === around && !found.isCommand ? { from: line + 1, to: line + 1 } : { from: found.from, to: found.to };
  };
}

function isCommand(keyword: string): boolean {
  return /^(RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/i.test(keyword);
}

/**
 * Of a YAML file: the line of the value that the comment follows; alone, the key or the item below it with all that it holds, and the whole
 * document above its first key. Told by indentation, so that it holds for templates as well.
 */
export function coverBlocks(text: string): Cover {
  const lines = withoutHelmComments(text).split(/\r?\n/);
  return ({ line, alone }) => {
    if (!alone) return { from: line, to: line };
    const first = lines.findIndex((written, index) => index >= line && hasContent(written));
    const start = lines[first];
    if (start === undefined || isSeparator(start)) return null;
    const isDocument = isSeparator(lines.slice(0, first).findLast(hasContent) ?? '---');
    const isAfter = (written: string) => isSeparator(written) || (!isDocument && closes(written, start));
    const end = lines.findIndex((written, index) => index > first && hasContent(written) && isAfter(written));
    return { from: first + 1, to: end === -1 ? lines.length : end };
  };
}

/** False for a line of no value: blank, a comment, or what a template does. */
function hasContent(line: string): boolean {
  const written = line.trim();
  return written !== '' && !written.startsWith('#') && !/^\{\{.*\}\}$/.test(written);
}

function isSeparator(line: string): boolean {
  return /^(---|\.\.\.)(\s|$)/.test(line);
}

/** A list may stand at the column of its own key. */
function closes(line: string, start: string): boolean {
  const [column, own] = [line.search(/\S/), start.search(/\S/)];
  return column < own || (column === own && (isItem(start) || !isItem(line)));
}

function isItem(line: string): boolean {
  return /^\s*-(\s|$)/.test(line);
}
