import type { Right, TeamReach } from '../../src/dossier/observation.ts';
import { lookUp } from '../../src/words/look-up.ts';

/** Who is of the Service Team: those whose right is known, and whom its team lists, until they leave. */
export function createServiceTeam({ rights, teamReach }: { rights: Readonly<Record<string, Right>>; teamReach: () => TeamReach }) {
  const listed = new Set<string>();
  const left = new Set<string>();
  return {
    reach: (): TeamReach => {
      const seen = teamReach();
      if (seen.kind === 'unreached') for (const login of seen.members) listed.add(login);
      return seen;
    },
    rightOf: (login: string): Right => {
      if (left.has(login)) return { answer: 'no' };
      return lookUp(rights, login) ?? { answer: listed.has(login) ? 'yes' : 'no' };
    },
    leave: (login: string) => void left.add(login),
  };
}
