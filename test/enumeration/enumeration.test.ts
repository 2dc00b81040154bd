import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';
import { some } from './some.ts';

// The first four: `further-lives.life.ts` has the others.
for (const [name, life] of Object.entries(lives).slice(0, 4)) describeLife(name, life, some);
