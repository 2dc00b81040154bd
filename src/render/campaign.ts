import type { CampaignView } from '../dossier/campaigns.ts';
import type { CommentContent } from '../dossier/plan.ts';
import { formatDate } from '../words/dates.ts';
import { details, join, type Markdown, md, named, trusted } from '../words/markdown.ts';

type Of<Kind extends CommentContent['kind']> = Extract<CommentContent, { kind: Kind }>;

/** A campaign is told to a dossier that it concerns; once the dossier is through with it, the comment says so and folds. */
export function renderCampaign({ to, campaign, standing, because, over }: Of<'campaign'>): Markdown {
  const { title, text, until } = campaign;
  const heading = md`### ${trusted(title)}`;
  if (standing === 'done')
    return join([heading, md`✅ C’est fait : ce dossier n’est plus concerné.`, details('Ce qui était demandé', trusted(text))]);
  const day = trusted(formatDate(until));
  return join([
    heading,
    md`Bonjour${named(to)}, ${trusted(over ? 'cette campagne s’est terminée le' : 'ceci est à faire au plus tard le')} **${day}**.`,
    trusted(text),
    concerned(because),
    over
      ? md`Il reste à le faire ; ce commentaire dira quand c’est fait.`
      : md`Rien à écrire ici ensuite : l’application verra que c’est fait, et ce commentaire le dira.`,
  ]);
}

/** The same a week before its deadline. */
export function renderCampaignRecall({ to, campaign, because }: Of<'campaign-recall'>): Markdown {
  const { title, until } = campaign;
  return join([
    md`Bonjour${named(to)}, « ${trusted(title)} » est à faire au plus tard le **${trusted(formatDate(until))}**, et ce dossier est encore concerné.`,
    concerned(because),
  ]);
}

/** The line of a campaign in the status: while something is to be done, or may be in what is not told there. Nothing once it is done, or past what is only possible. */
export function campaignLines({ campaign: { title, until }, standing, because, over }: CampaignView): readonly Markdown[] {
  if (standing === 'done' || because.length === 0 || (standing === 'unknown' && over)) return [];
  const day = trusted(formatDate(until));
  const asked = over ? md`terminée le ${day}, reste à faire` : md`à faire au plus tard le ${day}`;
  return [md`**Campagne** « ${trusted(title)} » : ${asked} (${because})`];
}

function concerned(because: Of<'campaign'>['because']): Markdown | null {
  return because.length === 0 ? null : md`**Ce qui est concerné ici** : ${because}.`;
}
