import { parseAnswers } from '../form/parse-answers.ts';
import { parseForm } from '../form/parse-form.ts';
import { describeProblem } from '../yaml/problem.ts';
import type { Run } from './command.ts';
import { printableJson } from './printable.ts';
import { readInput, readOptions, refuseRest, requireOption } from './read-options.ts';

/** `accostage parse`: the answers that an issue's body gives to a form, as JSON. */
export const parse: Run = (args, terminal) => {
  const { options, rest } = readOptions(args, ['form', 'issue']);
  refuseRest(rest);
  const path = requireOption(options, 'form');
  const form = parseForm(readInput(path, terminal), path);
  if (!form.ok) {
    for (const problem of form.problems) terminal.err(`${describeProblem(problem)}\n`);
    return 1;
  }
  const { answers, remarks, unplaced } = parseAnswers(form.form, readInput(requireOption(options, 'issue'), terminal));
  terminal.out(printableJson({ answers, ...(remarks === undefined ? {} : { remarks }), unplaced }));
  return 0;
};
