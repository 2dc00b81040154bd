import { describeCalls } from './calls.ts';

describeCalls('seconde');
