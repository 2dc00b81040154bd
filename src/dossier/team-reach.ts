import type { Dossier } from './dossier.ts';
import type { Comment } from './observation.ts';
import type { DossierState } from './state.ts';

type Reach = NonNullable<DossierState['reach']>;

/**
 * The state with what became of the team's name in a call of the App: whether it notifies, and whom to name where it does not. Asked once for a team that it reaches,
 * and in each new call for one that it does not: whoever runs the App may have mended that.
 */
export function noteReach(dossier: Dossier, comment: Comment, call: number): DossierState {
  const { procedure, state, ask } = dossier;
  const name = procedure.serviceTeam.team;
  const known = knownReach(dossier);
  if (name === undefined || isSettled(known, call) || !comment.body.includes(`@${name}`)) return state;
  const seen = ask.teamReach(comment.nodeId);
  if (seen === null || seen.kind === 'unknown') return state;
  if (seen.kind === 'reached') return { ...state, reach: { team: name, call, members: null, tried: call } };
  return { ...state, reach: { team: name, call: known?.call ?? call, members: [...seen.members], tried: call } };
}

/** Whom of the Service Team the App names in person: who follows the dossier, or some of the team where its own name notifies nobody, but for those who left. None where the team's does. */
export function namedInPerson(dossier: Dossier): readonly string[] {
  const { team, ask } = dossier;
  if (team.referents.length > 0) return team.referents;
  const members = knownReach(dossier)?.members ?? [];
  return members.filter((login) => ask.right(login).answer !== 'no');
}

/** Whom a call names: who follows the dossier; else the team, where its name notifies or is tried anew; else some of its members. */
export function namedInCall(dossier: Dossier, call: number): { readonly people: readonly string[]; readonly team: string | null } {
  const known = knownReach(dossier);
  const isUnreached = known !== null && known.members !== null && isSettled(known, call);
  if (isUnreached) return { people: namedInPerson(dossier), team: null };
  return { people: dossier.team.referents, team: dossier.procedure.serviceTeam.team ?? null };
}

/** The team's name, where it was found in that call to notify nobody: that one tells it, and no other does. */
export function unreachedIn(dossier: Dossier, call: number): string | null {
  const known = knownReach(dossier);
  return dossier.team.referents.length === 0 && known !== null && known.members !== null && known.call === call ? known.team : null;
}

function knownReach({ procedure, state: { reach } }: Dossier): Reach | null {
  return reach !== null && reach.team === procedure.serviceTeam.team ? reach : null;
}

/** Whether nothing is left to learn of the team's name from that call. */
function isSettled(known: Reach | null, call: number): boolean {
  return known !== null && (known.members === null || known.tried >= call);
}
