import { describeKills } from './enumerate.ts';

describeKills(3);
