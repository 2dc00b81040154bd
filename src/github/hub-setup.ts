import { compileProcedure } from '../config/compile-procedure.ts';
import type { Procedure } from '../config/procedure.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { parseForm } from '../form/parse-form.ts';
import { type LocatedYaml, readYaml } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Repository } from './octokit.ts';
import { readFile } from './read-file.ts';

/** The procedure and the form that a hub works with. */
export interface HubSetup {
  readonly procedure: Procedure;
  readonly form: IssueForm;
}

/** A hub's configuration as read: what to work with, and what is wrong with what its maintainers wrote. */
export interface HubReading {
  /** Null when the files are wrong: the last good setup, or the default one, goes on. */
  readonly setup: HubSetup | null;
  readonly problems: readonly Problem[];
}

/** What the App ships: the lowest layer, and the form of hubs that have none. */
export interface Defaults extends HubSetup {
  readonly layer: LocatedYaml;
}

export const hubConfigPath = '.github/accostage.yml';

/** Reads a hub's own layers and form, over the defaults. Throws when GitHub fails; mistakes in files come back as problems. */
export async function readHub(hub: Repository, defaults: Defaults): Promise<HubReading> {
  const text = await readFile(hub, hubConfigPath);
  const own = text === null ? null : readYaml(text, hubConfigPath);
  if (own?.ok === false) return { setup: null, problems: own.problems };
  const base = own === null ? null : await readBase(hub, own.yaml);
  if (base?.ok === false) return { setup: null, problems: base.problems };
  const layers = [defaults.layer, ...(base === null ? [] : [base.yaml]), ...(own === null ? [] : [own.yaml])];
  const drafted = compileProcedure(layers, null);
  if (!drafted.ok) return { setup: null, problems: drafted.problems };
  const form = await readForm(hub, drafted.procedure.form, defaults);
  if (!form.ok) return { setup: null, problems: form.problems };
  const compiled = compileProcedure(layers, form.form);
  if (!compiled.ok) return { setup: null, problems: compiled.problems };
  return { setup: { procedure: compiled.procedure, form: form.form }, problems: [] };
}

/** The organisation's layer, named by `_extends` as `repo`, `owner/repo` or either followed by `:path` (as Probot reads it); null when none is named. */
async function readBase(hub: Repository, own: LocatedYaml): Promise<ReturnType<typeof readYaml> | null> {
  const named = typeof own.value === 'object' && own.value !== null && '_extends' in own.value ? own.value._extends : undefined;
  if (named === undefined) return null;
  const match = typeof named === 'string' ? /^(?:([\w.-]+)\/)?([\w.-]+)(?::([\w./-]+))?$/.exec(named) : null;
  const problem = (message: string, fix: string) =>
    ({ ok: false, problems: [{ file: own.file, ...own.locate(['_extends']), message, fix }] }) as const;
  if (match === null) return problem('_extends : dépôt illisible', 'écrivez .github, ou organisation/dépôt');
  const [, owner = hub.owner, repo = '', path = hubConfigPath] = match;
  const text = await readFile({ ...hub, owner, repo }, path);
  if (text === null)
    return problem(`_extends : ${owner}/${repo}:${path} est introuvable`, 'vérifiez le nom, et que l’application y est installée');
  return readYaml(text, `${owner}/${repo}:${path}`);
}

async function readForm(hub: Repository, name: string, defaults: Defaults): Promise<ReturnType<typeof parseForm>> {
  const path = `.github/ISSUE_TEMPLATE/${name}`;
  const text = await readFile(hub, path);
  return text === null ? { ok: true, form: defaults.form } : parseForm(text, path);
}
