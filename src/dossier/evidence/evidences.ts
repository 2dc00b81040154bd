import type { Dossier } from '../dossier.ts';
import type { EvidenceName } from '../../config/procedure.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { Evidence } from './evidence.ts';
import { flowsDeclared, flowsOpened, flowsRequested, flowsTested, noExternalComponent } from '../../flows/feature.ts';
import { mirrorOnEveryPlatform, mirrorSucceeded } from './mirror-seen.ts';
import { ciFileFound, dockerfilesFound, infrastructureFound } from './repositories-checked.ts';
import { repositoriesDeclared } from './repositories-declared.ts';

const evidences = {
  'flows-declared': flowsDeclared,
  'no-external-component': noExternalComponent,
  'flows-requested': flowsRequested,
  'flows-opened': flowsOpened,
  'flows-tested': flowsTested,
  'repositories-declared': repositoriesDeclared,
  'dockerfiles-found': dockerfilesFound,
  'ci-file-found': ciFileFound,
  'infrastructure-found': infrastructureFound,
  'mirror-succeeded': mirrorSucceeded,
  'mirror-on-every-platform': mirrorOnEveryPlatform,
} satisfies Record<EvidenceName, Evidence>;

/** What the App saw for the evidence of that name, null when it saw nothing. */
export function seeEvidence(name: EvidenceName, dossier: Dossier): Sentence | null {
  return evidences[name](dossier);
}
