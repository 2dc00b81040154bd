import type { StateChange } from '../state.ts';
import type { DossierKey } from '../../words/key.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { Contradiction } from './attestations.ts';
import type { InspectedRepository } from './inspected-repository.ts';

/** A report that must stand in a private repository, in an issue of its own. */
export interface ReportWanted {
  readonly inspected: InspectedRepository;
  readonly contradictions: readonly Contradiction[];
  readonly onBehalfOf: OnBehalfOf;
  readonly dossier: { readonly key: DossierKey; readonly url: string };
  readonly makesTrue: StateChange;
}
