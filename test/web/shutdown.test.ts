import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { onTermination } from '../../src/web/shutdown.ts';
import { fakeClock, settle } from '../queue/fake-clock.ts';
import { memoryLog } from './memory-log.ts';

function aProcess() {
  const source = new EventEmitter();
  const clock = fakeClock();
  const exits: number[] = [];
  const drain = Promise.withResolvers<void>();
  const drains: number[] = [];
  onTermination({
    source,
    clock,
    deadlineMs: 20_000,
    exit: (code) => exits.push(code),
    log: memoryLog().log,
    drain: () => {
      drains.push(clock.elapsed());
      return drain.promise;
    },
  });
  return { source, clock, exits, drain, drains };
}

describe.each(['SIGTERM', 'SIGINT'])('%s', (signal) => {
  it('laisse finir le travail en cours, puis sort avec 0', async () => {
    const { source, exits, drain, drains } = aProcess();
    source.emit(signal);
    await settle();
    expect({ exits, drains }).toEqual({ exits: [], drains: [0] });
    drain.resolve();
    await settle();
    expect(exits).toEqual([0]);
  });

  it.each(['SIGTERM', 'SIGINT'])('suivi de %s, sort tout de suite avec 1', async (second) => {
    const { source, exits, drains } = aProcess();
    source.emit(signal);
    source.emit(second);
    await settle();
    expect({ exits, drains }).toEqual({ exits: [1], drains: [0] });
  });

  it('sort avec 1 quand le délai est passé', async () => {
    const { source, exits, clock } = aProcess();
    source.emit(signal);
    await clock.advance(19_999);
    expect(exits).toEqual([]);
    await clock.advance(1);
    expect(exits).toEqual([1]);
  });

  it('sort avec 1 quand l’arrêt échoue', async () => {
    const { source, exits, drain } = aProcess();
    source.emit(signal);
    drain.reject(new Error('panne'));
    await settle();
    expect(exits).toEqual([1]);
  });
});

async function aServerAtWork() {
  const child = spawn(process.execPath, [fileURLToPath(new URL('server-process.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const logged = async (message: string): Promise<{ port?: number }> => {
    for (;;) {
      const [line] = await once(lines, 'line');
      const entry: { msg: string; port?: number } = JSON.parse(String(line));
      if (entry.msg === message) return entry;
    }
  };
  const { port } = await logged('listening');
  const working = logged('working');
  const answer = fetch(`http://127.0.0.1:${port}`).then((response) => response.status, String);
  await working;
  return { child, logged, answer };
}

describe('un vrai processus', () => {
  it('SIGTERM laisse répondre la requête en cours et sort avec 0', async () => {
    const { child, logged, answer } = await aServerAtWork();
    const exited = once(child, 'exit');
    const draining = logged('draining');
    child.kill('SIGTERM');
    await draining;
    child.stdin.write('end');
    expect(await answer).toBe(200);
    expect(await exited).toEqual([0, null]);
  });

  it('un second signal n’attend pas et sort avec 1', async () => {
    const { child, logged, answer } = await aServerAtWork();
    const exited = once(child, 'exit');
    const draining = logged('draining');
    child.kill('SIGTERM');
    await draining;
    child.kill('SIGINT');
    expect(await exited).toEqual([1, null]);
    expect(await answer).toMatch('fetch failed');
  });
});
