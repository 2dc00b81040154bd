import { type Document, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { onlyDocument, parseBounded } from '../yaml/parse-bounded.ts';
import { toPlain } from '../yaml/to-plain.ts';
import type { FilePlatform, MirrorWorkflow, Platform } from '../dossier/mirror/mirror-workflow.ts';
import type { MirrorFile } from '../dossier/mirror/repository-reading.ts';
import { bringUpToDate, sendsTagsBySyncAll } from './former-file.ts';
import {
  exceptMirrorBranch,
  explainJob,
  firstLine,
  type JobRole,
  jobIds,
  matrixEntry,
  mirrorJobs,
  ownMachine,
  platformsOf,
  renderWorkflow,
  usesOf,
} from './render-workflow.ts';
import { MAX_WORKFLOW_SIZE, namesOf } from './workflow-model.ts';

/** True for a file that the App wrote, whatever was changed in it since. */
export function isOurs(text: string): boolean {
  return text.startsWith(`#${firstLine}`);
}

/**
 * The file with the platforms of the model, each by its transport, without those dropped, and all else as the team left it: entries of `matrix.include` are
 * added at the end, those of the platforms dropped go, and a job goes or comes with its last or first platform. Branches that are listed never take in the
 * App's own, and tags no longer go by SYNC_ALL. A file that the App did not write, that is unreadable, or that no longer has such a matrix, is written anew from
 * the model. Never throws.
 */
export function changePlatforms(text: string, model: MirrorWorkflow, dropped: readonly Platform[]): string {
  const document = isOurs(text) ? readable(text) : null;
  if (document === null || (['direct', 'called'] as const).every((role) => jobOf(document, role) === null)) return renderWorkflow(model);
  if (isTaken(document, model)) return renderWorkflow(model);
  const changed = [
    exceptOwnBranch(document),
    bringUpToDate(document, model),
    ...roles.map((role) => changeJob(document, role, { model, dropped })),
  ];
  return changed.includes(true) ? document.toString({ lineWidth: 0, flowCollectionPadding: false }) : text;
}

const roles: readonly JobRole[] = ['direct', 'settings', 'called'];

/** The document of a text that GitHub could read as well; null for any other. */
function readable(text: string): Document.Parsed | null {
  const read = text.length > MAX_WORKFLOW_SIZE ? null : onlyDocument(parseBounded(text));
  return read !== null && 'document' in read && toPlain(read.document).ok ? read.document : null;
}

/** Ends the list of branches with the App's own, excluded, in place; false when it does already, or there is no list. */
function exceptOwnBranch(document: Document): boolean {
  const branches = document.getIn(['on', 'push', 'branches']);
  if (!isSeq(branches)) return false;
  const excludes = (item: unknown) => isScalar(item) && item.value === exceptMirrorBranch;
  if (excludes(branches.items.at(-1))) return false;
  branches.items = [...branches.items.filter((item) => !excludes(item)), document.createNode(exceptMirrorBranch)];
  return true;
}

function matrixOf(job: string): readonly string[] {
  return ['jobs', job, 'strategy', 'matrix', 'include'];
}

/** The job of that role, with its matrix: files of before the organisation's workflow had a job of its own call it `miroir` too. Null where there is none. */
function jobOf(document: Document, role: JobRole): { readonly id: string; readonly include: YAMLSeq } | null {
  const candidates = role === 'settings' ? [jobIds.settings] : [jobIds[role], jobIds.direct];
  for (const id of candidates) {
    const include = document.getIn(matrixOf(id));
    const calls = document.hasIn(['jobs', id, 'uses']);
    if (isSeq(include) && calls === (role === 'called')) return { id, include };
  }
  return null;
}

/** True where a job to add would take the place of another. */
function isTaken(document: Document, model: MirrorWorkflow): boolean {
  return roles.some(
    (role) => platformsOf(model, role).length > 0 && jobOf(document, role) === null && document.hasIn(['jobs', jobIds[role]]),
  );
}

interface Change {
  readonly model: MirrorWorkflow;
  readonly dropped: readonly Platform[];
}

/** Brings the platforms of a job to those of the model, in place; false when nothing had to change. */
function changeJob(document: Document, role: JobRole, { model, dropped }: Change): boolean {
  const wanted = platformsOf(model, role);
  const job = jobOf(document, role);
  if (job === null) {
    if (wanted.length === 0) return false;
    document.setIn(['jobs', jobIds[role]], document.createNode(mirrorJobs(model)[jobIds[role]]));
    explainJob(document, jobIds[role]);
    return true;
  }
  const { id, include } = job;
  const elsewhere = model.platforms.filter((platform) => !wanted.includes(platform));
  const gone = [...dropped, ...elsewhere].map((platform) => namesOf(platform).token);
  const kept = include.items.filter((entry) => !gone.some((token) => token === tokenOf(entry)));
  if (kept.length + wanted.length === 0) return document.deleteIn(['jobs', id]);
  const added = wanted.filter((platform) => kept.every((entry) => tokenOf(entry) !== namesOf(platform).token));
  const moved = role === 'direct' && changeMachines(document, kept, wanted);
  const pinned = role === 'called' && pin(document, id, usesOf(wanted));
  const ran = role === 'direct' && runOnOwnMachine(document, id, wanted);
  if (kept.length === include.items.length && added.length === 0) return moved || pinned || ran;
  include.items = [...kept, ...added.map((platform) => document.createNode(matrixEntry(platform)))];
  return true;
}

function tokenOf(entry: unknown): unknown {
  return isMap(entry) ? entry.get('jeton') : undefined;
}

/** Gives the entries that are there the labels of their platforms' machines. */
function changeMachines(document: Document, entries: readonly unknown[], wanted: readonly FilePlatform[]): boolean {
  const changed = wanted.map((platform) => {
    const entry = entries.find((one) => tokenOf(one) === namesOf(platform).token);
    const { machine } = matrixEntry(platform);
    if (!isMap(entry) || labelsOf(entry).join() === (machine ?? []).join()) return false;
    if (machine === undefined) return entry.delete('machine');
    entry.set('machine', document.createNode(machine));
    return true;
  });
  return changed.includes(true);
}

/** A machine that the team chose stays. */
function runOnOwnMachine(document: Document, id: string, wanted: readonly FilePlatform[]): boolean {
  const path = ['jobs', id, 'runs-on'];
  if (document.getIn(path) !== 'ubuntu-latest' || wanted.every((platform) => !('machine' in matrixEntry(platform)))) return false;
  document.setIn(path, ownMachine);
  return true;
}

/** The workflow of the organisation that the process names; the commit at which it stands there already is kept. */
function pin(document: Document, id: string, uses: string): boolean {
  const path = ['jobs', id, 'uses'];
  const before = document.getIn(path);
  const workflow = (text: string) => text.split('@')[0];
  if (uses === '' || (typeof before === 'string' && workflow(before) === workflow(uses))) return false;
  document.setIn(path, uses);
  return true;
}

/** What a file of the App tells of the platforms it mirrors to. Nothing where the App cannot tell. Never throws. */
export function readMirrorFile(text: string, platforms: readonly Platform[]): Omit<MirrorFile, 'text'> {
  const document = readable(text);
  if (document === null) return { transports: {}, formerTags: false };
  const entries = (['direct', 'called'] as const).flatMap((role) => {
    const job = jobOf(document, role);
    const kind = role === 'direct' ? ('github-action' as const) : ('reusable' as const);
    return (job?.include.items ?? []).flatMap((entry) =>
      isMap(entry) ? [{ token: entry.get('jeton'), kind, runsOn: labelsOf(entry) }] : [],
    );
  });
  const transports = platforms.flatMap((platform) => {
    const entry = entries.find(({ token }) => token === namesOf(platform).token);
    return entry === undefined ? [] : [[platform.id, { kind: entry.kind, runsOn: entry.runsOn }] as const];
  });
  return { transports: Object.fromEntries(transports), formerTags: isOurs(text) && sendsTagsBySyncAll(document) };
}

function labelsOf(entry: YAMLMap): readonly string[] {
  const labels = entry.get('machine');
  return isSeq(labels) ? labels.items.map((label) => String(isScalar(label) ? label.value : label)) : [];
}
