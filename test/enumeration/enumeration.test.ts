import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';

/** One place in forty; `even-lives.long.ts` and `odd-lives.long.ts` try them all. */
const some = (count: number) => Array.from({ length: Math.ceil(count / 40) }, (_, index) => index * 40);

for (const [name, life] of Object.entries(lives)) describeLife(name, life, some);
