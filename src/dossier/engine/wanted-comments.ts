import { type SlotText, slotText } from '../written/slot.ts';
import { clocksOf } from './dossier-clocks.ts';
import type { Draft } from './draft.ts';
import type { Phase } from '../../config/procedure.ts';
import type { Dossier } from '../dossier.ts';
import { type Facts, phaseOf } from '../facts.ts';
import { flowsComment, formerFlowsComment, lateFlowsComment } from '../../flows/feature.ts';
import { isByFile } from '../mirror/mirror-workflow.ts';
import { goneMirrors, mirrorComment } from '../mirror/plan-mirror-comments.ts';
import type { Comment } from '../observation.ts';
import type { ClosingView, PhasePart, WantedComment } from '../plan.ts';
import type { DossierState, PhaseEntry } from '../state.ts';
import { namedInPerson } from '../team-reach.ts';
import { addressees } from '../team.ts';
import { tellCampaigns } from './tell-campaigns.ts';
import { hostedParts, opensComment, phaseComments, phaseSlot } from './phase-comments.ts';

/** The comments of a dossier that is followed: its checklists kept true, the phase that was just entered announced, and what the draft answers. */
export function wantComments({ dossier, comments }: Draft, before: Dossier): readonly WantedComment[] {
  return [
    ...comments,
    ...secretWarning(dossier),
    ...nobodyAnswers(dossier),
    ...announcements(dossier, before),
    ...phaseComments(dossier),
    ...lateFlowsComment(dossier),
    ...ownComments(dossier),
    ...tellCampaigns(dossier),
  ];
}

/** What the rooms tell in comments of their own, where it is no part of a phase's. */
function ownComments(dossier: Dossier): readonly WantedComment[] {
  const hosted = hostedParts(dossier);
  return [...(holdsKind(hosted, 'mirror') ? [] : mirrorComment(dossier)), ...(holdsKind(hosted, 'flows') ? [] : flowsComment(dossier))];
}

/** The App's comments whose text stands in the comment of a phase that is written now (the daily limit may hold it back), or no longer holds. */
export function goneComments(dossier: Dossier, written: readonly WantedComment[]): readonly Comment[] {
  const hosted = written.flatMap(({ content }) => (content.kind === 'checklist' ? content.view.parts.map(({ slot }) => slot) : []));
  const { comments } = dossier.observation;
  return [...goneMirrors(dossier), ...comments.filter(({ slot }) => hosted.some((part) => part === slot))];
}

function holdsKind(parts: readonly PhasePart[], kind: PhasePart['kind']): boolean {
  return parts.some((part) => part.kind === kind);
}

/** A secret pasted in the dossier is pointed out at once, once, and never repeated. */
function secretWarning(dossier: Dossier): readonly WantedComment[] {
  return dossier.secrets.length === 0 ? [] : [{ slot: 'secret', content: { kind: 'secret', to: addressees(dossier) } }];
}

/** The Service Team is told once that no account of the project can answer; the comment says so when one can again. */
function nobodyAnswers(dossier: Dossier): readonly WantedComment[] {
  const { members } = dossier.team;
  if (!hasSlot(dossier, 'nobody-answers') && (members.length > 0 || dossier.phase.closes)) return [];
  const { serviceTeam } = dossier.procedure;
  return [{ slot: 'nobody-answers', content: { kind: 'nobody-answers', members, referents: namedInPerson(dossier), serviceTeam } }];
}

/** One comment for the phase entered: its own where it is new (`phase-comments.ts`), the closing summary at the end, otherwise a short notice. */
function announcements(dossier: Dossier, before: Dossier): readonly WantedComment[] {
  const { state } = dossier;
  const entry = state.history.at(-1);
  if (entry === undefined) return [];
  const phase = phaseOf(dossier.procedure, entry.phase);
  if (phase.closes) return closingSummary(dossier);
  if (state.history.length === before.state.history.length || opensComment(dossier, phase) || isAnnounced(dossier, entry)) return [];
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
  return [...comments, ...summary, ...lateFlowsComment(dossier), ...formerFlowsComment(dossier), ...tellCampaigns(dossier)];
}

/** True when the phase's comment was written since the entry: a pass that was killed before it could remember announced it. */
function isAnnounced({ observation: { comments } }: Facts, { phase, at }: PhaseEntry): boolean {
  const checklist = comments.find(({ slot }) => slot === phaseSlot(phase));
  return checklist !== undefined && Date.parse(checklist.createdAt) >= Date.parse(at);
}

/** A dossier that was reopened, moved back and embarked again gets a summary of its own. */
function closingSlot({ history }: DossierState, last: Phase): SlotText {
  return slotText({ kind: 'closing', time: history.filter(({ phase }) => phase === last.id).length });
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
    referents: dossier.team.referents,
    mirroredBy: dossier.platforms.wanted.filter(isByFile),
    asksForFlows: dossier.flowAnswers.length > 0,
  };
}

function hasSlot({ observation: { comments } }: Facts, slot: SlotText): boolean {
  return comments.some((comment) => comment.slot === slot);
}
