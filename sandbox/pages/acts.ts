import { z } from 'zod';
import { renderAnswers } from '../../src/form/render-answers.ts';
import type { WorkflowRun } from '../emulator/gaps/workflow-runs.ts';
import { toggledBox } from '../markdown/tick-boxes.ts';
import { commentShape, issueShape } from './read-issue.ts';
import { fieldOf } from './field.ts';
import { readForm, sentAnswers } from './read-form.ts';
import { readRepository } from './repository.ts';
import type { Reading } from './site.ts';
import type { Done } from './viewer.ts';

/** What somebody sent from a page of a repository. */
export interface Sent {
  /** `owner/name`. */
  readonly repository: string;
  readonly form: FormData;
}

/** What came of it, and the page to show next, the same by default. */
export type Acted = Done & { readonly next?: string };

const numbered = z.object({ number: z.number() });
const identified = z.object({ id: z.number() });
const refused = (status: number, message: string): Acted => ({ ok: false, status, message });

/** Opens an issue with the form of the repository, or with a plain text. */
export async function openIssue({ reader }: Reading, { repository, form }: Sent): Promise<Acted> {
  const shown = await readForm(reader, repository);
  const title = fieldOf(form, 'title');
  const done =
    shown === null
      ? await reader.act({ method: 'POST', path: `/repos/${repository}/issues`, body: { title, body: fieldOf(form, 'body') } })
      : await reader.act({
          method: 'POST',
          path: `/${repository}/issues`,
          body: { form: shown.file, title, body: renderAnswers(shown.form, sentAnswers(shown.form, form)) },
        });
  return done.ok ? { ...done, next: `/${repository}/issues/${numbered.parse(done.answer).number}` } : done;
}

/** What people do on the page of an issue, by the end of the address that it is sent to. */
export async function actOnIssue(
  reading: Reading,
  sent: Sent,
  { number, act }: { number: number; act: readonly string[] },
): Promise<Acted> {
  const { reader } = reading;
  const { repository, form } = sent;
  const api = `/repos/${repository}/issues/${number}`;
  const page = `/${repository}/issues/${number}`;
  const [verb = '', id = '', what = ''] = act;
  switch (verb) {
    case 'comments': {
      if (id !== '') return editComment(reading, sent, { id, what });
      const done = await reader.act({ method: 'POST', path: `${api}/comments`, body: { body: fieldOf(form, 'body') } });
      return done.ok ? { ...done, next: `${page}#issuecomment-${identified.parse(done.answer).id}` } : done;
    }
    case 'labels': {
      const removed = fieldOf(form, 'remove');
      if (removed !== '') return reader.act({ method: 'DELETE', path: `${api}/labels/${encodeURIComponent(removed)}` });
      return reader.act({ method: 'POST', path: `${api}/labels`, body: { labels: [fieldOf(form, 'add')] } });
    }
    case 'assignees': {
      const removed = fieldOf(form, 'remove');
      const method = removed === '' ? 'POST' : 'DELETE';
      return reader.act({ method, path: `${api}/assignees`, body: { assignees: [removed === '' ? fieldOf(form, 'add') : removed] } });
    }
    case 'state': {
      const state = fieldOf(form, 'state');
      return reader.act({
        method: 'PATCH',
        path: api,
        body: state === 'open' ? { state } : { state: 'closed', state_reason: 'completed' },
      });
    }
    case 'edit': {
      const shown = await readForm(reader, repository);
      const body = shown === null ? fieldOf(form, 'body') : renderAnswers(shown.form, sentAnswers(shown.form, form));
      return { ...(await reader.act({ method: 'PATCH', path: api, body: { body } })), next: page };
    }
    case 'case': {
      const issue = await reader.get(api, issueShape);
      const body = toggledBox(issue?.body ?? '', Number(fieldOf(form, 'case')));
      return body === null
        ? refused(409, 'Cette case n’est plus là : quelqu’un a modifié le texte.')
        : reader.act({ method: 'PATCH', path: api, body: { body } });
    }
    default:
      return refused(404, 'Rien ne se fait à cette adresse.');
  }
}

async function editComment({ reader }: Reading, { repository, form }: Sent, { id, what }: { id: string; what: string }): Promise<Acted> {
  const api = `/repos/${repository}/issues/comments/${encodeURIComponent(id)}`;
  if (what !== 'case') return reader.act({ method: 'PATCH', path: api, body: { body: fieldOf(form, 'body') } });
  const comment = await reader.get(api, commentShape);
  const body = toggledBox(comment?.body ?? '', Number(fieldOf(form, 'case')));
  return body === null
    ? refused(409, 'Cette case n’est plus là : quelqu’un a modifié le texte.')
    : reader.act({ method: 'PATCH', path: api, body: { body } });
}

/** Merges a pull request. */
export function mergePull({ reader }: Reading, repository: string, number: number): Promise<Acted> {
  return reader.act({ method: 'PUT', path: `/repos/${repository}/pulls/${number}/merge`, body: { merge_method: 'merge' } });
}

const noWriteRight = refused(403, 'Must have write rights to Repository.');

/** Login of who reads, where they may write in the repository; null otherwise. */
async function writerIn(reading: Reading, repository: string): Promise<string | null> {
  const [owner = '', name = ''] = repository.split('/');
  const found = await readRepository(reading, owner, name);
  return found?.rights.push === true ? reading.reader.login : null;
}

/** Asks for a check run to be made again, as GitHub's « Re-run » does for who may write in the repository. */
export async function rerunCheck(reading: Reading, repository: string, id: string): Promise<Acted> {
  if ((await writerIn(reading, repository)) === null) return noWriteRight;
  return reading.reader.act({ method: 'POST', path: `/repos/${repository}/check-runs/${encodeURIComponent(id)}/rerequest`, body: {} });
}

/** Presses a button that the App gave to a check run, for who may write in the repository. */
export async function pressButton(reading: Reading, { repository, form }: Sent, id: string): Promise<Acted> {
  const by = await writerIn(reading, repository);
  if (by === null) return noWriteRight;
  const { github } = reading.site;
  const identifier = fieldOf(form, 'identifier');
  if (github.buttonsOf(repository, Number(id)).every((button) => button.identifier !== identifier))
    return refused(422, 'Ce bouton n’est plus là.');
  await github.pressButton({ repository, checkRun: Number(id), identifier }, by);
  return { ok: true, answer: null };
}

/** How a run may end: what its step wrote, as the shipped workflow writes it. */
const outcomes: Readonly<Record<string, Pick<WorkflowRun, 'conclusion' | 'log'>>> = {
  success: {
    conclusion: 'success',
    log: 'Copie demandée à la plateforme pour la branche du dépôt interne. https://gitlab.exemple.gouv.fr/demat/mirror/-/pipelines/204',
  },
  'missing-secret': { conclusion: 'failure', log: '##[error]Miroir OVH : le secret CPIN_OVH_MIRROR_TOKEN est absent. [secret-absent]' },
  refused: { conclusion: 'failure', log: '##[error]Miroir OVH : la plateforme a répondu 401, le jeton n’est plus valable. [jeton-refuse]' },
};

/** Makes a workflow run, for who may write in the repository. */
export async function makeRun(reading: Reading, { repository, form }: Sent): Promise<Acted> {
  const by = await writerIn(reading, repository);
  if (by === null) return noWriteRight;
  const outcome = outcomes[fieldOf(form, 'outcome')];
  if (outcome === undefined) return refused(422, 'Issue inconnue.');
  await reading.site.run({ repository, workflow: fieldOf(form, 'workflow'), branch: fieldOf(form, 'branch'), ...outcome }, by);
  return { ok: true, answer: null };
}
