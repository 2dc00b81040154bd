import { describeLife } from './enumerate.ts';
import { lives } from './lives.ts';
import { some } from './some.ts';

// Those that `enumeration.test.ts` leaves.
for (const [name, life] of Object.entries(lives).slice(4)) describeLife(name, life, some);
