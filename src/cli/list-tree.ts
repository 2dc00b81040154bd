import { closeSync, constants, type Dirent, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, statSync } from 'node:fs';
import { MAX_SIZE, type TreeFile } from '../inspect/files/select-files.ts';

/**
 * Every file under a directory, by its path from there, in order. Links are told with where they lead, and not followed; told are folders that cannot be read; `.git` and
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
    if (entry.isSymbolicLink()) return [{ path, size: 0, is: 'link', ...targetOf(full) }];
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

/** Of a link that is gone meanwhile, nothing is known. */
function targetOf(link: Buffer): Pick<TreeFile, 'to'> {
  try {
    return { to: readlinkSync(link, 'utf8') };
  } catch {
    return {};
  }
}

/** Of a file that is gone meanwhile, reading it tells. */
function sizeOf(file: Buffer): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * The text of a file that stands in a directory; throws for anything else (a link, a pipe or a device, which may have no end), for one that cannot be read, and for one longer than what is
 * read of a repository, however long it was when it was listed.
 */
export function readTreeFile(path: string): string {
  // Opening a device may have an effect: what it is comes first.
  if (!lstatSync(path).isFile()) throw new Error('no file');
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) throw new Error('no file');
    return readStart(file, MAX_SIZE + 1);
  } finally {
    closeSync(file);
  }
}

function readStart(file: number, most: number): string {
  const bytes = Buffer.alloc(most);
  let length = 0;
  for (let read = -1; read !== 0 && length < most; length += read) read = readSync(file, bytes, length, most - length, null);
  if (length === most) throw new Error('too long');
  return bytes.toString('utf8', 0, length);
}
