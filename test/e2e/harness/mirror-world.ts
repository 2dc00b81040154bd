import { z } from 'zod';
import type { RestCall } from '../../../sandbox/emulator/rest.ts';
import { readMarker } from '../../../src/render/marker.ts';
import { workflowPath } from '../../../src/mirror/workflow-model.ts';
import type { Login } from '../../../sandbox/seed/people.ts';
import { aBody } from '../../dossier/toy-hub.ts';
import type { World } from './world.ts';

/** Answers that declare one repository, in both fields. */
export const oneRepository = {
  'depots-applicatifs': 'https://github.com/demat-permis/api',
  'depots-infra': 'https://github.com/demat-permis/api.git',
};
export const api = 'demat-permis/api';

const pullSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  state: z.string(),
  merged_at: z.string().nullable(),
  user: z.object({ login: z.string() }),
  head: z.object({ ref: z.string() }),
  base: z.object({ ref: z.string() }),
});

/** A comment as people read it: without the sealed state, in whose letters any short word comes up one day. */
const asRead = (body: string) => body.replace(/<!-- accostage:state=.*-->\s*$/, '').replaceAll(/\s+/g, ' ');

/** What the tests of the mirror do and look at, in a world that is made anew for each. */
export function mirrorWorld(now: () => World) {
  const call = (login: 'lea-martin' | 'nadia-dnum', request: RestCall) => now().as(login).call(request);
  const pulls = async (repository = api) =>
    z.array(pullSchema).parse(await call('lea-martin', { method: 'GET', path: `/repos/${repository}/pulls?state=all` }));
  const change = (number: number, body: object, repository = api) =>
    call('lea-martin', { method: 'PATCH', path: `/repos/${repository}/pulls/${number}`, body });
  const merge = (number: number, repository = api) =>
    call('lea-martin', { method: 'PUT', path: `/repos/${repository}/pulls/${number}/merge`, body: {} });

  /** Text of the workflow at a branch; null where it is not there. */
  async function workflowAt(ref: string, repository = api): Promise<string | null> {
    const path = `/repos/${repository}/contents/${workflowPath}?ref=${encodeURIComponent(ref)}`;
    try {
      const { content } = z.object({ content: z.string() }).parse(await call('lea-martin', { method: 'GET', path }));
      return Buffer.from(content, 'base64').toString('utf8');
    } catch {
      return null;
    }
  }

  async function open(answers: Parameters<typeof aBody>[0] = oneRepository, by: Login = 'lea-martin'): Promise<number> {
    const number = await now()
      .as(by)
      .submitForm({ title: 'Demat-Permis', body: aBody(answers) });
    await now().settle();
    return number;
  }

  async function enter(number: number, label = 'phase: OVH'): Promise<void> {
    await now().as('camille-st').addLabel(number, label);
    await now().settle();
  }

  async function says(number: number, body: string, by: 'lea-martin' | 'camille-st' = 'lea-martin'): Promise<void> {
    await now().as(by).comment(number, body);
    await now().settle();
  }

  async function inOvh(answers?: Parameters<typeof aBody>[0]): Promise<number> {
    const number = await open(answers);
    await enter(number);
    return number;
  }

  async function comments(number: number): Promise<ReadonlyMap<string, string>> {
    const { comments: all } = await now().dossier(number);
    return new Map(
      all.flatMap(({ author, body }) => (author === 'accostage[bot]' ? [[readMarker(body) ?? '', asRead(body)] as const] : [])),
    );
  }

  const status = async (number: number) => (await comments(number)).get('status') ?? '';

  /** What the App wrote outside the hub. */
  const writesInProjects = () =>
    now()
      .appCalls()
      .list.filter(({ kind, path }) => kind !== 'read' && path.startsWith('/repos/demat-permis/'));

  const readsInProjects = () =>
    now()
      .appCalls()
      .list.flatMap(({ kind, path }) => (kind === 'read' && path.startsWith('/repos/demat-permis/') ? [path] : []));

  async function head(repository: string): Promise<string> {
    const read = await call('lea-martin', { method: 'GET', path: `/repos/${repository}/git/ref/heads/main` });
    return z.object({ object: z.object({ sha: z.string() }) }).parse(read).object.sha;
  }

  /** Writes one file in one commit, as GitHub's page does. */
  async function put(repository: string, { path, text, ref = 'main' }: { path: string; text: string; ref?: string }): Promise<void> {
    const where = `/repos/${repository}/contents/${path}`;
    const sha = await call('lea-martin', { method: 'GET', path: `${where}?ref=${encodeURIComponent(ref)}` })
      .then((found) => z.object({ sha: z.string() }).parse(found).sha)
      .catch(() => null);
    const body = { message: `Écrit ${path}`, content: Buffer.from(text).toString('base64'), branch: ref, ...(sha === null ? {} : { sha }) };
    await call('lea-martin', { method: 'PUT', path: where, body });
    await now().settle();
  }

  return {
    call,
    put,
    pulls,
    change,
    merge,
    workflowAt,
    open,
    enter,
    says,
    inOvh,
    comments,
    status,
    writesInProjects,
    readsInProjects,
    head,
  };
}
