import { type SlotText, slotText } from '../written/slot.ts';
import { clocksOf } from './dossier-clocks.ts';
import type { Draft } from './draft.ts';
import type { Phase } from '../../config/procedure.ts';
import type { Dossier } from '../dossier.ts';
import { type Facts, phaseOf, phaseRank } from '../facts.ts';
import { flowsComment, lateFlowsComment } from '../../flows/feature.ts';
import type { ChecklistView, ClosingView, WantedComment } from '../plan.ts';
import type { DossierState, PhaseEntry } from '../state.ts';
import { addressees } from '../team.ts';
import { showing } from './ticks.ts';

/** The comments of a dossier that is followed: its checklists kept true, the phase that was just entered announced, and what the draft answers. */
export function wantComments({ dossier, comments }: Draft, before: Dossier): readonly WantedComment[] {
  return [
    ...comments,
    ...secretWarning(dossier),
    ...nobodyAnswers(dossier),
    ...announcements(dossier, before),
    ...checklists(dossier),
    ...lateFlowsComment(dossier),
    ...flowsComment(dossier),
  ];
}

/** A secret pasted in the dossier is pointed out at once, once, and never repeated. */
function secretWarning(dossier: Dossier): readonly WantedComment[] {
  return dossier.secrets.length === 0 ? [] : [{ slot: 'secret', content: { kind: 'secret', to: addressees(dossier) } }];
}

/** The Service Team is told once that no account of the project can answer; the comment says so when one can again. */
function nobodyAnswers(dossier: Dossier): readonly WantedComment[] {
  const { members, referents } = dossier.team;
  if (!hasSlot(dossier, 'nobody-answers') && (members.length > 0 || dossier.phase.closes)) return [];
  const { serviceTeam } = dossier.procedure;
  return [{ slot: 'nobody-answers', content: { kind: 'nobody-answers', members, referents, serviceTeam } }];
}

/** One comment for the phase entered: its checklist where it is new (see `checklists`), the closing summary at the end, otherwise a short notice. */
function announcements(dossier: Dossier, before: Dossier): readonly WantedComment[] {
  const { state } = dossier;
  const entry = state.history.at(-1);
  if (entry === undefined) return [];
  const phase = phaseOf(dossier.procedure, entry.phase);
  if (phase.closes) return closingSummary(dossier);
  if (state.history.length === before.state.history.length || opensChecklist(dossier, phase) || isAnnounced(dossier, entry)) return [];
  const items = dossier.items(phase.id);
  const to = addressees(dossier);
  return [
    { slot: slotText({ kind: 'entry', entry: state.history.length }), content: { kind: 'phase-entered-again', phase, entry, to, items } },
  ];
}

/** The summary of a dossier that has reached its end; none before. */
function closingSummary(dossier: Dossier): readonly WantedComment[] {
  const entry = dossier.state.history.at(-1);
  const phase = dossier.phase;
  if (entry === undefined || !phase.closes) return [];
  return [{ slot: closingSlot(dossier.state, phase), content: { kind: 'closing', view: closing(dossier, entry) } }];
}

/** What a closed issue is still told: the summary, where somebody closed it before the App could write it, and flows that are added. */
export function wantClosedComments({ dossier, comments }: Draft): readonly WantedComment[] {
  const summary = closingSummary(dossier).filter(({ slot }) => !hasSlot(dossier, slot));
  return [...comments, ...summary, ...lateFlowsComment(dossier), ...flowsComment(dossier)];
}

/** True when the phase's checklist was written since the entry: a pass that was killed before it could remember announced it. */
function isAnnounced({ observation: { comments } }: Facts, { phase, at }: PhaseEntry): boolean {
  const checklist = comments.find(({ slot }) => slot === checklistSlot(phase));
  return checklist !== undefined && Date.parse(checklist.createdAt) >= Date.parse(at);
}

function checklistSlot(phase: string): SlotText {
  return slotText({ kind: 'checklist', phase });
}

/** A dossier that was reopened, moved back and embarked again gets a summary of its own. */
function closingSlot({ history }: DossierState, last: Phase): SlotText {
  return slotText({ kind: 'closing', time: history.filter(({ phase }) => phase === last.id).length });
}

function checklists(dossier: Dossier): readonly WantedComment[] {
  return dossier.procedure.phases.flatMap((phase): WantedComment[] => {
    const entry = dossier.state.history.findLast((past) => past.phase === phase.id);
    if (entry === undefined || !(opensChecklist(dossier, phase) || hasSlot(dossier, checklistSlot(phase.id)))) return [];
    const to = addressees(dossier);
    const current = phase.id === dossier.state.phase;
    const view: ChecklistView = { procedure: dossier.procedure, phase, entry, to, current, items: dossier.items(phase.id) };
    const slot = checklistSlot(phase.id);
    return [{ slot, content: { kind: 'checklist', view }, makesTrue: showing(dossier, { key: slot, phaseId: phase.id }) }];
  });
}

/** True when the phase is the current one and its checklist comment, which announces it, does not exist yet. */
function opensChecklist(dossier: Dossier, phase: Phase): boolean {
  const announced = phaseRank(dossier.procedure, phase.id) > 0 || phase.checklist.length > 0;
  return phase.id === dossier.state.phase && !phase.closes && announced && !hasSlot(dossier, checklistSlot(phase.id));
}

function closing(dossier: Dossier, entry: PhaseEntry): ClosingView {
  const { procedure, observation } = dossier;
  const stays = clocksOf(dossier)
    .stays.slice(0, -1)
    .map(({ phase, from, spent }) => ({
      phase: phaseOf(procedure, phase),
      from,
      spent,
      entry: dossier.state.history.find((past) => past.phase === phase && past.at === from) ?? null,
    }));
  const visited = procedure.phases.filter(({ id }) => dossier.state.history.some(({ phase }) => phase === id));
  return {
    procedure,
    to: addressees(dossier),
    openedAt: observation.issue.createdAt,
    end: entry,
    stays,
    items: visited.map((phase) => ({ phase, items: dossier.items(phase.id) })),
    waived: dossier.prerequisites.filter(({ status }) => status === 'waived'),
  };
}

function hasSlot({ observation: { comments } }: Facts, slot: SlotText): boolean {
  return comments.some((comment) => comment.slot === slot);
}
