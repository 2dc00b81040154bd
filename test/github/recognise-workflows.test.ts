import { afterAll, expect, it } from 'vitest';
import { recogniseWorkflows } from '../../src/github/recognise-workflows.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { MAX_WORKFLOW_SIZE, workflowPath } from '../../src/mirror/workflow-model.ts';
import { createReader, type Reader } from '../../src/reader/reader.ts';
import { aWorkflow } from '../mirror/workflows.ts';

const limits = { deadlineMs: 20_000, idleMs: 60_000, memoryMb: 256 };
// A thread takes half a second to start: one for all, but where its time is short.
const reader = createReader(limits);
afterAll(() => reader.close());

const own = renderWorkflow(aWorkflow());
const ordinary = { path: '.github/workflows/ci.yml', text: 'on: push\njobs: {}\n' };

it('un fichier dont la lecture ne finit pas est nommé, avec sa raison, et n’en cache aucun autre', async () => {
  const quick = createReader({ ...limits, deadlineMs: 1 });
  const both: Pick<Reader, 'read'> = {
    read: (job, input) => (JSON.stringify(input).includes('sans-fin') ? quick : reader).read(job, input),
  };
  const endless = { path: '.github/workflows/sans-fin.yml', text: `on: push\nx:\n${'  - {a: 1}\n'.repeat(MAX_WORKFLOW_SIZE / 20)}` };
  const found = await recogniseWorkflows([endless, { path: workflowPath, text: own }, ordinary], both);
  await quick.close();
  expect(found).toEqual({
    mirrors: [{ path: workflowPath, by: 'accostage', advice: [] }],
    unread: [{ path: endless.path, because: expect.stringContaining('n’a pas pris fin') }],
  });
});

it.each([
  ['cassé', `${own}\n  - [`],
  ['de deux documents', `${own}\n---\na: 1\n`],
])('le fichier de l’application, %s, est nommé', async (_, text) => {
  const { mirrors, unread } = await recogniseWorkflows([{ path: workflowPath, text }], reader);
  expect(mirrors).toEqual([]);
  expect(unread).toEqual([{ path: workflowPath, because: 'ce n’est plus un workflow que GitHub puisse lire' }]);
});

it('un fichier de l’équipe que GitHub ne lit pas non plus n’est pas l’affaire de l’application', async () => {
  expect(await recogniseWorkflows([{ ...ordinary, text: 'on: [' }, ordinary], reader)).toEqual({ mirrors: [], unread: [] });
});
