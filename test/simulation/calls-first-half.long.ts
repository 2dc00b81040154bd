import { describeCalls, halves } from './calls.ts';

describeCalls({ title: 'jusqu’à OVH, première moitié', stories: 'plain', choose: halves.première });
