import { campaignName } from '../../portfolio/campaign-name.ts';
import type { CampaignProgress } from '../../portfolio/dashboard.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { standingTitles } from '../../portfolio/titles.ts';
import { counted } from '../../words/dates.ts';
import { dataTable } from './data-table.ts';
import { dayTo } from './dossier-parts.ts';
import { address, empty, html, type Html, written } from './html.ts';
import { section } from './section.ts';

/** More campaigns than this at once are counted. */
const MOST_CAMPAIGNS = 40;

/** The campaigns of the dossiers: until when, who is left and how many are through; nothing without any. */
export function campaignsPart(campaigns: readonly CampaignProgress[], today: string): Html {
  if (campaigns.length === 0) return empty;
  const rows = campaigns.slice(0, MOST_CAMPAIGNS);
  return section({ id: 'campagnes', title: 'Campagnes', count: String(campaigns.length) }, dataTable('Campagnes', columns(today), rows));
}

const columns = (today: string) =>
  [
    { title: 'Campagne', cell: ({ title }: CampaignProgress) => written(title) },
    { title: 'Au plus tard', cell: ({ until }: CampaignProgress) => dayTo(until, today) },
    { title: 'Qui reste', cell: whoIsLeft },
    { title: 'Ont fini', cell: ({ done }: CampaignProgress) => done, kind: 'number' },
    { title: 'Non connus', cell: ({ unknown }: CampaignProgress) => unknown, kind: 'number' },
  ] as const;

function whoIsLeft({ left, ...campaign }: CampaignProgress): Html {
  if (left.length === 0) return html`personne`;
  return html`<a href="${address('/portefeuille', new URLSearchParams({ campagne: campaignName(campaign) }))}">${counted(left.length, 'dossier', 'dossiers')}</a>`;
}

/** The campaigns that look at a dossier, and where it stands in each. */
export function dossierCampaigns({ campaigns }: Snapshot, today: string): Html {
  if (campaigns.length === 0) return empty;
  return section(
    { id: 'campagnes', title: 'Campagnes', count: String(campaigns.length) },
    html`<ul>${campaigns.slice(0, MOST_CAMPAIGNS).map(({ title, until, standing }) => html`<li><strong>${written(title)}</strong>, au plus tard le ${dayTo(until, today)} : ${standingTitles[standing]}</li>`)}</ul>`,
  );
}
