import { type Document, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { MirrorWorkflow } from '../dossier/mirror/mirror-workflow.ts';
import { digest } from '../words/digest.ts';
import { allBranchesButTags, internalNameOf } from './render-workflow.ts';
import { triggerScript } from './trigger-script.ts';

/** What the files of before had a tag do, in their script and in their call to the organisation's workflow: SYNC_ALL, which deletes inside. */
const formerTest = '[ "$SYNC_ALL" = true ] || [ "$REF_TYPE" = tag ]';
const presentTest = '[ "$SYNC_ALL" = true ] && [ "$REF_TYPE" != tag ]';
/** The name on GitHub, which the console may refuse. */
const formerName = 'github.event.repository.name';
const formerInput = "${{ github.ref_type == 'tag' }}";

/** Digests of the scripts that the App wrote with that test: one that nobody changed is replaced whole. */
const formerScripts: readonly string[] = ['CuVbTsA1czSfc5f_cXNggh', 'nbEmuFNoMCA1-Qo0xc5_gE'];

/** True where a file of the App sends a tag by SYNC_ALL. */
export function sendsTagsBySyncAll(document: Document): boolean {
  return formerCalls(document).length > 0;
}

/**
 * Makes each job send a tag by its name, in place, and call the repository by its internal name where it took the one on GitHub; leaves the rest of what the team
 * wrote. False where all do already.
 */
export function bringUpToDate(document: Document, model: MirrorWorkflow): boolean {
  const calls = formerCalls(document);
  if (calls.length === 0) return false;
  for (const { node, key, text } of [...calls, ...formerNames(document)]) {
    node.set(key, key === 'run' || key === 'SYNC_ALL' ? presentText(text) : internalNameOf(model));
  }
  return true;
}

/** A scalar that the App writes otherwise now. */
interface Former {
  readonly node: YAMLMap;
  readonly key: 'run' | 'SYNC_ALL' | 'PROJECT_NAME' | 'REPOSITORY_NAME';
  readonly text: string;
}

function formerCalls(document: Document): readonly Former[] {
  return jobsOf(document).flatMap((job) => [
    ...stepsOf(job).flatMap((step) => former(step, 'run', formerTest)),
    ...former(job.get('with'), 'SYNC_ALL', formerInput),
    ...(document.hasIn(['on', 'push', 'tags']) ? allForTags(job.get('with')) : []),
  ]);
}

/** All branches asked of the organisation's workflow, at each tag as well. */
function allForTags(inputs: unknown): readonly Former[] {
  return isMap(inputs) && inputs.get('SYNC_ALL') === true ? [{ node: inputs, key: 'SYNC_ALL', text: 'true' }] : [];
}

function formerNames(document: Document): readonly Former[] {
  return jobsOf(document).flatMap((job) => [
    ...stepsOf(job).flatMap((step) => former(isMap(step) ? step.get('env') : null, 'PROJECT_NAME', formerName)),
    ...former(job.get('with'), 'REPOSITORY_NAME', formerName),
  ]);
}

function jobsOf(document: Document): readonly YAMLMap[] {
  const jobs = document.get('jobs');
  return isMap(jobs) ? jobs.items.flatMap(({ value }) => (isMap(value) ? [value] : [])) : [];
}

function stepsOf(job: YAMLMap): readonly unknown[] {
  const steps = job.get('steps');
  return isSeq(steps) ? steps.items : [];
}

function former(node: unknown, key: Former['key'], sign: string): readonly Former[] {
  const value = isMap(node) ? node.get(key, true) : undefined;
  const text = isScalar(value) ? value.value : undefined;
  return isMap(node) && typeof text === 'string' && text.includes(sign) ? [{ node, key, text }] : [];
}

function presentText(text: string): string | boolean {
  if (text === 'true') return allBranchesButTags;
  if (text.includes(formerInput)) return false;
  return formerScripts.includes(digest(text)) ? triggerScript : text.replaceAll(formerTest, presentTest);
}
