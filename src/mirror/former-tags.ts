import { type Document, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { digest } from '../words/digest.ts';
import { triggerScript } from './trigger-script.ts';

/** What the files of before had a tag do, in their script and in their call to the organisation's workflow: SYNC_ALL, which deletes inside. */
const formerTest = '[ "$SYNC_ALL" = true ] || [ "$REF_TYPE" = tag ]';
const presentTest = '[ "$SYNC_ALL" = true ] && [ "$REF_TYPE" != tag ]';
const formerInput = "${{ github.ref_type == 'tag' }}";

/** Digests of the scripts that the App wrote with that test: one that nobody changed is replaced whole. */
const formerScripts: readonly string[] = ['CuVbTsA1czSfc5f_cXNggh', 'nbEmuFNoMCA1-Qo0xc5_gE'];

/** True where a file of the App sends a tag by SYNC_ALL. */
export function sendsTagsBySyncAll(document: Document): boolean {
  return formerCalls(document).length > 0;
}

/** Makes each job send a tag by its name, in place, and leaves the rest of what the team wrote; false where all do already. */
export function sendTagsByName(document: Document): boolean {
  const calls = formerCalls(document);
  for (const { node, key, text } of calls) node.set(key, presentText(text));
  return calls.length > 0;
}

interface FormerCall {
  readonly node: YAMLMap;
  readonly key: 'run' | 'SYNC_ALL';
  readonly text: string;
}

function formerCalls(document: Document): readonly FormerCall[] {
  const jobs = document.get('jobs');
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ value: job }): readonly FormerCall[] => {
    if (!isMap(job)) return [];
    const steps = job.get('steps');
    const inputs = job.get('with');
    return [
      ...(isSeq(steps) ? steps.items.flatMap((step) => formerCall(step, 'run', formerTest)) : []),
      ...formerCall(inputs, 'SYNC_ALL', formerInput),
    ];
  });
}

function formerCall(node: unknown, key: FormerCall['key'], sign: string): readonly FormerCall[] {
  const value = isMap(node) ? node.get(key, true) : undefined;
  const text = isScalar(value) ? value.value : undefined;
  return isMap(node) && typeof text === 'string' && text.includes(sign) ? [{ node, key, text }] : [];
}

function presentText(text: string): string | boolean {
  if (text.includes(formerInput)) return false;
  return formerScripts.includes(digest(text)) ? triggerScript : text.replaceAll(formerTest, presentTest);
}
