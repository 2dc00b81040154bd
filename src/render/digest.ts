import type { Snapshot } from '../portfolio/snapshot.ts';
import type { Week } from '../portfolio/week.ts';
import { counted, formatDate } from '../words/dates.ts';
import { join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { campaignText, nameAndPhase, titleLink } from './dashboard.ts';

/** More of each are counted. */
const MAX_LISTED = 10;

/** What happened in a week, for the Service Team, called once; `team` is null where the process names none. */
export function renderDigest({ monday, opened, moved, ours, deadlines, campaigns }: Week, team: string | null): Markdown {
  return join([
    md`${trusted(team === null ? 'Bonjour' : `Bonjour @${team}`)}, voici la semaine du ${trusted(formatDate(monday))}.`,
    part('Ouverts', opened, titleLink),
    part('Ont changé de phase', moved, nameAndPhase),
    part('Nous attendent depuis le plus longtemps', ours, nameAndPhase),
    part('Échéances des deux semaines qui viennent', deadlines, (snapshot) => md`${titleLink(snapshot)}${dateOf(snapshot)}`),
    campaigns.length === 0 ? null : join([md`**Campagnes**`, list(campaigns.map(campaignText))]),
  ]);
}

function dateOf({ deadline }: Snapshot): Markdown {
  if (deadline === null) return md``;
  const label = deadline.label === null ? md`` : md` (${deadline.label})`;
  return md` · ${trusted(formatDate(deadline.day))}${label}`;
}

function part(title: string, snapshots: readonly Snapshot[], line: (snapshot: Snapshot) => Markdown): Markdown | null {
  if (snapshots.length === 0) return null;
  const left = snapshots.length - MAX_LISTED;
  return join(
    [
      md`**${trusted(title)} (${snapshots.length})**`,
      list(snapshots.slice(0, MAX_LISTED).map(line)),
      left > 0 ? md`… et ${trusted(counted(left, 'autre', 'autres'))}.` : null,
    ],
    '\n\n',
  );
}
