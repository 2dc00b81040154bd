import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';

/** One place in a hundred and sixty, spread over the life; `even-lives.long.ts` and `odd-lives.long.ts` try them all. */
function some(count: number): readonly number[] {
  const tried = Math.ceil(count / 160);
  return Array.from({ length: tried }, (_, index) => Math.floor(((index + 0.5) * count) / tried));
}

for (const [name, life] of Object.entries(lives)) describeLife(name, life, some);
