import { type Happened, happenings, happeningTitles } from '../portfolio/activity.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';
import type { Week } from '../portfolio/week.ts';
import { counted, formatDate } from '../words/dates.ts';
import { join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { campaignText, nameAndPhase, titleLink } from './dashboard.ts';
import { entryLine } from './timeline.ts';

/** More of each are counted. */
const MAX_LISTED = 10;

/** What happened in a week, for the Service Team, called once; `team` is null where the process names none. */
export function renderDigest(week: Week, team: string | null): Markdown {
  const { monday, changes, ours, deadlines, questions, waivers, campaigns } = week;
  return join([
    md`${trusted(team === null ? 'Bonjour' : `Bonjour @${team}`)}, voici la semaine du ${trusted(formatDate(monday))}.`,
    ...happenings.map((what) =>
      part(
        happeningTitles[what],
        changes.filter((happened) => happened.what === what),
        changeLine,
      ),
    ),
    part('Nous attendent depuis le plus longtemps', ours, nameAndPhase),
    part(
      'Questions sans réponse',
      questions,
      ({ snapshot, question }) => md`${titleLink(snapshot)} · depuis le ${trusted(formatDate(question.at))}`,
    ),
    part('Échéances des deux semaines qui viennent', deadlines, (snapshot) => md`${titleLink(snapshot)}${dateOf(snapshot)}`),
    part(
      'Dispenses qui finissent dans le mois',
      waivers,
      ({ snapshot, waiver }) => md`${titleLink(snapshot)} · ${trusted(formatDate(waiver.until))} · ${waiver.about}`,
    ),
    campaigns.length === 0 ? null : join([md`**Campagnes**`, list(campaigns.map(campaignText))]),
  ]);
}

/** What is told of an opening, or of a closing, is in its title. */
function changeLine({ what, snapshot, step }: Happened): Markdown {
  const plain = what === 'opened' || step.kind !== 'phase';
  return plain ? titleLink(snapshot) : md`${titleLink(snapshot)} · ${entryLine(step, step.phase)}`;
}

function dateOf({ deadline }: Snapshot): Markdown {
  if (deadline === null) return md``;
  const label = deadline.label === null ? md`` : md` (${deadline.label})`;
  return md` · ${trusted(formatDate(deadline.day))}${label}`;
}

function part<Item>(title: string, items: readonly Item[], line: (item: Item) => Markdown): Markdown | null {
  if (items.length === 0) return null;
  const left = items.length - MAX_LISTED;
  return join(
    [
      md`**${trusted(title)} (${items.length})**`,
      list(items.slice(0, MAX_LISTED).map(line)),
      left > 0 ? md`… et ${trusted(counted(left, 'autre', 'autres'))}.` : null,
    ],
    '\n\n',
  );
}
