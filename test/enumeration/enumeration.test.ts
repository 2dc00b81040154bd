import { describeLife } from './enumerate.ts';
import { laterLives } from './later-lives.ts';
import { lives } from './lives.ts';

/** One place in four hundred, spread over the life; the long files try them all. */
function some(count: number): readonly number[] {
  const tried = Math.ceil(count / 400);
  return Array.from({ length: tried }, (_, index) => Math.floor(((index + 0.5) * count) / tried));
}

for (const [name, life] of Object.entries({ ...lives, ...laterLives })) describeLife(name, life, some);
