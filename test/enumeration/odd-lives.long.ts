import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';

const all = (count: number) => Array.from({ length: count }, (_, index) => index);

// The second, the fourth… of the lives, at each of their places: the other file has the rest, on another core.
for (const [name, life] of Object.entries(lives).filter((_, index) => index % 2 === 1)) describeLife(name, life, all);
