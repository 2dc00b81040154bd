import type { NextAct, ServiceTeamView } from '../dossier/plan.ts';
import { isLacking, isPromised } from '../dossier/prerequisite.ts';
import type { ItemView } from '../dossier/item.ts';
import type { FlowStatus } from '../flows/flow-status.ts';
import { counted } from '../words/dates.ts';
import { nobodyAnswersText } from './notices.ts';
import { code, join, type Markdown, md, mentions, trusted } from '../words/markdown.ts';

/** The one sentence that says who acts now, and what to do exactly, whatever page or comment holds it: it points at no place of its own. Null when nobody must. */
export function nextStep(view: NextAct): Markdown | null {
  const { mode, waitingFor, to, phase } = view;
  if (mode !== 'open') return null;
  if (waitingFor === null) return md`**Personne n’est attendu** : la phase « ${trusted(phase.title)} » est la dernière.`;
  return waitingFor === 'projet'
    ? md`**À vous de jouer, équipe projet** (${mentions(to)}) : ${projectStep(view)}`
    : md`**À la Service Team d’agir** : ${serviceTeamStep(view)}`;
}

/** What tells what the other side can do meanwhile: how many questions wait for an answer, which flows are open. */
export interface MeanwhileView extends NextAct {
  readonly questions: readonly unknown[];
  readonly flows: { readonly declared: readonly { readonly status: FlowStatus }[] } | null;
}

/** What the other side can do meanwhile; null where there is nothing, or nobody is waited for. */
export function inParallel(view: MeanwhileView): Markdown | null {
  if (view.mode !== 'open' || view.waitingFor === null) return null;
  return view.waitingFor === 'projet' ? serviceTeamMeanwhile(view) : projectMeanwhile(view);
}

function projectStep({ due, items }: NextAct): Markdown {
  const unmet = due.now.filter(isLacking).length;
  if (unmet > 0) {
    return md`complétez ${trusted(counted(unmet, 'réponse', 'réponses'))} dans votre demande : en haut du ticket, menu ${'…'}, ${'Edit'} (Modifier), puis enregistrez.`;
  }
  const [next] = openItems({ items }, 'projet');
  const promised = due.now.filter(isPromised);
  if (next === undefined && promised.length > 0)
    return md`écrivez dans votre demande ${trusted(promised.length > 1 ? 'les réponses annoncées' : 'la réponse annoncée')}, au plus tard à leur date : la phase suivante en a besoin.`;
  if (next === undefined) return md`terminez ce que demande la phase, puis prévenez la Service Team par un commentaire.`;
  return md`passez à l’étape **${trusted(next.item.title)}**. ${trusted(next.item.help)} ${howItIsTicked(next)}`;
}

/** What the App sees by itself is told by somebody only where it cannot be seen. */
function howItIsTicked({ item }: ItemView): Markdown {
  const command = code(`/fait ${item.id}`);
  return item.evidence === undefined
    ? md`Une fois faite, écrivez ${command} dans un commentaire.`
    : md`La case se cochera toute seule ; sinon, écrivez ${command}.`;
}

/** What the Service Team must do, as the status and the comment that calls it say. */
export function serviceTeamStep({ team, rereads, items, next }: ServiceTeamView): Markdown {
  if (team.members.length === 0) return md`nommez qui répond pour le projet, avec ${'/equipe @compte'}. ${nobodyAnswersText}`;
  if (rereads.length > 0) return rereadStep({ rereads, items, next });
  const step = openItems({ items }, 'service-team')[0] ?? items.find(({ status }) => status.kind === 'open');
  if (step !== undefined)
    return step.item.evidence === undefined
      ? md`passez à l’étape **${trusted(step.item.title)}**. Une fois faite, cochez-la dans la liste de la phase.`
      : md`passez à l’étape **${trusted(step.item.title)}**. ${trusted(step.item.help)} La case se cochera toute seule.`;
  if (next.phase === null) return md`tout est fait.`;
  return md`tout est prêt pour la suite. Posez l’étiquette ${next.phase.label.name} : l’application vérifiera les conditions et préviendra l’équipe projet.`;
}

/** Moving on accepts what was read, and is proposed only where no step of the phase holds it back. */
function rereadStep({ rereads, items, next: { phase: nextPhase } }: Pick<ServiceTeamView, 'rereads' | 'items' | 'next'>): Markdown {
  const many = rereads.length > 1;
  const [own] = openItems({ items }, 'service-team');
  const accept =
    nextPhase === null || items.some(({ status }) => status.kind === 'open')
      ? md`${trusted(many ? 'acceptez-les' : 'acceptez-la')} par ${'/valider tous'}`
      : md`posez l’étiquette ${nextPhase.label.name}, ce qui ${trusted(many ? 'les accepte' : 'l’accepte')}, ou écrivez ${'/valider tous'}`;
  return join(
    [
      md`relisez ${trusted(counted(rereads.length, 'réponse', 'réponses'))} sous « À relire », puis ${accept}. ${'/a-preciser prérequis motif'} ${trusted(many ? 'en renvoie une' : 'la renvoie')}.`,
      own === undefined ? null : md`Ensuite, étape **${trusted(own.item.title)}**.`,
    ],
    ' ',
  );
}

/** What the project can do while the Service Team acts: answers that are needed next, its own steps. */
function projectMeanwhile(view: MeanwhileView): Markdown | null {
  const { team, due } = view;
  if (team.members.length === 0) return null;
  const unmet = due.now.filter(isLacking).length;
  const steps = openItems(view, 'projet').filter((step) => canBegin(step, view));
  const [step] = steps;
  const todo = [
    unmet === 0 ? null : md`complétez ${trusted(counted(unmet, 'réponse', 'réponses'))} dans votre demande`,
    step === undefined
      ? null
      : md`${stepsText(steps, step)}${step.item.evidence === undefined ? md`, puis ${`/fait ${step.item.id}`}` : md``}`,
  ];
  return meanwhile('équipe projet', todo);
}

/** A flow is tested once it is open. */
function canBegin({ item }: ItemView, { flows }: Pick<MeanwhileView, 'flows'>): boolean {
  return item.evidence !== 'flows-tested' || flows?.declared.some(({ status }) => status === 'ouvert') === true;
}

/** What the Service Team can do while the project acts: answers to read, its own steps, questions to answer. */
function serviceTeamMeanwhile({ rereads, items, questions }: MeanwhileView): Markdown | null {
  const steps = openItems({ items }, 'service-team');
  const [step] = steps;
  return meanwhile('Service Team', [
    questions.length === 0 ? null : trusted(questions.length > 1 ? `répondez aux ${questions.length} questions` : 'répondez à la question'),
    rereads.length === 0 ? null : md`relisez ${trusted(counted(rereads.length, 'réponse', 'réponses'))}`,
    step === undefined ? null : stepsText(steps, step),
  ]);
}

function meanwhile(who: string, todo: readonly (Markdown | null)[]): Markdown | null {
  const what = join(todo, ' ; ');
  return what.markdown === '' ? null : md`**En parallèle, ${trusted(who)}** : ${what}.`;
}

function stepsText({ length }: readonly ItemView[], first: ItemView): Markdown {
  const others = length - 1;
  return md`étape **${trusted(first.item.title)}**${trusted(others === 0 ? '' : `, et ${counted(others, 'autre', 'autres')}`)}`;
}

function openItems({ items }: Pick<NextAct, 'items'>, owner: ItemView['item']['owner']): readonly ItemView[] {
  return items.filter(({ status, item }) => status.kind === 'open' && item.owner === owner);
}
