import { formatDate } from '../words/dates.ts';
import { say, type Sentence } from '../words/sentence.ts';
import { answerDigest, answerExcerpt, isAsAccepted, isBlank } from './answer-memory.ts';
import type { Dossier } from './dossier.ts';
import { writtenOn } from './facts.ts';
import type { Reread } from './plan.ts';
import { evaluatePrerequisites } from './prerequisites/evaluate-prerequisites.ts';
import { isLacking, type PrerequisiteResult } from './prerequisite.ts';
import type { SentBack } from './state.ts';

/**
 * Each prerequisite of the procedure with its status: a waiver first, then the word of the Service Team, which sends an answer back or accepts it as long as it
 * does not change, then what its kind says.
 */
export function assessPrerequisites(dossier: Dossier): readonly PrerequisiteResult[] {
  const { procedure, answers, remarks, flowAnswers, today, observation, state } = dossier;
  const standing = procedure.prerequisites.flatMap((prerequisite) => {
    const sent = state.sentBack[prerequisite.id];
    return sent !== undefined && sent.digest === answerDigest(dossier, prerequisite)
      ? [[prerequisite.id, sentBackText(sent)] as const]
      : [];
  });
  const sentBack = Object.fromEntries(standing);
  const evaluation = {
    procedure,
    form: observation.form,
    answers,
    remarks,
    flowAnswers,
    today,
    written: writtenOn(observation),
    waivers: state.waivers,
    sentBack,
  };
  const results = evaluatePrerequisites(evaluation, dossier.parts);
  return results.map((result) => {
    const { prerequisite } = result;
    const by = result.prerequisite.id in sentBack ? undefined : acceptedBy(dossier, result);
    return by === undefined
      ? result
      : { prerequisite, status: 'met', note: by === null ? 'accepté par la Service Team' : `accepté par ${by}` };
  });
}

/** Answers to be read by the Service Team: those that nobody could judge, and those that changed since they were accepted or sent back. */
export function assessRereads(dossier: Dossier): readonly Reread[] {
  return dossier.prerequisites.flatMap((result): Reread[] => {
    if (result.status !== 'met' && result.status !== 'doubtful') return [];
    const { prerequisite } = result;
    const sent = dossier.state.sentBack[prerequisite.id];
    const doubts = [...(result.status === 'doubtful' ? result.doubts : []), ...(sent === undefined ? [] : [correctedText(sent)])];
    const change = changeOf(dossier, result);
    return doubts.length === 0 && change === null ? [] : [{ prerequisite, doubts, change }];
  });
}

/** Who accepted, as it stands, an answer that the kind does not take as it is; null where the state of before did not say. */
function acceptedBy(dossier: Dossier, result: PrerequisiteResult): string | null | undefined {
  if (result.status !== 'doubtful' && !isLacking(result)) return undefined;
  const { prerequisite } = result;
  const accepted = dossier.state.validated[prerequisite.id];
  if (accepted === undefined || isBlank(dossier, prerequisite) || !isAsAccepted(dossier, prerequisite)) return undefined;
  // Before 0.3.0 a forced move took all answers, those that lacked too.
  return isLacking(result) && accepted.by === null ? undefined : accepted.by;
}

function changeOf(dossier: Dossier, { prerequisite }: PrerequisiteResult): Reread['change'] {
  const accepted = dossier.state.validated[prerequisite.id];
  if (accepted === undefined || isAsAccepted(dossier, prerequisite)) return null;
  return { before: accepted.excerpt, after: answerExcerpt(dossier, prerequisite) };
}

function sentBackText({ by, at, reason }: SentBack): Sentence {
  return say`renvoyé par ${by} le ${[formatDate(at)]} : ${reason}`;
}

function correctedText({ by, reason }: SentBack): Sentence {
  return say`corrigée depuis que ${by} l’a renvoyée (${reason})`;
}
