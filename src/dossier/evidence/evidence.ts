import type { EvidenceName } from '../../config/procedure.ts';
import type { Facts } from '../facts.ts';
import type { Sentence } from '../sentence.ts';
import { flowsDeclared } from './flows-declared.ts';
import { noExternalComponent } from './no-external-component.ts';
import { repositoriesDeclared } from './repositories-declared.ts';

/** A fact that the App can see by itself: what it saw, in French, or null when it does not see it. Pure. */
export type Evidence = (facts: Facts) => Sentence | null;

const evidences = {
  'flows-declared': flowsDeclared,
  'no-external-component': noExternalComponent,
  'repositories-declared': repositoriesDeclared,
} satisfies Record<EvidenceName, Evidence>;

/** What the App saw for the evidence of that name, null when it saw nothing. */
export function seeEvidence(name: EvidenceName, facts: Facts): Sentence | null {
  return evidences[name](facts);
}
