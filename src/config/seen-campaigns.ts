import type { Mistake } from './place-mistakes.ts';
import type { Procedure } from './procedure.ts';

/** A campaign on a rule of the checks concerns nobody where nothing is checked. */
export function campaignsCanBeSeen({ campaigns, checks }: Procedure): readonly Mistake[] {
  if (checks.mode !== 'off') return [];
  return campaigns.flatMap(({ rule }, index) =>
    rule === undefined
      ? []
      : [
          {
            path: ['campaigns', index, 'rule'],
            also: [['checks', 'mode']],
            message: 'aucune vérification n’est faite : nul ne serait concerné',
            fix: 'écrivez « inform » ou « require » dans checks.mode, ou retirez la campagne',
          },
        ],
  );
}
