import { assessCampaigns, type CampaignView } from '../campaigns.ts';
import type { Dossier } from '../dossier.ts';
import type { Comment } from '../observation.ts';
import type { WantedComment } from '../plan.ts';
import type { StateChange } from '../state.ts';
import { addressees } from '../team.ts';
import { daysBefore, dayAfter } from '../../words/calendar.ts';
import { slotText } from '../written/slot.ts';

/** Days before the deadline that a campaign is recalled. */
const BEFORE = 7;

/**
 * Tells each campaign once to a dossier that it concerns, and once more a week before its deadline; the first comment then says where the dossier stands. One that was told
 * and that somebody took away is not told again, nor is one whose deadline has passed.
 */
export function tellCampaigns(dossier: Dossier): readonly WantedComment[] {
  return assessCampaigns(dossier).flatMap((view) => [...first(dossier, view), ...recall(dossier, view)]);
}

/**
 * When something of them changes by itself: the day of a recall, and the day after a deadline. What happens in the repositories of an embarked project wakes nobody: while it
 * is concerned, it is looked at each day.
 */
export function campaignAlarms(dossier: Dossier): readonly string[] {
  const { procedure, observation, now, today } = dossier;
  const watched = !observation.issue.open && assessCampaigns(dossier).some(({ standing }) => standing === 'concerned');
  return [...procedure.campaigns.flatMap(({ until }) => [recallAt(until), dayAfter(until)]), ...(watched ? [dayAfter(today)] : [])].filter(
    (at) => Date.parse(at) > Date.parse(now),
  );
}

function first(dossier: Dossier, view: CampaignView): readonly WantedComment[] {
  const { standing, over } = view;
  const { id } = view.campaign;
  const slot = slotText({ kind: 'campaign', id });
  const known = knownOf(dossier, id);
  const isNews = standing === 'concerned' && !over && known === undefined;
  if (!isNews && commentIn(dossier, slot) === undefined) return [];
  const content = { kind: 'campaign', to: addressees(dossier), ...view } as const;
  return [{ slot, content, makesTrue: remember(id, known ?? { told: dossier.now, recalled: null }) }];
}

function recall(dossier: Dossier, { campaign, standing, because, over }: CampaignView): readonly WantedComment[] {
  const { id, until } = campaign;
  const known = knownOf(dossier, id);
  const due = recallAt(until);
  const isDue = standing === 'concerned' && !over && Date.parse(dossier.now) >= Date.parse(due) && !dossier.state.paused;
  // Told within the week, it needs no recall.
  if (!isDue || known === undefined || known.recalled === until || Date.parse(known.told) >= Date.parse(due)) return [];
  const slot = slotText({ kind: 'campaign-recall', id, until });
  if (commentIn(dossier, slot) !== undefined) return [];
  const content = { kind: 'campaign-recall', to: addressees(dossier), campaign, because } as const;
  return [{ slot, content, makesTrue: remember(id, { ...known, recalled: until }) }];
}

type Memory = Dossier['state']['campaigns'][string];

function remember(id: string, memory: Memory): StateChange {
  return (state) => ({ ...state, campaigns: { ...state.campaigns, [id]: memory } });
}

/** What is remembered of a campaign or, where the memory was lost, what its comment tells. */
function knownOf(dossier: Dossier, id: string): Memory | undefined {
  const written = commentIn(dossier, slotText({ kind: 'campaign', id }));
  return dossier.state.campaigns[id] ?? (written === undefined ? undefined : { told: written.createdAt, recalled: null });
}

/** In the morning, in Paris. */
function recallAt(until: string): string {
  return `${daysBefore(until, BEFORE)}T07:00:00.000Z`;
}

function commentIn({ observation: { comments } }: Dossier, slot: string): Comment | undefined {
  return comments.find((comment) => comment.slot === slot);
}
