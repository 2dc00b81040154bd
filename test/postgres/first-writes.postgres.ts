import { describeKills, describeLongest } from './enumerate.ts';

describeLongest();
describeKills(1);
