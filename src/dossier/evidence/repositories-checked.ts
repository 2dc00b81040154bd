import type { CheckSummary } from '../checks/summary.ts';
import type { Evidence } from './evidence.ts';
import { unreadText } from './unread-text.ts';

/** Every repository that holds more than infrastructure holds a Dockerfile. */
export const dockerfilesFound: Evidence = found(
  ({ dockerfiles }) => dockerfiles > 0,
  ({ infrastructure }) => infrastructure,
  'Dockerfile trouvé',
);

/** Every repository with a Dockerfile holds the platform's CI file at its root. */
export const ciFileFound: Evidence = found(
  ({ ciFile }) => ciFile,
  ({ dockerfiles }) => dockerfiles === 0,
  '.gitlab-ci-dso.yml trouvé',
);

/** A repository holds Helm charts, a Kustomize base or manifests. */
export const infrastructureFound: Evidence = found(
  ({ infrastructure }) => infrastructure,
  () => true,
  'Helm, Kustomize ou manifestes trouvés',
);

type Of = (summary: CheckSummary) => boolean;

/** Silent while a repository was never checked, or one lacks what it should hold and is not `excused`. What is out of reach stays as it was last seen. */
function found(holds: Of, excused: Of, what: string): Evidence {
  return (dossier) => {
    const checks = dossier.checks;
    const known = checks.flatMap(({ summary, lastSeen }) => summary ?? lastSeen ?? []);
    const count = known.filter(holds).length;
    const complete = known.length === checks.length && known.every((summary) => holds(summary) || excused(summary));
    const unread = checks.filter(({ lastSeen }) => lastSeen !== null && holds(lastSeen)).length;
    return count > 0 && complete ? [`${what} dans ${count > 1 ? `${count} dépôts` : '1 dépôt'}${unreadText(unread, count)}`] : null;
  };
}
