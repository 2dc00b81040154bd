import type { CampaignSnapshot } from './snapshot.ts';

/** What tells a campaign from others in an address: hubs may each have one of the same id, with a deadline of their own. */
export function campaignName({ id, until }: Pick<CampaignSnapshot, 'id' | 'until'>): string {
  return `${id}/${until}`;
}
