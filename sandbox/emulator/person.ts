import { z } from 'zod';
import { callAs, type RestCall } from './rest.ts';

/**
 * What a person does in the hub. Each verb ends when GitHub has answered, before the App has reacted: `world.settle()` waits for that. A refusal throws
 * RestError with GitHub's status.
 */
export interface Person {
  /** Sends the issue form as GitHub's page does; the form's labels are set whoever sends it. Returns the issue's number. */
  submitForm(issue: { readonly title: string; readonly body: string; readonly form?: string }): Promise<number>;
  /** Opens an issue without a form; labels of somebody without triage are dropped, as GitHub does. Returns its number. */
  openIssue(issue: { readonly title: string; readonly body: string; readonly labels?: readonly string[] }): Promise<number>;
  editIssue(number: number, changes: { readonly title?: string; readonly body?: string }): Promise<void>;
  closeIssue(number: number, reason?: 'completed' | 'not_planned'): Promise<void>;
  reopen(number: number): Promise<void>;
  assign(number: number, login: string): Promise<void>;
  /** Adds all the labels in one call. */
  addLabel(number: number, ...labels: readonly string[]): Promise<void>;
  removeLabel(number: number, label: string): Promise<void>;
  /** Returns the comment's id. */
  comment(number: number, body: string): Promise<number>;
  editComment(id: number, body: string): Promise<void>;
  deleteComment(id: number): Promise<void>;
  /** Renames a label of the hub. */
  renameLabel(label: string, name: string): Promise<void>;
  deleteLabel(label: string): Promise<void>;
  /** Any other call; `path` starts with a slash. */
  call(call: RestCall): Promise<unknown>;
}

const numbered = z.object({ number: z.number() });
const identified = z.object({ id: z.number() });

/** The person with that login, in that repository. `beforeAct` runs before each call that changes something, where time must have passed since the one before. */
export function person(
  login: string,
  { url, repository, beforeAct }: { readonly url: string; readonly repository: string; readonly beforeAct?: () => void },
): Person {
  const call = (request: RestCall) => {
    if (request.method !== 'GET') beforeAct?.();
    return callAs(login, url, request);
  };
  const inHub = (method: RestCall['method'], path: string, body?: object) =>
    call({ method, path: `/repos/${repository}/${path}`, ...(body === undefined ? {} : { body }) });
  return {
    call,
    submitForm: async ({ form = 'embarquement.yml', ...issue }) =>
      numbered.parse(await call({ method: 'POST', path: `/${repository}/issues`, body: { ...issue, form } })).number,
    openIssue: async (issue) => numbered.parse(await inHub('POST', 'issues', issue)).number,
    editIssue: async (number, changes) => void (await inHub('PATCH', `issues/${number}`, changes)),
    closeIssue: async (number, reason = 'completed') =>
      void (await inHub('PATCH', `issues/${number}`, { state: 'closed', state_reason: reason })),
    reopen: async (number) => void (await inHub('PATCH', `issues/${number}`, { state: 'open' })),
    assign: async (number, assignee) => void (await inHub('POST', `issues/${number}/assignees`, { assignees: [assignee] })),
    addLabel: async (number, ...labels) => void (await inHub('POST', `issues/${number}/labels`, { labels })),
    removeLabel: async (number, label) => void (await inHub('DELETE', `issues/${number}/labels/${encodeURIComponent(label)}`)),
    comment: async (number, body) => identified.parse(await inHub('POST', `issues/${number}/comments`, { body })).id,
    editComment: async (id, body) => void (await inHub('PATCH', `issues/comments/${id}`, { body })),
    deleteComment: async (id) => void (await inHub('DELETE', `issues/comments/${id}`)),
    renameLabel: async (label, name) => void (await inHub('PATCH', `labels/${encodeURIComponent(label)}`, { new_name: name })),
    deleteLabel: async (label) => void (await inHub('DELETE', `labels/${encodeURIComponent(label)}`)),
  };
}
