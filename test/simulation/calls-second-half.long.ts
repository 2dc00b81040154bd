import { describeCalls, halves } from './calls.ts';

describeCalls({ title: 'jusqu’à OVH, seconde moitié', stories: 'plain', choose: halves.seconde });
