import type { Failure, FailureStage } from '../config/failure.ts';
import type { Procedure } from '../config/procedure.ts';
import { details, join, link, list, type Markdown, md, trusted } from '../words/markdown.ts';

type Failures = Procedure['failures'];

/** The known failures of the stages that a dossier is at; the others folded. */
export function renderKnownFailures(failures: Failures, stages: readonly FailureStage[]): Markdown {
  const fitting = failures.filter(({ stage }) => stages.includes(stage));
  const others = failures.filter((failure) => !fitting.includes(failure));
  return join([
    fitting.length === 0 ? null : md`**Pannes connues à ce stade**`,
    failureList(fitting),
    details(`Autres pannes connues (${others.length})`, failureList(others)),
  ]);
}

/** Those of one stage, folded. */
export function foldedFailures(title: string, failures: Failures, wanted: FailureStage): Markdown | null {
  return details(title, failureList(failures.filter(({ stage }) => stage === wanted)));
}

function failureList(failures: Failures): Markdown {
  return list(failures.map(failureLine));
}

function failureLine({ symptom, cause, remedy, page }: Failure): Markdown {
  const said = md`${trusted(`${symptom} : ${cause} → ${remedy}.`)}`;
  return page === undefined ? said : md`${said} ${link('En savoir plus', page)}`;
}
