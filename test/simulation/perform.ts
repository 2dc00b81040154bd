import { z } from 'zod';
import { type DossierView, readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { person, type Person } from '../../sandbox/emulator/person.ts';
import type { EmbeddedGitHub } from '../../sandbox/emulator/start-github.ts';
import type { Answers } from '../../src/form/answers.ts';
import { workflowPath } from '../../src/mirror/workflow-model.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { Act, AnswersName } from './story.ts';

/** Where an act takes place. */
export interface Scene {
  readonly github: EmbeddedGitHub;
  readonly hub: string;
  /** Place of the dossier in the run. */
  readonly place: number;
  /** The repository of its project. */
  readonly repository: string;
  /** Number of its issue; null before it is open. */
  readonly number: number | null;
}

/** What came of an act: done (with the number of the issue that it opened, the id of the comment), or what it needs is not there to be seen yet. */
export type Done = { readonly kind: 'done'; readonly opened?: number; readonly comment?: number } | { readonly kind: 'not yet' };

const done: Done = { kind: 'done' };
const notYet: Done = { kind: 'not yet' };
const pullsSchema = z.array(z.object({ number: z.number(), user: z.object({ login: z.string() }) }));
const MIRROR = workflowPath.split('/').at(-1) ?? '';

/** Does it as that person. Throws where GitHub refuses. */
export async function perform(act: Act, by: string, { github, hub, place, repository, number }: Scene): Promise<Done> {
  const who = person(by, { url: github.url, repository: hub });
  if (act.does === 'open')
    return { kind: 'done', opened: await who.submitForm({ title: `Projet ${place}`, body: bodyOf(act.answers, repository) }) };
  if (number === null) return notYet;
  const read = () => readDossier(github.url, { repository: hub, number, reader: by });
  switch (act.does) {
    case 'edit':
      await who.editIssue(number, { body: bodyOf(act.answers, repository) });
      return done;
    case 'say':
      return { kind: 'done', comment: await who.comment(number, act.text) };
    case 'label':
      await who.addLabel(number, ...act.names);
      return done;
    case 'unlabel':
      if ((await read()).labels.includes(act.name)) await who.removeLabel(number, act.name);
      return done;
    case 'tick':
      return tick(who, await read(), act);
    case 'close':
      await who.closeIssue(number, 'not_planned');
      return done;
    case 'reopen':
      if ((await read()).state === 'open') return notYet;
      await who.reopen(number);
      return done;
    case 'deface':
    case 'delete':
      return spoil(who, await read(), act);
    case 'merge':
    case 'refuse-pull':
    case 'push':
    case 'run':
      return inRepository(act, { who, by, github, repository });
    default:
      return act satisfies never;
  }
}

async function tick(who: Person, { comments }: DossierView, { phase, boxes }: Extract<Act, { does: 'tick' }>): Promise<Done> {
  const checklist = ownIn(`checklist/${phase}`, comments);
  if (checklist === null) return notYet;
  let left = boxes;
  await who.editComment(
    checklist.id,
    checklist.body.replace(/^- \[ \]/gm, (box) => ((left -= 1) >= 0 ? '- [x]' : box)),
  );
  return done;
}

async function spoil(who: Person, { comments }: DossierView, { does, slot }: Extract<Act, { does: 'delete' | 'deface' }>): Promise<Done> {
  const comment = ownIn(slot, comments);
  if (comment === null) return notYet;
  if (does === 'delete') await who.deleteComment(comment.id);
  else await who.editComment(comment.id, `${comment.body}\n\nEt voilà.`);
  return done;
}

interface Workplace {
  readonly who: Person;
  readonly by: string;
  readonly github: EmbeddedGitHub;
  readonly repository: string;
}

async function inRepository(
  act: Extract<Act, { does: 'merge' | 'refuse-pull' | 'push' | 'run' }>,
  { who, by, github, repository }: Workplace,
): Promise<Done> {
  if (act.does === 'run') {
    const log = act.conclusion === 'success' ? '' : '##[error]Miroir OVH : le secret CPIN_OVH_MIRROR_TOKEN est absent. [secret-absent]';
    await github.reportRun({ repository, workflow: MIRROR, branch: 'main', conclusion: act.conclusion, log }, by);
    return done;
  }
  if (act.does === 'push') {
    const content = Buffer.from('FROM docker.io/library/node:24-alpine\nUSER node\n').toString('base64');
    await who
      .call({ method: 'PUT', path: `/repos/${repository}/contents/Dockerfile`, body: { message: 'Une image', content } })
      .catch(alreadyThere);
    return done;
  }
  const [pull] = pullsSchema.parse(await who.call({ method: 'GET', path: `/repos/${repository}/pulls?state=open` }));
  if (pull === undefined) return notYet;
  const path = `/repos/${repository}/pulls/${pull.number}`;
  if (act.does === 'merge') await who.call({ method: 'PUT', path: `${path}/merge`, body: {} });
  else await who.call({ method: 'PATCH', path, body: { state: 'closed' } });
  return done;
}

/** A file that was pushed before needs its `sha`: nothing changes. */
function alreadyThere(error: unknown): void {
  if (!(typeof error === 'object' && error !== null && 'status' in error && error.status === 422)) throw error;
}

function ownIn(slot: string, comments: DossierView['comments']): DossierView['comments'][number] | null {
  return comments.find(({ author, body }) => author === 'accostage[bot]' && readMarker(body) === slot) ?? null;
}

function bodyOf(name: AnswersName, repository: string): string {
  const repositories = { 'depots-applicatifs': repository, 'depots-infra': repository };
  return aBody({ ...repositories, ...answers[name] });
}

const answers: Readonly<Record<AnswersName, Answers>> = {
  complete: {},
  incomplete: { architecture: 'À compléter', calendrier: null },
  changed: { sauvegarde: 'Sauvegarde hebdomadaire seulement, conservée 15 jours.' },
  'more flows': { 'flux-internet': 'smtp.exemple.fr 587/tcp — avis aux usagers' },
};
