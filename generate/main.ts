import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generated } from './generated.ts';

for (const [path, refresh] of Object.entries(generated)) {
  const file = new URL(`../${path}`, import.meta.url);
  writeFileSync(file, refresh(existsSync(file) ? readFileSync(file, 'utf8') : ''));
}
