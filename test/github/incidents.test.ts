import { expect, it } from 'vitest';
import { createIncidents } from '../../src/github/incidents.ts';
import { memoryLog } from '../web/memory-log.ts';

it('les incidents se comptent ; ceux dont rien d’autre ne parle ont leur ligne, et les comptes la leur quand ils changent', () => {
  const { log, lines } = memoryLog();
  const incidents = createIncidents(log);
  const read = (line: string | undefined): unknown => JSON.parse(line ?? '');
  incidents.report();
  expect(lines).toEqual([]);
  incidents.count('doubles-healed');
  incidents.count('doubles-healed');
  incidents.count('unavailable');
  expect(lines.map(read)).toMatchObject([
    { level: 40, incident: 'doubles-healed', count: 1 },
    { level: 40, incident: 'doubles-healed', count: 2 },
  ]);
  expect(incidents.counts()).toEqual({
    'doubles-healed': 2,
    'stale-reads': 0,
    'lost-deliveries': 0,
    'refused-calls': 0,
    'circuit-open': 0,
    'set-aside': 0,
    unavailable: 1,
    'team-unreached': 0,
  });
  incidents.report();
  incidents.report();
  expect(lines).toHaveLength(3);
  expect(read(lines[2])).toMatchObject({ level: 30, 'doubles-healed': 2, unavailable: 1 });
});
