import { describeCalls, halves } from './calls.ts';

describeCalls({ title: 'd’OVH à la fin, première moitié', stories: 'plain-end', choose: halves.première });
