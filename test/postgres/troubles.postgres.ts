import { describeTroubles } from './enumerate.ts';

describeTroubles();
