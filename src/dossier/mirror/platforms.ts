import type { Dossier } from '../dossier.ts';
import { type Facts, phaseRank } from '../facts.ts';
import type { DossierState } from '../state.ts';
import type { PlatformsView } from './mirror-status.ts';
import type { Platform } from './mirror-workflow.ts';

/** What tells the platforms of a dossier: the process, and the transports that the dossier has of its own. */
interface Reaching extends Pick<Facts, 'procedure'> {
  readonly state: Pick<DossierState, 'transports'>;
}

/** The platforms that the repositories are mirrored to in a phase: those of the last phase, up to that one, that names any. Empty before. */
export function platformsIn({ procedure, state }: Reaching, phaseId: string): readonly Platform[] {
  const reached = procedure.phases.slice(0, phaseRank(procedure, phaseId) + 1);
  const ids = reached.findLast(({ mirror }) => mirror.length > 0)?.mirror ?? [];
  return platformsOf({ procedure, state }).filter(({ id }) => ids.includes(id));
}

/** Every platform of the process, each by the transport of the dossier. */
export function platformsOf({ procedure, state }: Reaching): readonly Platform[] {
  return procedure.mirror.platforms.map((platform) => ({ ...platform, transport: state.transports[platform.id] ?? platform.transport }));
}

/** The platforms of a dossier at its phase. */
export function assessPlatforms(dossier: Dossier): PlatformsView {
  const { state } = dossier;
  const now = platformsIn(dossier, state.phase);
  const begun = now.length > 0;
  const asked = Object.values(state.mirrors).some((memory) => memory.asked !== null);
  const wanted = !begun && asked ? firstPlatforms(dossier) : now;
  const earlier = earlierIds(dossier);
  return {
    wanted,
    dropped: platformsOf(dossier).filter(({ id }) => earlier.has(id) && wanted.every((kept) => kept.id !== id)),
    added: wanted.filter(({ id }) => !earlier.has(id)),
    begun,
  };
}

/** Those of the phase that begins the mirror. */
function firstPlatforms(dossier: Dossier): readonly Platform[] {
  const first = dossier.procedure.phases.find(({ mirror }) => mirror.length > 0);
  return first === undefined ? [] : platformsIn(dossier, first.id);
}

function earlierIds({ procedure, state: { phase } }: Dossier): ReadonlySet<string> {
  const reached = procedure.phases.slice(0, phaseRank(procedure, phase) + 1);
  const now = reached.findLastIndex(({ mirror }) => mirror.length > 0);
  return new Set(reached.slice(0, Math.max(0, now)).flatMap(({ mirror }) => mirror));
}
