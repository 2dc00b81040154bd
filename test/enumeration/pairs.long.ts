import { lives } from './lives.ts';
import { describePairs } from './pairs.ts';

describePairs(lives);
