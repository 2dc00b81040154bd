import { z } from 'zod';
import { tokenOf } from './credentials.ts';
import type { Payload } from './delivery.ts';
import type { ApiRequest, Forward } from './exchange.ts';
import { parseJson, withBody } from './exchange.ts';
import type { GoneIssues, IssuePlace } from './gaps/gone-issues.ts';
import { inSeconds } from './gaps/instants.ts';

export interface IssueMoves {
  /** Deletes an issue as an administrator would: GitHub sends `issues.deleted`. */
  deleteIssue(place: IssuePlace, by: string): Promise<void>;
  /** Moves an issue with its labels and comments to another repository of the same owner: `issues.transferred`, then `issues.opened` there. Returns its new place. */
  transferIssue(place: IssuePlace, to: { readonly repository: string; readonly by: string }): Promise<IssuePlace>;
}

export interface IssueMovesOptions {
  readonly upstream: Forward;
  /** A token by which the App may do anything on that account. */
  readonly appTokenFor: (owner: string) => Promise<string>;
  readonly gone: Pick<GoneIssues, 'remove'>;
  readonly send: (event: string, payload: Payload) => void;
  /** Runs something whose events nobody is told of. */
  readonly quietly: <T>(work: () => Promise<T>) => Promise<T>;
  readonly installationOf: (owner: string) => number | null;
}

const account = z.object({ login: z.string(), type: z.string() });
const issue = z.looseObject({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  user: account,
  labels: z.array(z.object({ name: z.string() })),
});
const comments = z.array(z.object({ body: z.string(), user: account }));

/** Deletion and transfer of issues, done beside the emulator's API, which has neither. */
export function createIssueMoves(options: IssueMovesOptions): IssueMoves {
  const { upstream, appTokenFor, gone, send, quietly } = options;
  const read = async (path: string) => parseJson(Buffer.from(inSeconds((await upstream(plainRequest(path))).body.toString('utf8'))));

  const payload = async (action: string, about: { place: IssuePlace; by: string }): Promise<Payload> => ({
    action,
    issue: await read(issuePath(about.place)),
    repository: await read(`repos/${about.place.repository}`),
    installation: { id: options.installationOf(ownerOf(about.place.repository)) },
    sender: await read(`users/${about.by}`),
  });

  const write = async (path: string, body: object, author: { login: string; type: string; owner: string }) => {
    const token = author.type === 'Bot' ? await appTokenFor(author.owner) : tokenOf(author.login);
    const request = withBody({ ...plainRequest(path), method: 'POST', headers: { authorization: `Bearer ${token}` } }, body);
    return parseJson((await upstream(request)).body);
  };

  return {
    deleteIssue: async (place, by) => {
      const deleted = await payload('deleted', { place, by });
      gone.remove(place, null);
      send('issues', deleted);
    },
    transferIssue: async (place, { repository, by }) => {
      const old = issue.parse(await read(issuePath(place)));
      const owner = ownerOf(place.repository);
      const said = comments.parse(await read(`${issuePath(place)}/comments?per_page=100`));
      const target = await quietly(async () => {
        const { number } = issue.parse(
          await write(
            `repos/${repository}/issues`,
            { title: old.title, body: old.body, labels: old.labels.map(({ name }) => name) },
            { ...old.user, owner },
          ),
        );
        for (const { body, user } of said) await write(`repos/${repository}/issues/${number}/comments`, { body }, { ...user, owner });
        return { repository, number };
      });
      const opened = await payload('opened', { place: target, by });
      const transferred = await payload('transferred', { place, by });
      gone.remove(place, target);
      send('issues', { ...transferred, changes: { new_issue: opened['issue'], new_repository: opened['repository'] } });
      send('issues', { ...opened, changes: { old_issue: transferred['issue'], old_repository: transferred['repository'] } });
      return target;
    },
  };
}

function plainRequest(path: string): ApiRequest {
  const [place = '', query = ''] = path.split('?');
  return {
    method: 'GET',
    path: place.split('/'),
    query: new URLSearchParams(query),
    headers: {},
    body: Buffer.alloc(0),
    caller: { kind: 'anonymous' },
  };
}

function issuePath({ repository, number }: IssuePlace): string {
  return `repos/${repository}/issues/${number}`;
}

function ownerOf(repository: string): string {
  return repository.split('/')[0] ?? '';
}
