import { readFileSync, writeFileSync } from 'node:fs';
import { refreshReadme } from './readme.ts';

const readme = new URL('../README.md', import.meta.url);
writeFileSync(readme, refreshReadme(readFileSync(readme, 'utf8')));
