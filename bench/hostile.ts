import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createReader } from '../src/reader/reader.ts';
import { corpus, longest, type ReaderName } from '../test/hostile/corpus.ts';
import { hubFiles, readers } from '../test/hostile/readers.ts';

const DEADLINE_MS = 5_000;
const paths: Partial<Record<ReaderName, string>> = {
  manifeste: 'k8s/a.yaml',
  kustomization: 'k/kustomization.yaml',
  dockerfile: 'Dockerfile',
  dockerignore: '.dockerignore',
};

/** The longest pause of the event loop, in milliseconds, while each hostile text is read at its greatest length, as the App reads it; the worst ones by name, and the texts that were told unreadable. */
export async function benchHostile() {
  const reader = createReader({ deadlineMs: DEADLINE_MS, idleMs: 60_000, memoryMb: 512 });

  function read(name: ReaderName, text: string) {
    const path = paths[name];
    if (path !== undefined) return reader.read('inspect', { paths: [path, '.env'], files: [{ path, text }], unread: [] });
    if (name === 'workflow') return reader.read('recognise-mirrors', [{ path: 'a.yml', text }]);
    if (name === 'configuration' || name === 'formulaire') return reader.read('compile-hub', hubFiles[name](text));
    // Bodies and comments, whose length GitHub bounds, are read where they are.
    readers[name](text);
    return null;
  }

  const pauses: { readonly name: string; readonly pause: number; readonly unreadable: boolean }[] = [];
  for (const { reader: name, kind, text } of corpus) {
    const hostile = text(longest[name]);
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const outcome = await read(name, hostile);
    await new Promise((resolve) => setTimeout(resolve, 20));
    loop.disable();
    pauses.push({ name: `${name} : ${kind}`, pause: Math.round(loop.max / 1e5) / 10, unreadable: outcome?.kind === 'unreadable' });
  }
  await reader.close();
  const sorted = pauses.toSorted((a, b) => b.pause - a.pause);
  return {
    texts: pauses.length,
    longestPauseMs: sorted[0]?.pause ?? 0,
    worst: Object.fromEntries(sorted.slice(0, 10).map(({ name, pause }) => [name, pause])),
    unreadable: pauses.filter(({ unreadable }) => unreadable).map(({ name }) => name),
  };
}
