import type { Dossier } from './dossier.ts';
import type { Comment } from './observation.ts';
import type { DossierState } from './state.ts';

/** The state with what became of the team's name in a comment of the App: whether it notifies, and whom to name where it does not. Asked once for each team. */
export function noteReach(dossier: Dossier, comment: Comment, call: number): DossierState {
  const { procedure, state, ask } = dossier;
  const name = procedure.serviceTeam.team;
  if (name === undefined || state.reach?.team === name || !comment.body.includes(`@${name}`)) return state;
  const seen = ask.teamReach(comment.nodeId);
  if (seen === null || seen.kind === 'unknown') return state;
  return { ...state, reach: { team: name, call, members: seen.kind === 'reached' ? null : [...seen.members] } };
}

/** Whom of the Service Team the App names in person: who follows the dossier, or some of the team where its own name notifies nobody, but for those who left. None where the team's does. */
export function namedInPerson({ procedure, team, state, ask }: Dossier): readonly string[] {
  if (team.referents.length > 0) return team.referents;
  const members = (state.reach?.team === procedure.serviceTeam.team ? state.reach?.members : null) ?? [];
  return members.filter((login) => ask.right(login).answer !== 'no');
}

/** The team's name where it notifies, or where that is not known; null for another. */
export function namedTeam({ procedure: { serviceTeam }, state: { reach } }: Dossier): string | null {
  const unreached = reach !== null && reach.team === serviceTeam.team && reach.members !== null;
  return unreached ? null : (serviceTeam.team ?? null);
}

/** The team's name, where it was found in that call to notify nobody: that one tells it, and no other does. */
export function unreachedIn({ team, state: { reach } }: Dossier, call: number): string | null {
  return team.referents.length === 0 && reach !== null && reach.members !== null && reach.call === call ? reach.team : null;
}
