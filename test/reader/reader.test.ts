import { afterEach, expect, it } from 'vitest';
import { compileHub } from '../../src/config/compile-hub.ts';
import { readDefaults } from '../../src/defaults.ts';
import { createReader, type Reader } from '../../src/reader/reader.ts';
import { ovh } from '../mirror/workflows.ts';

const quick = { path: '.github/workflows/a.yml', text: 'on: push\njobs: {}\n' };

const open: Reader[] = [];
function aReader(limits: Partial<Parameters<typeof createReader>[0]> = {}): Reader {
  const reader = createReader({ deadlineMs: 20_000, idleMs: 60_000, memoryMb: 256, ...limits });
  open.push(reader);
  return reader;
}

afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});

it('ce qui est lu revient, dans l’ordre demandé', async () => {
  const reader = aReader();
  const uses = 'on: push\njobs: {m: {uses: dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml@main}}\n';
  const outcomes = await Promise.all([
    reader.read('recognise-mirrors', [quick]),
    reader.read('recognise-mirrors', [{ ...quick, text: uses }]),
    reader.read('mirror-file', {
      text: 'jobs: {miroir: {strategy: {matrix: {include: [{jeton: CPIN_OVH_MIRROR_TOKEN}]}}}}',
      platforms: [ovh],
    }),
  ]);
  expect(outcomes).toMatchObject([
    { kind: 'read', value: [] },
    { kind: 'read', value: [{ by: 'reusable' }] },
    { kind: 'read', value: { transports: { ovh: { kind: 'github-action' } } } },
  ]);
});

it('ce qui passe l’échéance est illisible, avec sa raison, et la lecture suivante aboutit', async () => {
  const reader = aReader({ deadlineMs: 10 });
  const long = {
    paths: [],
    files: [{ path: 'k8s/a.yaml', text: `kind: Pod\napiVersion: v1\nx:\n${'  - {a: 1}\n'.repeat(10_000)}` }],
    unread: [],
  };
  expect(await reader.read('inspect', long)).toEqual({ kind: 'unreadable', because: 'sa lecture n’a pas pris fin en 0.01 s', late: true });
  expect(await aReader().read('recognise-mirrors', [quick])).toMatchObject({ kind: 'read' });
});

it('ce qui demande trop de mémoire est illisible, et le processus continue', async () => {
  const reader = aReader({ memoryMb: 8 });
  const large = {
    paths: [],
    files: [{ path: 'k8s/a.yaml', text: `kind: List\napiVersion: v1\nitems:\n${'- {a: 1}\n'.repeat(14_000)}` }],
    unread: [],
  };
  expect(await reader.read('inspect', large)).toEqual({ kind: 'unreadable', because: 'sa lecture demande trop de mémoire', late: false });
});

it('une faute de notre part se dit, et n’arrête pas le lecteur', async () => {
  const reader = aReader();
  // @ts-expect-error -- what no caller can write
  await expect(reader.read('recognise-mirrors', null)).rejects.toThrow(/null|iterable|flatMap/);
  expect(await reader.read('recognise-mirrors', [quick])).toMatchObject({ kind: 'read' });
});

it('les fichiers d’un hub gardés compilés sont les siens : d’autres réponses, ou un autre hub, se lisent pour eux-mêmes', async () => {
  const reader = aReader();
  const broken = { hub: { owner: 'dnum-mi', repo: 'hub' }, answers: [{ kind: 'file' as const, text: 'phases: [' }] };
  const absent = { ...broken, answers: [{ kind: 'file' as const, text: null }] };
  const first = { ...broken, answers: [] };
  const elsewhere = { ...broken, hub: { owner: 'dnum-mi', repo: 'ailleurs' } };
  for (const files of [first, broken, absent, broken, elsewhere, first])
    expect(await reader.read('compile-hub', files)).toEqual({ kind: 'read', value: compileHub(files, readDefaults()) });
});
