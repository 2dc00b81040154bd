import { repositoryKey, sameRepository } from '../../words/key.ts';
import type { Dossier } from '../dossier.ts';
import { authorisedIds, isWithdrawing } from '../authorisations.ts';
import type { Facts } from '../facts.ts';
import type { DossierState } from '../state.ts';
import { attestedDigest } from './attestations.ts';
import { type ChecksSight, type InspectedRepository } from './sight.ts';
import { type CheckSummary, summarise } from './summary.ts';

/** Repositories checked for one dossier, as many as are mirrored. */
const MAX_REPOSITORIES = 20;

/** Why a repository could not be checked. */
export type ChecksObstacle = Exclude<ChecksSight['kind'], 'inspected' | 'unchanged'> | 'too-many';

/** A declared repository and what its checks say. */
export interface RepositoryChecks {
  /** `owner/name`. */
  readonly name: string;
  /** Null when it was not read now: nothing changed, or it could not be. */
  readonly inspected: InspectedRepository | null;
  /** From what was read now, or remembered. */
  readonly summary: CheckSummary | null;
  readonly obstacle: ChecksObstacle | null;
}

/**
 * Every declared repository on GitHub with its checks; none where the process makes none, and none at the opening: the status comment comes first, and
 * does not wait for files to be read. What is not known yet is asked for.
 */
export function assessChecks(dossier: Dossier): readonly RepositoryChecks[] {
  return dossier.observation.memory.kind === 'none' ? [] : checkedRepositories(dossier).map((name, rank) => look(dossier, { name, rank }));
}

/** The repositories to check: those declared on GitHub, but for the hub itself. */
export function checkedRepositories({ observation: { hub }, procedure, repositories }: Dossier): readonly string[] {
  if (procedure.checks.mode === 'off') return [];
  return repositories.filter((name) => !sameRepository(name, `${hub.owner}/${hub.repo}`));
}

function look(dossier: Dossier, { name, rank }: { name: string; rank: number }): RepositoryChecks {
  if (rank >= MAX_REPOSITORIES) return { name, inspected: null, summary: null, obstacle: 'too-many' };
  const remembered = rememberedChecks(dossier)[repositoryKey(name)] ?? null;
  const sight = askWhatIsNew(dossier, { name, remembered });
  if (sight === null) return { name, inspected: null, summary: remembered, obstacle: null };
  const demand = dossier.state.checksAsked;
  if (sight.kind === 'inspected')
    return { name, inspected: sight, summary: summarise(sight, { demand, attested: attestedDigest(dossier) }), obstacle: null };
  if (sight.kind !== 'unchanged') return { name, inspected: null, summary: null, obstacle: sight.kind };
  return { name, inspected: null, summary: remembered === null ? null : { ...remembered, demand }, obstacle: null };
}

/**
 * Asks for what changed since the commit that is known; for the whole where its details must be written again: it became private, takes issues at last, or
 * is private and other boxes are ticked, or an authorisation was just taken back.
 */
function askWhatIsNew(dossier: Dossier, of: { name: string; remembered: CheckSummary | null }): ChecksSight | null {
  const { name, remembered } = of;
  const shown = remembered?.reported === true && !isWithdrawing(dossier);
  const told = shown && (remembered.attested === null || remembered.attested === attestedDigest(dossier));
  const sight = ask(dossier, { name, known: told ? remembered.commit : null });
  const moved = sight?.kind === 'unchanged' && remembered !== null && sight.private !== remembered.private;
  return moved ? ask(dossier, { name, known: null }) : sight;
}

/** What the dossier remembered before this decision: asking from there, whatever was found meanwhile, gives the same answers all along. */
export function rememberedChecks({ observation: { memory } }: Facts): DossierState['checks'] {
  return memory.kind === 'kept' ? memory.state.checks : {};
}

function ask(dossier: Dossier, of: { name: string; known: string | null }): ChecksSight | null {
  const met = rememberedChecks(dossier)[repositoryKey(of.name)]?.demand ?? null;
  const demand = dossier.state.checksAsked === met ? null : dossier.state.checksAsked;
  return dossier.ask.checks({ ...of, authorised: authorisedIds(dossier.state), demand });
}

/** The same with a whole report of each repository that can be read, for a comment that shows them all. */
export function readWholeChecks(dossier: Dossier): readonly RepositoryChecks[] {
  return dossier.checks.map((checks) => {
    if (checks.inspected !== null || checks.summary === null) return checks;
    const sight = ask(dossier, { name: checks.name, known: null });
    return sight?.kind === 'inspected' ? { ...checks, inspected: sight } : checks;
  });
}
