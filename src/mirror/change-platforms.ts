import { isMap, isSeq, parseDocument } from 'yaml';
import type { MirrorWorkflow, Platform } from '../dossier/mirror/mirror-workflow.ts';
import { firstLine, matrixEntry, renderWorkflow } from './render-workflow.ts';
import { namesOf } from './workflow-model.ts';

/** True for a file that the App wrote, whatever was changed in it since. */
export function isOurs(text: string): boolean {
  return text.startsWith(`#${firstLine}`);
}

/**
 * The file with the platforms of the model, without those dropped, and all else as the team left it: entries of `matrix.include` are added at the end, and
 * those of the platforms dropped go. A file that the App did not write, or that no longer has that matrix, is written anew from the model.
 */
export function changePlatforms(text: string, model: MirrorWorkflow, dropped: readonly Platform[]): string {
  const document = isOurs(text) ? parseDocument(text) : null;
  const include = document?.getIn(['jobs', 'miroir', 'strategy', 'matrix', 'include']);
  if (document === null || document.errors.length > 0 || !isSeq(include)) return renderWorkflow(model);
  const wanted = model.platforms.map(matrixEntry);
  const tokenOf = (entry: unknown) => (isMap(entry) ? entry.get('jeton') : undefined);
  const kept = include.items.filter((entry) => dropped.every((platform) => namesOf(platform).token !== tokenOf(entry)));
  const added = wanted.filter(({ jeton }) => kept.every((entry) => tokenOf(entry) !== jeton));
  if (kept.length === include.items.length && added.length === 0) return text;
  include.items = [...kept, ...added.map((entry) => document.createNode(entry))];
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Ids of secrets that the file's matrix names, one for each platform it mirrors to; empty where the App cannot tell. */
export function mirroredTokens(text: string): readonly string[] {
  const document = parseDocument(text);
  const include = document.errors.length > 0 ? undefined : document.getIn(['jobs', 'miroir', 'strategy', 'matrix', 'include']);
  if (!isSeq(include)) return [];
  return include.items.flatMap((entry) => {
    const token = isMap(entry) ? entry.get('jeton') : undefined;
    return typeof token === 'string' ? [token] : [];
  });
}
