import type { Campaign } from '../config/campaigns-schema.ts';
import type { RuleName } from '../config/checks-schema.ts';
import type { Sentence } from '../words/sentence.ts';
import type { CheckSummary } from './checks/summary.ts';
import { judgeCondition } from './conditions/judge-gate.ts';
import type { Dossier } from './dossier.ts';

/** Where a dossier stands in a campaign. `unknown`: its repositories were not all seen, or are private, of which nothing is told. */
export interface CampaignView {
  readonly campaign: Campaign;
  readonly standing: 'concerned' | 'done' | 'unknown';
  /** What concerns it, or may: private repositories are counted. Empty where nothing does, or nothing was seen. */
  readonly because: Sentence;
  /** Its deadline has passed. */
  readonly over: boolean;
}

/** Every campaign of the process that looks at the dossier: all of them while it is open; those of the checks once it is embarked. */
export function assessCampaigns(dossier: Dossier): readonly CampaignView[] {
  const { procedure, observation, phase, state } = dossier;
  if (!state.followed || (!observation.issue.open && !phase.closes)) return [];
  return procedure.campaigns
    .filter(({ rule }) => rule !== undefined || (observation.issue.open && !phase.closes))
    .map((campaign) => ({ campaign, over: dossier.today > campaign.until, ...standIn(dossier, campaign) }));
}

type Standing = Pick<CampaignView, 'standing' | 'because'>;

function standIn(dossier: Dossier, { rule, condition }: Campaign): Standing {
  if (rule !== undefined) return standByRule(dossier, rule);
  if (condition === undefined) return { standing: 'unknown', because: [] };
  const { met, because } = judgeCondition(dossier, condition);
  return met ? { standing: 'done', because: [] } : { standing: 'concerned', because };
}

/** At the opening, no repository is looked at yet. */
function standByRule({ checks, repositories }: Dossier, rule: RuleName): Standing {
  const breaks = checks.filter(({ summary }) => summary?.broken.some((broken) => broken.rule === rule) === true);
  const hidden = checks.filter(({ summary }) => summary !== null && mayHide(summary)).length;
  if (breaks.length > 0) {
    const names = breaks.flatMap(({ name }, index) => [...(index === 0 ? [] : [', ']), { quoted: name }]);
    return { standing: 'concerned', because: hidden === 0 ? names : [...names, ' ; ', ...hiddenText(hidden)] };
  }
  if (hidden > 0) return { standing: 'unknown', because: hiddenText(hidden) };
  const unseen = (checks.length === 0 && repositories.length > 0) || checks.some(({ summary }) => summary === null);
  return { standing: unseen ? 'unknown' : 'done', because: [] };
}

/** Of a private repository, which rules are broken is not for the hub to tell: any of those that are may be this one. */
function mayHide({ private: closed, counts: { blocking, breaking, audited } }: CheckSummary): boolean {
  return closed && blocking + breaking + audited > 0;
}

function hiddenText(count: number): Sentence {
  return count === 1
    ? ['peut-être 1 dépôt privé, dont la vérification seule le dit']
    : [`peut-être ${count} dépôts privés, dont la vérification seule le dit`];
}
