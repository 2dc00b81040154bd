import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the digest of what the pictures were made of is kept. */
export const INPUTS_FILE = 'docs/images/faites-de.txt';

/** What decides how the pages look. */
const folders = ['sandbox/pages', 'sandbox/bench', 'sandbox/markdown', 'src/web/pages'] as const;

/** Digest of all that decides how the pages of the sandbox and of the portfolio look: the pictures of the documentation are current while it is the one kept beside them. */
export function inputsDigest(): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const file of readdirSync(folder).toSorted()) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 32);
}
