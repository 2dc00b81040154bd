import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeFile } from '../inspect/files/select-files.ts';

/** Every file under a directory, by its path from there, in order. Links are told, and not followed; `.git` and `node_modules` are left out. */
export function listTree(directory: string): readonly TreeFile[] {
  return walk(directory, '');
}

function walk(directory: string, prefix: string): readonly TreeFile[] {
  return readFolder(directory, prefix).flatMap((entry): readonly TreeFile[] => {
    const path = `${prefix}${entry.name}`;
    const full = join(directory, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' || entry.name === 'node_modules' ? [] : walk(full, `${path}/`);
    if (entry.isSymbolicLink()) return [{ path, size: 0, is: 'link' }];
    return entry.isFile() ? [{ path, size: statSync(full).size }] : [];
  });
}

/** A folder that nobody may read is passed over, unless it is the one that was asked for. */
function readFolder(directory: string, prefix: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (prefix === '') throw error;
    return [];
  }
}
