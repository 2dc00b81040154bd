import { expect, it } from 'vitest';
import { logRun } from '../../src/queue/log-run.ts';
import type { Outcome } from '../../src/queue/outcome.ts';
import { memoryLog } from '../web/memory-log.ts';

const at = new Date('2026-01-05T09:00:00Z');
const refused = Object.assign(new Error('Validation Failed'), { status: 422, request: { body: { body: 'texte privé' } } });

it.each<{ outcome: Outcome; level: number; expected: object }>([
  { outcome: { kind: 'done' }, level: 30, expected: { result: 'done' } },
  { outcome: { kind: 'again', at, lane: 'sweep' }, level: 30, expected: { result: 'again', at: at.toISOString() } },
  { outcome: { kind: 'rate-limited', at, error: refused }, level: 40, expected: { at: at.toISOString(), error: { status: 422 } } },
  { outcome: { kind: 'unavailable', at, error: refused }, level: 40, expected: { result: 'unavailable', at: at.toISOString() } },
  { outcome: { kind: 'retry', at, error: refused, failures: 2 }, level: 40, expected: { failures: 2, error: { name: 'Error' } } },
  { outcome: { kind: 'set-aside', error: refused }, level: 50, expected: { error: { message: 'Validation Failed' } } },
  { outcome: { kind: 'set-aside', error: 'texte' }, level: 50, expected: { error: { message: 'texte' } } },
])('$outcome.kind : une ligne, au bon niveau, sans le corps des requêtes', ({ outcome, level, expected }) => {
  const { log, lines } = memoryLog();
  logRun(log)({ key: 'o/r#1', causes: ['issues.opened'], correlationId: 'c-1', durationMs: 12, outcome });
  expect(lines).toHaveLength(1);
  const line: unknown = JSON.parse(lines[0] ?? '');
  expect(line).toMatchObject({ level, key: 'o/r#1', causes: ['issues.opened'], correlationId: 'c-1', durationMs: 12, ...expected });
  expect(lines[0]).not.toContain('texte privé');
});

it('l’échec de la mise de côté se lit sur la même ligne', () => {
  const { log, lines } = memoryLog();
  const outcome: Outcome = { kind: 'set-aside', error: new Error('panne') };
  logRun(log)({ key: 'o/r#1', causes: [], correlationId: 'c-1', durationMs: 1, outcome, setAsideError: new Error('GitHub ne répond pas') });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ error: { message: 'panne' }, setAsideError: { message: 'GitHub ne répond pas' } });
});
