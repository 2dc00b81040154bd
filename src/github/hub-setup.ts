import { extendedRepository } from '../config/read-extends.ts';
import { hubConfigPath } from '../config/misplaced-config.ts';
import type { Procedure } from '../config/procedure.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { strangers } from '../reader/reader.ts';
import type { LocatedYaml } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';
import type { HubAnswer, HubQuestion } from './compile-hub.ts';
import { listFolder } from './list-folder.ts';
import { type Repository, statusOf } from './octokit.ts';
import { retryAtOf } from './rate-limit.ts';
import { readFile } from './read-file.ts';

/** The procedure and the form that a hub works with. */
export interface HubSetup {
  readonly procedure: Procedure;
  readonly form: IssueForm;
}

/** A hub's configuration as read: what to work with, and what is wrong with what its maintainers wrote. */
export interface HubReading {
  /** Null when the files are wrong: the last good setup, or the default one, goes on. */
  readonly setup: HubSetup | null;
  readonly problems: readonly Problem[];
}

/** What the App ships: the lowest layer, and the form of hubs that have none. */
export interface Defaults extends HubSetup {
  readonly layer: LocatedYaml;
}

/** Questions about one hub at most: its configuration, the one that it extends, its form, and the folders where these were not found. */
const MAX_QUESTIONS = 5;

/** Reads a hub's own layers and form, over the defaults. Throws when GitHub fails; mistakes in files, and files that have no end, come back as problems. */
export async function readHub(hub: Repository): Promise<HubReading> {
  const { owner, repo } = hub;
  const answers: HubAnswer[] = [];
  let last = hubConfigPath;
  while (answers.length <= MAX_QUESTIONS) {
    const outcome = await strangers.read('compile-hub', { hub: { owner, repo }, answers });
    if (outcome.kind === 'unreadable') return { setup: null, problems: [endless(last, outcome.because)] };
    if (outcome.value.kind === 'compiled') return outcome.value.reading;
    const { question } = outcome.value;
    answers.push(await answerOf(hub, question));
    if (question.kind === 'file') last = question.path;
  }
  throw new Error(`a hub needs no more than ${MAX_QUESTIONS} questions`);
}

function endless(file: string, because: string): Problem {
  return { file, line: 1, column: 1, message: `fichier illisible : ${because}`, fix: 'simplifiez-le, ou retirez ce qui s’y répète' };
}

async function answerOf(hub: Repository, question: HubQuestion): Promise<HubAnswer> {
  switch (question.kind) {
    case 'file':
      return { kind: 'file', text: await readFile(hub, question.path) };
    case 'extended':
      return { kind: 'file', text: await readUnlessRefused({ ...hub, repo: extendedRepository }) };
    case 'folder':
      return { kind: 'folder', names: await listFolder(hub, question.path) };
    default:
      return question satisfies never;
  }
}

/** The text of another repository's file; null as well where GitHub refuses it to the App, for a refusal must tell no more than an absence. */
async function readUnlessRefused(repository: Repository): Promise<string | null> {
  try {
    return await readFile(repository, hubConfigPath);
  } catch (error) {
    if (statusOf(error) !== 403 || retryAtOf(error, new Date()) !== null) throw error;
    return null;
  }
}
