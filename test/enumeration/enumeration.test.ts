import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';

/** One place in forty; `enumeration.long.ts` tries them all. */
const some = (count: number) => Array.from({ length: Math.ceil(count / 40) }, (_, index) => index * 40);

for (const [name, life] of Object.entries(lives)) describeLife(name, life, some);
