import { MAX_SIZE } from './select-files.ts';
import type { TextFile } from './text-file.ts';

/**
 * A long text of many YAML documents as parts that are each read as a file is, with whole documents in each; a document that is longer than that is a part of its own, which is not read. The
 * lines stay those of the whole. Pure.
 */
export function splitDocuments({ path, text }: TextFile): readonly TextFile[] {
  const parts: TextFile[] = [];
  let [part, firstLine, line] = ['', 1, 1];
  for (const document of text.split(/^(?=---(?:\s|$))/m)) {
    if (part !== '' && part.length + document.length > MAX_SIZE) {
      parts.push({ path, text: part, firstLine });
      [part, firstLine] = ['', line];
    }
    part += document;
    line += document.split('\n').length - 1;
  }
  return [...parts, { path, text: part, firstLine }];
}
