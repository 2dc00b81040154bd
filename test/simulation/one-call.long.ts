import { describeCalls } from './calls.ts';

/** One place of the fault that tells most, in the middle of its own; the halves of each life hold all of all. */
describeCalls({
  title: 'd’OVH à la fin, une par panne',
  stories: 'plain-end',
  faults: ['502 after the write'],
  choose: (places) => places.slice(places.length >> 1).slice(0, 1),
});
