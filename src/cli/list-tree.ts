import { type Dirent, readdirSync, statSync } from 'node:fs';
import type { TreeFile } from '../inspect/files/select-files.ts';

/**
 * Every file under a directory, by its path from there, in order. Links are told, and not followed; so are folders that cannot be read; `.git` and
 * `node_modules` are left out, and what is neither a file nor a folder. A name that is not UTF-8 is told as well as can be: nothing is read by it.
 */
export function listTree(directory: string): readonly TreeFile[] {
  const root = Buffer.from(directory);
  return list(root, readFolder(root), '');
}

const slash = Buffer.of(0x2f);

function list(directory: Buffer, entries: readonly Dirent<Buffer>[], prefix: string): readonly TreeFile[] {
  return entries.flatMap((entry): readonly TreeFile[] => {
    const name = entry.name.toString();
    const path = `${prefix}${name}`;
    const full = Buffer.concat([directory, slash, entry.name]);
    if (entry.isDirectory()) return name === '.git' || name === 'node_modules' ? [] : walk(full, path);
    if (entry.isSymbolicLink()) return [{ path, size: 0, is: 'link' }];
    return entry.isFile() ? [{ path, size: sizeOf(full) }] : [];
  });
}

function walk(directory: Buffer, path: string): readonly TreeFile[] {
  try {
    return list(directory, readFolder(directory), `${path}/`);
  } catch {
    return [{ path, size: 0, is: 'shut-folder' }];
  }
}

function readFolder(directory: Buffer): readonly Dirent<Buffer>[] {
  return readdirSync(directory, { withFileTypes: true, encoding: 'buffer' }).toSorted((a, b) => Buffer.compare(a.name, b.name));
}

/** Of a file that is gone meanwhile, reading it tells. */
function sizeOf(file: Buffer): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
