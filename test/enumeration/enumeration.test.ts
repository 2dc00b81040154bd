import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';

/** One place in twenty; `enumeration.long.ts` tries them all. */
const some = (count: number) => Array.from({ length: Math.ceil(count / 20) }, (_, index) => index * 20);

for (const [name, life] of Object.entries(lives)) describeLife(name, life, some);
