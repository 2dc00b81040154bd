import { describeLife } from './enumerate.ts';
import { laterLives } from './later-lives.ts';
import { some } from './some.ts';

for (const [name, life] of Object.entries(laterLives)) describeLife(name, life, some);
