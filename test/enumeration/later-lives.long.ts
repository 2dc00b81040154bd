import { describeLife } from './enumerate.ts';
import { laterLives } from './later-lives.ts';
import { describePairs } from './pairs.ts';

const all = (count: number) => Array.from({ length: count }, (_, index) => index);

for (const [name, life] of Object.entries(laterLives)) describeLife(name, life, all);
describePairs(laterLives);
