import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';
import { some } from './some.ts';

for (const [name, life] of Object.entries(lives)) describeLife(name, life, some);
