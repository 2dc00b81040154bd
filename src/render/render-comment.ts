import type { CommentContent, WantedComment } from '../dossier/plan.ts';
import { renderCall } from './call.ts';
import { renderCampaign, renderCampaignRecall } from './campaign.ts';
import { renderPhase } from './checklist.ts';
import { renderClosing } from './closing.ts';
import { renderChecks } from './checks.ts';
import { fit, LONGEST_COMMENT } from './fit.ts';
import { renderFlowsPart } from './flows.ts';
import { renderFlowsAdded } from './flows-added.ts';
import type { Markdown } from '../words/markdown.ts';
import { withMarker } from './marker.ts';
import { renderMirrorFailed, renderMirrorPulls } from './mirror-notices.ts';
import { renderMoveRefused } from './move-refused.ts';
import {
  renderLabelContested,
  renderNobodyAnswers,
  renderPhaseEnteredAgain,
  renderPromisesNear,
  renderReminder,
  renderSecret,
  renderUndone,
  renderUnticked,
} from './notices.ts';
import { renderHint, renderReplies } from './replies.ts';

/** A comment of the App, ready for GitHub: marker first, within GitHub's limit. */
export function renderComment({ slot, content }: WantedComment): string {
  return withMarker(slot, fit(renderContent(content).markdown));
}

/** What a comment says, without its marker. */
export function renderContent(content: CommentContent): Markdown {
  switch (content.kind) {
    case 'checklist':
      return renderPhase(content.view);
    case 'phase-entered-again':
      return renderPhaseEnteredAgain(content);
    case 'move-refused':
      return renderMoveRefused(content);
    case 'replies':
      return renderReplies(content);
    case 'hint':
      return renderHint(content);
    case 'unticked':
      return renderUnticked(content);
    case 'reminder':
      return renderReminder(content);
    case 'promises-near':
      return renderPromisesNear(content);
    case 'nobody-answers':
      return renderNobodyAnswers(content);
    case 'call':
      return renderCall(content);
    case 'label-contested':
      return renderLabelContested(content);
    case 'undone':
      return renderUndone(content);
    case 'campaign':
      return renderCampaign(content);
    case 'campaign-recall':
      return renderCampaignRecall(content);
    case 'secret':
      return renderSecret(content);
    case 'closing':
      return renderClosing(content.view);
    case 'mirror-pulls':
      return renderMirrorPulls(content);
    case 'mirror-failed':
      return renderMirrorFailed(content);
    case 'checks':
      return renderChecks(content);
    case 'flows':
      return renderFlowsPart(content.view, LONGEST_COMMENT);
    case 'flows-added':
      return renderFlowsAdded(content);
    default:
      return content satisfies never;
  }
}
