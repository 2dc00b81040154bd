import type { HubAnswer, HubQuestion } from '../config/compile-hub.ts';
import { githubHost, onGitHub } from '../config/github-host.ts';
import type { HubReading } from '../config/hub-setup.ts';
import { extendedRepository } from '../config/read-extends.ts';
import { hubConfigPath } from '../config/misplaced-config.ts';
import { strangers } from '../reader/reader.ts';
import type { Problem } from '../yaml/problem.ts';
import type { RepositoryRef } from '../words/key.ts';
import type { Installations } from './installations.ts';
import { listFolder } from './list-folder.ts';
import type { Repository } from './octokit.ts';
import { readFile } from './read-file.ts';
import { refusalOf } from './refusal.ts';

/** Opens a repository that holds a layer which several hubs share. */
export type Layers = Installations['repository'];

/** Commits of a former time: of the hub, and of its organisation's layer; what is not told is as it is now. */
export interface Moment {
  readonly hub?: string | undefined;
  readonly layer?: string | undefined;
}

/** Questions about one hub at most: its configuration, the one that it extends, its form, and the folders where these were not found. */
const MAX_QUESTIONS = 5;

/**
 * Reads a hub's own layers and form, over the defaults; as they were at a moment where one is told. Throws when GitHub fails; mistakes in files, and files that
 * have no end, come back as problems.
 */
export async function readHub(hub: Repository, open: Layers, at: Moment = {}): Promise<HubReading> {
  const { owner, repo } = hub;
  const answers: HubAnswer[] = [];
  let last = hubConfigPath;
  while (answers.length <= MAX_QUESTIONS) {
    const outcome = await strangers.read('compile-hub', { hub: { owner, repo }, answers });
    if (outcome.kind === 'unreadable') return { setup: null, problems: [endless(last, outcome.because)], phases: null };
    if (outcome.value.kind === 'compiled') return onItsGitHub(hub, outcome.value.reading);
    const { question } = outcome.value;
    answers.push(await answerOf({ hub, open, at }, question));
    if (question.kind === 'file') last = question.path;
  }
  throw new Error(`a hub needs no more than ${MAX_QUESTIONS} questions`);
}

/** A setup knows on which GitHub its hub is, as the client that reaches it does. */
function onItsGitHub({ octokit }: Repository, reading: HubReading): HubReading {
  const github = githubHost(octokit.request.endpoint.DEFAULTS.baseUrl);
  if (reading.setup === null || github === undefined) return reading;
  return { ...reading, setup: { ...reading.setup, procedure: onGitHub(reading.setup.procedure, github) } };
}

function endless(file: string, because: string): Problem {
  return { file, line: 1, column: 1, message: `fichier illisible : ${because}`, fix: 'simplifiez-le, ou retirez ce qui s’y répète' };
}

/** Where the layers come from. */
interface Sources {
  readonly hub: Repository;
  readonly open: Layers;
  readonly at: Moment;
}

async function answerOf({ hub, open, at }: Sources, question: HubQuestion): Promise<HubAnswer> {
  switch (question.kind) {
    case 'file':
      return { kind: 'file', text: await readFile(hub, question.path, at.hub) };
    case 'extended':
      return { kind: 'file', text: await readUnlessRefused({ owner: hub.owner, repo: extendedRepository }, { open, ref: at.layer }) };
    case 'folder':
      return { kind: 'folder', names: await listFolder(hub, question.path, at.hub) };
    default:
      return question satisfies never;
  }
}

/** The text of another repository's file; null as well where GitHub refuses it to the App, for a refusal must tell no more than an absence. */
async function readUnlessRefused(where: RepositoryRef, { open, ref }: { open: Layers; ref: string | undefined }): Promise<string | null> {
  try {
    const repository = await open(where, 'read-layer');
    return repository === null ? null : await readFile(repository, hubConfigPath, ref);
  } catch (error) {
    const { kind } = refusalOf(error);
    if (kind !== 'forbidden' && kind !== 'not-granted') throw error;
    return null;
  }
}
