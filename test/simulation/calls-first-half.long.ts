import { describeCalls } from './calls.ts';

describeCalls('première');
