import { assessItems, assessPrerequisites } from '../assess.ts';
import type { Draft } from './draft.ts';
import type { Phase } from '../../config/procedure.ts';
import { type Facts, phaseOf, phaseRank } from '../facts.ts';
import { flowsComment, lateFlowsComment } from '../flows/plan-flows-comments.ts';
import type { ChecklistView, ClosingView, WantedComment } from '../plan.ts';
import type { DossierState, PhaseEntry } from '../state.ts';
import { addressees, assessTeam } from '../team.ts';
import { showing } from './ticks.ts';

/** The comments of a dossier that is followed: its checklists kept true, the phase that was just entered announced, and what the draft answers. */
export function wantComments(facts: Facts, draft: Draft, before: DossierState): readonly WantedComment[] {
  return [
    ...draft.comments,
    ...secretWarning(facts, draft.state),
    ...nobodyAnswers(facts, draft.state),
    ...announcements(facts, draft, before),
    ...checklists(facts, draft.state),
    ...lateFlowsComment(facts, draft.state),
    ...flowsComment(facts, draft.state),
  ];
}

/** A secret pasted in the dossier is pointed out at once, once, and never repeated. */
function secretWarning(facts: Facts, state: DossierState): readonly WantedComment[] {
  return facts.secrets.length === 0 ? [] : [{ slot: 'secret', content: { kind: 'secret', to: addressees(facts, state) } }];
}

/** The Service Team is told once that no account of the project can answer; the comment says so when one can again. */
function nobodyAnswers(facts: Facts, state: DossierState): readonly WantedComment[] {
  const { members, referents } = assessTeam(facts, state);
  if (!hasSlot(facts, 'nobody-answers') && (members.length > 0 || phaseOf(facts.procedure, state.phase).closes)) return [];
  const { serviceTeam } = facts.procedure;
  return [{ slot: 'nobody-answers', content: { kind: 'nobody-answers', members, referents, serviceTeam } }];
}

/** One comment for the phase entered: its checklist where it is new (see `checklists`), the closing summary at the end, otherwise a short notice. */
function announcements(facts: Facts, { state }: Draft, before: DossierState): readonly WantedComment[] {
  const entry = state.history.at(-1);
  if (entry === undefined) return [];
  const phase = phaseOf(facts.procedure, entry.phase);
  if (phase.closes) return closingSummary(facts, state);
  if (state.history.length === before.history.length || opensChecklist(facts, state, phase) || isAnnounced(facts, entry)) return [];
  const items = assessItems(facts, state, phase.id);
  const to = addressees(facts, state);
  return [{ slot: `entry/${state.history.length}`, content: { kind: 'phase-entered-again', phase, entry, to, items } }];
}

/** The summary of a dossier that has reached its end; none before. */
function closingSummary(facts: Facts, state: DossierState): readonly WantedComment[] {
  const entry = state.history.at(-1);
  const phase = phaseOf(facts.procedure, state.phase);
  if (entry === undefined || !phase.closes) return [];
  return [{ slot: closingSlot(state, phase), content: { kind: 'closing', view: closing(facts, state, entry) } }];
}

/** What a closed issue is still told: the summary, where somebody closed it before the App could write it, and flows that are added. */
export function wantClosedComments(facts: Facts, draft: Draft): readonly WantedComment[] {
  const summary = closingSummary(facts, draft.state).filter(({ slot }) => !hasSlot(facts, slot));
  return [...draft.comments, ...summary, ...lateFlowsComment(facts, draft.state), ...flowsComment(facts, draft.state)];
}

/** True when the phase's checklist was written since the entry: a pass that was killed before it could remember announced it. */
function isAnnounced({ observation: { comments } }: Facts, { phase, at }: PhaseEntry): boolean {
  const checklist = comments.find(({ slot }) => slot === `checklist/${phase}`);
  return checklist !== undefined && Date.parse(checklist.createdAt) >= Date.parse(at);
}

/** A dossier that was reopened, moved back and embarked again gets a summary of its own. */
function closingSlot({ history }: DossierState, last: Phase): string {
  const times = history.filter(({ phase }) => phase === last.id).length;
  return times > 1 ? `closing/${times}` : 'closing';
}

function checklists(facts: Facts, state: DossierState): readonly WantedComment[] {
  return facts.procedure.phases.flatMap((phase): WantedComment[] => {
    const entry = state.history.findLast((past) => past.phase === phase.id);
    if (entry === undefined || !(opensChecklist(facts, state, phase) || hasSlot(facts, `checklist/${phase.id}`))) return [];
    const to = addressees(facts, state);
    const current = phase.id === state.phase;
    const view: ChecklistView = { procedure: facts.procedure, phase, entry, to, current, items: assessItems(facts, state, phase.id) };
    const slot = `checklist/${phase.id}`;
    return [{ slot, content: { kind: 'checklist', view }, makesTrue: showing(facts, state, { key: slot, phaseId: phase.id }) }];
  });
}

/** True when the phase is the current one and its checklist comment, which announces it, does not exist yet. */
function opensChecklist(facts: Facts, state: DossierState, phase: Phase): boolean {
  const announced = phaseRank(facts.procedure, phase.id) > 0 || phase.checklist.length > 0;
  return phase.id === state.phase && !phase.closes && announced && !hasSlot(facts, `checklist/${phase.id}`);
}

function closing(facts: Facts, state: DossierState, entry: PhaseEntry): ClosingView {
  const { procedure, observation } = facts;
  const stays = state.history.slice(0, -1).map((past, index) => ({
    phase: phaseOf(procedure, past.phase),
    from: past.at,
    milliseconds: Date.parse(state.history[index + 1]?.at ?? entry.at) - Date.parse(past.at),
    entry: past,
  }));
  const visited = procedure.phases.filter(({ id }) => state.history.some(({ phase }) => phase === id));
  return {
    procedure,
    to: addressees(facts, state),
    openedAt: observation.issue.createdAt,
    end: entry,
    stays,
    items: visited.map((phase) => ({ phase, items: assessItems(facts, state, phase.id) })),
    waived: assessPrerequisites(facts, state).filter(({ status }) => status === 'waived'),
  };
}

function hasSlot({ observation: { comments } }: Facts, slot: string): boolean {
  return comments.some((comment) => comment.slot === slot);
}
