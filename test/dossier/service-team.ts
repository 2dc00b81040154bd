import type { Right, TeamReach } from '../../src/dossier/observation.ts';
import { lookUp } from '../../src/words/look-up.ts';

/** Who is of the Service Team: those whose right is known, and whom its team lists, until they leave. */
export function createServiceTeam({ rights, teamReach }: { rights: Readonly<Record<string, Right>>; teamReach: () => TeamReach }) {
  let listed: ReadonlySet<string> = new Set();
  let left: ReadonlySet<string> = new Set();
  return {
    reach: (): TeamReach => {
      const seen = teamReach();
      if (seen.kind === 'unreached') listed = new Set([...listed, ...seen.members]);
      return seen;
    },
    rightOf: (login: string): Right => {
      if (left.has(login)) return { answer: 'no' };
      return lookUp(rights, login) ?? { answer: listed.has(login) ? 'yes' : 'no' };
    },
    leave: (login: string) => void (left = new Set([...left, login])),
    kept: () => ({ listed, left }),
    goBack: (kept: { readonly listed: typeof listed; readonly left: typeof left }) => void ({ listed, left } = kept),
  };
}
