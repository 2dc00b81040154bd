import { fixesKey } from '../../src/dossier/checks/fixes-reading.ts';
import type { AccountSight, NamingRevision, Needs, Observation, Revision, Right, TeamReach } from '../../src/dossier/observation.ts';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { aDiagnosis } from './a-diagnosis.ts';
import type { checkable } from './a-repository.ts';
import { Interrupted } from './faults.ts';

/** What a toy GitHub tells where it is asked. */
export interface Told {
  readonly rightOf: (login: string) => Right;
  readonly formerLabels: () => NonNullable<Observation['formerLabels']>;
  readonly bodyHistory: () => readonly NamingRevision[];
  /** Of a comment, by its node id. */
  readonly revisions: (comment: string) => readonly Revision[];
  readonly account: (login: string) => AccountSight;
  readonly reach: () => TeamReach;
  readonly see: (name: string) => RepositoryReading;
  readonly check: ReturnType<typeof checkable>['check'];
}

/** What was observed, completed with what is asked for, as the reconciler does. */
export function answerNeeds(seen: Observation, needs: Needs, told: Told): Observation {
  return {
    ...seen,
    rights: { ...seen.rights, ...Object.fromEntries(needs.rights.map((login) => [login, told.rightOf(login)])) },
    formerLabels: needs.formerLabels ? told.formerLabels() : seen.formerLabels,
    bodyHistory: needs.bodyHistory ? told.bodyHistory() : seen.bodyHistory,
    revisions: { ...seen.revisions, ...Object.fromEntries(needs.revisions.map((comment) => [comment, revisionsOf(seen, comment, told)])) },
    accounts: { ...seen.accounts, ...Object.fromEntries(needs.accounts.map((login) => [login, told.account(login)])) },
    teamReach: needs.teamReach === null ? seen.teamReach : { ...seen.teamReach, [needs.teamReach]: told.reach() },
    diagnosis: needs.diagnosis === null ? seen.diagnosis : aDiagnosis,
    mirrors: { ...seen.mirrors, ...Object.fromEntries(needs.mirrors.map(({ name }) => [name.toLowerCase(), told.see(name)])) },
    ...told.check.read(seen, needs),
    fixes: Object.fromEntries(needs.fixes.map((need) => [fixesKey(need), { kind: 'unreachable' } as const])),
  };
}

/** What changed since the reading fails the look, as where GitHub is asked. */
function revisionsOf({ comments }: Observation, nodeId: string, told: Told): readonly Revision[] {
  const revisions = told.revisions(nodeId);
  const seen = comments.find((comment) => comment.nodeId === nodeId);
  if (revisions[0] !== undefined && revisions[0].body !== seen?.body) throw new Interrupted('reading');
  return revisions;
}
