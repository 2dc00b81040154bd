import { describeCalls, halves } from './calls.ts';

describeCalls({ title: 'd’OVH à la fin, seconde moitié', stories: 'plain-end', choose: halves.seconde });
