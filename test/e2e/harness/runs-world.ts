import { z } from 'zod';
import type { Login } from '../../../sandbox/seed/people.ts';
import { readMarker } from '../../../src/render/marker.ts';
import { aBody } from '../../dossier/toy-hub.ts';
import type { World } from './world.ts';

export const front = 'demat-permis/front';

/** The hub's process, with check runs. */
export const configuration = (runs: string) => `version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nchecks:\n  runs: ${runs}\n`;

const methods = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const pressing = ['lea-martin', 'ines-caron'] as const;
const accountOf = z.object({ id: z.number() });
const shaOf = z.object({ sha: z.string() });
const told = z.object({ installation: z.object({ id: z.number() }), repository: z.object({ owner: z.object({ login: z.string() }) }) });
const runSchema = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  output: z.object({
    title: z.string().nullable(),
    summary: z.string().nullable(),
    text: z.string().nullable(),
    annotations_count: z.number(),
  }),
});

/** What the tests of check runs do and look at, in a world that is made anew for each. */
export function runsWorld(now: () => World) {
  const call = (by: Login, request: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`, body?: object) => {
    const [method = '', path = ''] = request.split(' ');
    return now()
      .as(by)
      .call({ method: methods.parse(method), path, ...(body === undefined ? {} : { body }) });
  };

  /** Of those who press buttons, once a dossier is open: a right belongs to the account of that id. */
  const ids = new Map<string, number>();

  async function open(repository: string, by: Login = 'lea-martin'): Promise<number> {
    for (const login of pressing) ids.set(login, accountOf.parse(await call(login, 'GET /user')).id);
    const number = await now()
      .as(by)
      .submitForm({ title: 'Un projet', body: aBody({ 'depots-applicatifs': repository, 'depots-infra': repository }) });
    await now().settle();
    return number;
  }

  async function inSlot(number: number, slot: string): Promise<string> {
    const { comments } = await now().dossier(number);
    return (
      comments.find(({ author, body }) => author === 'accostage[bot]' && readMarker(body) === slot)?.body.replaceAll('\u00a0', ' ') ?? ''
    );
  }

  /** A branch with one file changed, and its pull request; the commit of its head. */
  async function openPull(repository: string, { branch, text }: { branch: string; text: string }): Promise<string> {
    const main = z.object({ object: shaOf }).parse(await call('lea-martin', `GET /repos/${repository}/git/ref/heads/main`)).object.sha;
    await call('lea-martin', `POST /repos/${repository}/git/refs`, { ref: `refs/heads/${branch}`, sha: main });
    const where = `/repos/${repository}/contents/Dockerfile`;
    const { sha } = shaOf.parse(await call('lea-martin', `GET ${where}`));
    const body = { message: 'Change', content: Buffer.from(text).toString('base64'), branch, sha };
    const written = z.object({ commit: shaOf }).parse(await call('lea-martin', `PUT ${where}`, body));
    await call('lea-martin', `POST /repos/${repository}/pulls`, { title: branch, head: branch, base: 'main' });
    await now().settle();
    return written.commit.sha;
  }

  async function runsAt(repository: string, commit: string) {
    const listed = await call('lea-martin', `GET /repos/${repository}/commits/${commit}/check-runs?filter=all`);
    return z.object({ check_runs: z.array(runSchema) }).parse(listed).check_runs;
  }
  const annotationsOf = async (repository: string, run: number) =>
    z
      .array(z.object({ path: z.string(), start_line: z.number(), annotation_level: z.string(), message: z.string() }))
      .parse(await call('lea-martin', `GET /repos/${repository}/check-runs/${run}/annotations`));
  const mainOf = async (repository: string) =>
    z.object({ object: shaOf }).parse(await call('lea-martin', `GET /repos/${repository}/git/ref/heads/main`)).object.sha;

  const put = async (repository: string, files: Readonly<Record<string, string>>, by: Login = 'lea-martin') => {
    const [[path, text] = ['', '']] = Object.entries(files);
    const where = `/repos/${repository}/contents/${path}`;
    const before = await call(by, `GET ${where}`)
      .then((found) => ({ sha: shaOf.parse(found).sha }))
      .catch(() => ({}));
    await call(by, `PUT ${where}`, { message: 'x', content: Buffer.from(text).toString('base64'), branch: 'main', ...before });
    await now().settle();
  };

  const installationOf = (account: string) =>
    now()
      .github.relay.deliveries()
      .flatMap(({ payload }) => told.safeParse(payload).data ?? [])
      .findLast(({ repository }) => repository.owner.login === account)?.installation.id ?? 0;

  /** What GitHub tells of a person who presses a button of a check run of `front`. */
  const pressed = (press: object, login: string) => ({
    ...press,
    repository: { name: 'front', owner: { login: 'demat-permis' }, default_branch: 'main' },
    installation: { id: installationOf('demat-permis') },
    sender: { id: ids.get(login) ?? 0, login },
  });
  const press = (button: object, login: string) => now().github.relay.send('check_run', pressed(button, login));

  return { call, open, inSlot, openPull, runsAt, annotationsOf, mainOf, put, press, pressed };
}
