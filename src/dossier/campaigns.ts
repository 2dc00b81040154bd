import type { Campaign } from '../config/campaigns-schema.ts';
import type { RuleName } from '../config/checks-schema.ts';
import type { Sentence } from '../words/sentence.ts';
import { judgeCondition } from './conditions/judge-gate.ts';
import type { Dossier } from './dossier.ts';

/** Where a dossier stands in a campaign. `unknown`: its repositories were not all seen, or are private, of which nothing is told. */
export interface CampaignView {
  readonly campaign: Campaign;
  readonly standing: 'concerned' | 'done' | 'unknown';
  /** What concerns it; empty where nothing does. */
  readonly because: Sentence;
}

/** Every campaign of the process that looks at the dossier: all of them while it is open; those of the checks once it is embarked. */
export function assessCampaigns(dossier: Dossier): readonly CampaignView[] {
  const { procedure, observation, phase, state } = dossier;
  if (!state.followed || (!observation.issue.open && !phase.closes)) return [];
  return procedure.campaigns
    .filter(({ rule }) => rule !== undefined || (observation.issue.open && !phase.closes))
    .map((campaign) => ({ campaign, ...standIn(dossier, campaign) }));
}

function standIn(dossier: Dossier, { rule, condition }: Campaign): Omit<CampaignView, 'campaign'> {
  if (rule !== undefined) return standByRule(dossier, rule);
  if (condition === undefined) return { standing: 'unknown', because: [] };
  const { met, because } = judgeCondition(dossier, condition);
  return met ? { standing: 'done', because: [] } : { standing: 'concerned', because };
}

/** At the opening, no repository is looked at yet. */
function standByRule({ checks, repositories }: Dossier, rule: RuleName): Omit<CampaignView, 'campaign'> {
  const breaks = checks.filter(({ summary }) => summary?.broken.some((broken) => broken.rule === rule) === true);
  if (breaks.length > 0)
    return { standing: 'concerned', because: breaks.flatMap(({ name }, index) => [...(index === 0 ? [] : [', ']), { quoted: name }]) };
  const hidden =
    (checks.length === 0 && repositories.length > 0) ||
    checks.some(
      ({ summary }) =>
        summary === null || (summary.private && summary.counts.blocking + summary.counts.breaking + summary.counts.audited > 0),
    );
  return { standing: hidden ? 'unknown' : 'done', because: [] };
}
