import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { compileProcedure } from '../src/config/compile-procedure.ts';
import { setupOf } from '../src/config/hub-setup.ts';
import { shippedUnder } from '../src/config/presets.ts';
import type { Procedure } from '../src/config/procedure.ts';
import { readExtends } from '../src/config/read-extends.ts';
import { readDefaults } from '../src/defaults.ts';
import type { IssueForm } from '../src/form/issue-form.ts';
import { readYaml } from '../src/yaml/located-yaml.ts';
import { describeProblem } from '../src/yaml/problem.ts';

/** The team that is the Service Team of the sandbox, whatever the process names. */
const TEAM = 'dnum-mi/service-team';

/** Somebody's process for the sandbox: the text of the hub's `.github/accostage.yml`, and what it makes over the shipped process and form. */
export interface OwnProcess {
  readonly ok: true;
  readonly configuration: string;
  readonly process: { readonly procedure: Procedure; readonly form: IssueForm };
}

/** Reads a process file, whose Service Team becomes the sandbox's; or what is wrong with it, as `accostage validate` says it, one problem a line. Never throws. */
export function readOwnProcess(path: string): OwnProcess | { readonly ok: false; readonly told: string } {
  const written = textOf(path);
  if (written === null) return { ok: false, told: `${path} : fichier illisible` };
  const wrong = (problems: Parameters<typeof describeProblem>[0][]) =>
    ({ ok: false, told: problems.map(describeProblem).join('\n') }) as const;
  const layer = readYaml(written, path);
  if (!layer.ok) return wrong([...layer.problems]);
  const extended = readExtends(layer.yaml, null);
  if ('problem' in extended) return wrong([extended.problem]);
  const { presets, form } = readDefaults();
  const compiled = compileProcedure([shippedUnder([layer.yaml], presets), layer.yaml], form);
  if (!compiled.ok) return wrong([...compiled.problems]);
  return { ok: true, configuration: withTeam(written), process: setupOf(compiled.procedure, form) };
}

function withTeam(text: string): string {
  const document = parseDocument(text);
  document.setIn(['serviceTeam', 'team'], TEAM);
  return String(document);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
