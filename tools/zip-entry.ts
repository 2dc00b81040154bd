import { inflateRawSync } from 'node:zlib';

/**
 * The content of a file of a ZIP archive, by its path there (APPNOTE.TXT 6.3.10, 4.3: local header, central directory, its end). Neither ZIP64 nor encryption:
 * the archive that we read has none, and its digest is pinned. Throws when the file is not there.
 */
export function zipEntry(archive: Buffer, path: string): Buffer {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) throw new Error('no ZIP archive');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (name === path) return contentAt(archive, at);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  throw new Error(`${path} is not in the archive`);
}

const STORED = 0;

function contentAt(archive: Buffer, entry: number): Buffer {
  const [method, size, local] = [archive.readUInt16LE(entry + 10), archive.readUInt32LE(entry + 20), archive.readUInt32LE(entry + 42)];
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const content = archive.subarray(start, start + size);
  return method === STORED ? content : inflateRawSync(content);
}
