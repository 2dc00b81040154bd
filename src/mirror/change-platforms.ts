import { type Document, isMap, isScalar, isSeq } from 'yaml';
import { onlyDocument, parseBounded } from '../yaml/parse-bounded.ts';
import { toPlain } from '../yaml/to-plain.ts';
import type { MirrorWorkflow, Platform } from '../dossier/mirror/mirror-workflow.ts';
import { exceptMirrorBranch, firstLine, matrixEntry, renderWorkflow } from './render-workflow.ts';
import { MAX_WORKFLOW_SIZE, namesOf } from './workflow-model.ts';

/** True for a file that the App wrote, whatever was changed in it since. */
export function isOurs(text: string): boolean {
  return text.startsWith(`#${firstLine}`);
}

/**
 * The file with the platforms of the model, without those dropped, and all else as the team left it: entries of `matrix.include` are added at the end, and
 * those of the platforms dropped go. Branches that are listed never take in the App's own. A file that the App did not write, that is unreadable, or that no
 * longer has that matrix, is written anew from the model. Never throws.
 */
export function changePlatforms(text: string, model: MirrorWorkflow, dropped: readonly Platform[]): string {
  const document = isOurs(text) ? readable(text) : null;
  if (document === null || !isSeq(document.getIn(matrixOf('miroir')))) return renderWorkflow(model);
  const changed = [
    exceptOwnBranch(document),
    ...['reglages', 'miroir'].map((job) => changeMatrix(document, matrixOf(job), { model, dropped })),
  ];
  return changed.includes(true) ? document.toString({ lineWidth: 0, flowCollectionPadding: false }) : text;
}

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

/** Adds and takes out entries of one matrix, in place; false when nothing had to change, or there is none. */
function changeMatrix(
  document: Document,
  path: readonly string[],
  { model, dropped }: { model: MirrorWorkflow; dropped: readonly Platform[] },
): boolean {
  const include = document.getIn(path);
  if (!isSeq(include)) return false;
  const wanted = model.platforms.map(matrixEntry);
  const tokenOf = (entry: unknown) => (isMap(entry) ? entry.get('jeton') : undefined);
  const kept = include.items.filter((entry) => dropped.every((platform) => namesOf(platform).token !== tokenOf(entry)));
  const added = wanted.filter(({ jeton }) => kept.every((entry) => tokenOf(entry) !== jeton));
  if (kept.length === include.items.length && added.length === 0) return false;
  include.items = [...kept, ...added.map((entry) => document.createNode(entry))];
  return true;
}

/** Ids of secrets that the file's matrix names, one for each platform it mirrors to; empty where the App cannot tell. */
export function mirroredTokens(text: string): readonly string[] {
  const include = readable(text)?.getIn(matrixOf('miroir'));
  if (!isSeq(include)) return [];
  return include.items.flatMap((entry) => {
    const token = isMap(entry) ? entry.get('jeton') : undefined;
    return typeof token === 'string' ? [token] : [];
  });
}
