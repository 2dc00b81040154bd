import type { NextAct } from '../dossier/plan.ts';
import { isLacking, isPromised } from '../dossier/prerequisite.ts';
import { counted } from '../words/dates.ts';
import { nobodyAnswersText } from './notices.ts';
import { type Markdown, md, mentions, trusted } from '../words/markdown.ts';

/** The one sentence that says who acts now, and what to do exactly. Null when nobody must. */
export function nextStep(view: NextAct): Markdown | null {
  const { mode, waitingFor, to, phase } = view;
  if (mode !== 'open') return null;
  if (waitingFor === null) return md`**Personne n’est attendu** : la phase « ${trusted(phase.title)} » est la dernière.`;
  return waitingFor === 'projet'
    ? md`**À vous de jouer, équipe projet** (${mentions(to)}) : ${projectStep(view)}`
    : md`**À la Service Team d’agir** : ${serviceTeamStep(view)}`;
}

function projectStep({ due, items }: NextAct): Markdown {
  const unmet = due.now.filter(isLacking).length;
  if (unmet > 0) {
    return md`complétez ${trusted(counted(unmet, 'réponse', 'réponses'))} dans votre demande : en haut de cette page, menu ${'…'} du premier message, puis ${'Edit'} (Modifier). Écrivez sous chaque titre, puis enregistrez.`;
  }
  const next = items.find(({ status, item }) => status.kind === 'open' && item.owner === 'projet');
  const promised = due.now.filter(isPromised);
  if (next === undefined && promised.length > 0)
    return md`écrivez dans votre demande ${trusted(promised.length > 1 ? 'les réponses annoncées' : 'la réponse annoncée')} ci-dessous, au plus tard à leur date : la phase suivante en a besoin.`;
  if (next === undefined) return md`faites avancer la phase, puis prévenez la Service Team par un commentaire.`;
  return md`passez à l’étape **${trusted(next.item.title)}**. ${trusted(next.item.help)} Une fois faite, écrivez ${`/fait ${next.item.id}`} dans un commentaire.`;
}

function serviceTeamStep({ team, rereads, items, next: { phase: nextPhase } }: NextAct): Markdown {
  if (team.members.length === 0) return md`nommez qui répond pour le projet, avec ${'/equipe @compte'}. ${nobodyAnswersText}`;
  if (rereads.length > 0)
    return md`relisez ${trusted(counted(rereads.length, 'réponse', 'réponses'))} (« À relire », ci-dessous), puis ${nextPhase === null ? md`acceptez-les par ${'/valider tous'}` : md`posez l’étiquette ${nextPhase.label.name}, ce qui les accepte, ou écrivez ${'/valider tous'}`}. ${'/a-preciser prérequis motif'} en renvoie une.`;
  const next = items.find(({ status }) => status.kind === 'open');
  if (next !== undefined)
    return next.item.evidence === undefined
      ? md`passez à l’étape **${trusted(next.item.title)}**. Une fois faite, cochez-la dans la liste de la phase.`
      : md`passez à l’étape **${trusted(next.item.title)}**. ${trusted(next.item.help)} La case se cochera toute seule.`;
  if (nextPhase === null) return md`tout est fait.`;
  return md`tout est prêt pour la suite. Posez l’étiquette ${nextPhase.label.name} : l’application vérifiera les conditions et préviendra l’équipe projet.`;
}
