import { lookUp } from '../words/look-up.ts';
import type { Prerequisite } from '../config/procedure.ts';
import type { Answer } from '../form/answers.ts';
import type { Remark } from '../form/remarked-option.ts';
import { digest } from '../words/digest.ts';
import type { Dossier } from './dossier.ts';
import type { Facts } from './facts.ts';
import { answerTo } from '../form/answer-to.ts';
import type { DossierState, ValidatedAnswer } from './state.ts';

/** Longest excerpt of an answer that the state remembers, in characters. */
const EXCERPT = 1000;

/** The start of an answer, as it is shown beside what it was. */
export function answerExcerpt(facts: Facts, prerequisite: Prerequisite): string {
  return answerText(facts, prerequisite).slice(0, EXCERPT);
}

/** What stands for an answer in the state: equal for equal answers only. */
export function answerDigest(facts: Facts, prerequisite: Prerequisite): string {
  return digest(answerText(facts, prerequisite));
}

/** The answer as the state remembers it once somebody accepted it. */
export function acceptedAnswer(facts: Facts, { prerequisite, by }: { prerequisite: Prerequisite; by: string }): ValidatedAnswer {
  return { digest: answerDigest(facts, prerequisite), excerpt: answerExcerpt(facts, prerequisite), by };
}

/** True when the answer is there and stands as it was accepted. */
export function isAsAccepted(dossier: Dossier, prerequisite: Prerequisite): boolean {
  return dossier.state.validated[prerequisite.id]?.digest === answerDigest(dossier, prerequisite);
}

/** True when nothing is written, neither in the field nor in that of the explanations. */
export function isBlank(facts: Facts, prerequisite: Prerequisite): boolean {
  return answerText(facts, prerequisite) === '';
}

/** True when the answer stands as it did at an instant: the body was not edited since, or the status that was there then showed the same. */
export function stoodAt(dossier: Dossier, prerequisite: Prerequisite, at: string): boolean {
  const { observation, state } = dossier;
  const instant = Date.parse(at);
  const { lastEditedAt } = observation.issue;
  if (lastEditedAt === null || Date.parse(lastEditedAt) < instant) return true;
  // A status that was written since tells nothing of what somebody had before them.
  const wasThere = state.writtenAt !== null && Date.parse(state.writtenAt) <= instant;
  return wasThere && shownDigest(state, prerequisite) === answerDigest(dossier, prerequisite);
}

function shownDigest({ answersShown, lackingShown, validated }: DossierState, { id }: Prerequisite): string | undefined {
  return answersShown[id] ?? lackingShown[id] ?? validated[id]?.digest;
}

/** Digests of the answers that the status shows and that do not count as given, the empty ones too. */
export function shownLacking(dossier: Dossier): DossierState['lackingShown'] {
  const lacking = dossier.prerequisites.filter(({ status }) => status !== 'met' && status !== 'doubtful');
  return Object.fromEntries(lacking.map(({ prerequisite }) => [prerequisite.id, answerDigest(dossier, prerequisite)]));
}

/** Digests of the answers that the status shows as given, and that nobody accepted as they stand: what the next move forward accepts. */
export function shownAnswers(dossier: Dossier): DossierState['answersShown'] {
  const given = dossier.prerequisites.filter(({ status }) => status === 'met' || status === 'doubtful');
  return Object.fromEntries(
    given
      .map(({ prerequisite }) => [prerequisite.id, answerDigest(dossier, prerequisite)] as const)
      .filter(([id, shown]) => dossier.state.validated[id]?.digest !== shown),
  );
}

/** The dossier once somebody accepted what the last status showed. An answer that changed since is accepted as it was then, and stands to be read again. */
export function acceptShown(dossier: Dossier, by: string): Dossier {
  const { answersShown, validated, sentBack } = dossier.state;
  const accepted = dossier.procedure.prerequisites.flatMap((prerequisite) => {
    const shown = answersShown[prerequisite.id];
    if (shown === undefined) return [];
    const now = acceptedAnswer(dossier, { prerequisite, by });
    return [[prerequisite.id, now.digest === shown ? now : { digest: shown, excerpt: '', by }] as const];
  });
  const standing = Object.entries(sentBack).filter(([id]) => !(id in answersShown));
  return dossier.with({ validated: { ...validated, ...Object.fromEntries(accepted) }, sentBack: Object.fromEntries(standing) });
}

/** All that a prerequisite was judged on, as one text that spacing at line ends does not change. */
function answerText({ answers, remarks, parts }: Facts, { id, field, explanationField }: Prerequisite): string {
  const part = parts.get(id);
  const answer = part === undefined || part.told === 'none' ? answerTo(answers, field) : part.answer;
  const explained = explanationField === undefined ? '' : plainAnswer(answerTo(answers, explanationField));
  const added = unticked(answer, lookUp(remarks, field) ?? []);
  return [plainAnswer(answer), explained, added].filter((text, index) => index === 0 || text !== '').join('\n\n');
}

/** What was added to boxes that are not ticked: it is what explains them. */
function unticked(answer: Answer, remarks: readonly Remark[]): string {
  const boxes = answer !== null && typeof answer === 'object' && 'unchecked' in answer ? answer.unchecked : [];
  return remarks.flatMap(({ option, text }) => (boxes.includes(option) ? [`${option} : ${text}`] : [])).join('\n');
}

function plainAnswer(answer: Answer): string {
  if (answer === null) return '';
  if (typeof answer === 'string') return (/[ \t]\s/.test(answer) ? answer.replace(/[ \t]+$/gm, '') : answer).trim();
  if ('checked' in answer) {
    return [...answer.checked.map((box) => `[x] ${box}`), ...answer.unchecked.map((box) => `[ ] ${box}`)].toSorted().join('\n');
  }
  return answer.toSorted().join('\n');
}
