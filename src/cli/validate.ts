import { compileProcedure } from '../config/compile-procedure.ts';
import { hubConfigPath, misplacedConfig } from '../config/misplaced-config.ts';
import { type FormText, markingForms, type MarkableForms } from '../config/marking-forms.ts';
import { formFolder, missingForm } from '../config/missing-form.ts';
import { readExtends } from '../config/read-extends.ts';
import { shippedUnder } from '../config/presets.ts';
import type { Procedure } from '../config/procedure.ts';
import { addressesOf, type WrittenLink, writtenLinks } from '../config/written-links.ts';
import { readDefaults, readLayer, shippedForm, shippedPax, shippedProcess } from '../defaults.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { parseForm } from '../form/parse-form.ts';
import { type LocatedYaml, readYaml } from '../yaml/located-yaml.ts';
import { describeProblem, type Problem } from '../yaml/problem.ts';
import { type Run, type Terminal, UsageError } from './command.ts';
import { readInput, readOptions, unreadableDirectory } from './read-options.ts';
import { tryLinks } from './try-links.ts';

/** `accostage validate`: checks the process and the forms of a directory (a hub's checkout, say), or those that are shipped; `--links` tries what they give to read. */
export const validate: Run = async (args, terminal) => {
  const { flags, rest } = readOptions(args, [], ['links']);
  if (rest.length > 1) throw new UsageError('un seul répertoire attendu');
  const { files, problems, remarks, links } = rest[0] === undefined ? checkShipped() : checkDirectory(rest[0], terminal);
  for (const problem of problems) terminal.out(`${describeProblem(problem)}\n`);
  for (const remark of remarks) terminal.err(`Remarque : ${describeProblem(remark)}\n`);
  if (problems.length > 0) {
    if (flags.has('links')) terminal.err('Les liens n’ont pas été essayés : corrigez d’abord ces erreurs.\n');
    return 1;
  }
  terminal.err(`${files} ${files > 1 ? 'fichiers vérifiés' : 'fichier vérifié'}, aucune erreur.\n`);
  return !flags.has('links') || (await tryLinks(links, terminal)) ? 0 : 1;
};

/** Files that were checked, what is wrong with them, and what they give to read. */
interface Checked {
  readonly files: number;
  readonly problems: readonly Problem[];
  /** What is told and refuses nothing. */
  readonly remarks: readonly Problem[];
  readonly links: readonly WrittenLink[];
}

function checkShipped(): Checked {
  try {
    const { presets, form } = readDefaults();
    const compiled = Object.values(presets).map((preset) => compileProcedure([preset], form));
    const problems = compiled.flatMap((each) => (each.ok ? [] : each.problems));
    const written = [shippedProcess, shippedPax, shippedForm].map(readLayer);
    return { files: 3, problems, remarks: [], links: written.flatMap(writtenLinks) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const file = [shippedProcess, shippedPax, shippedForm].join(', ');
    return { files: 3, problems: [{ file, line: 1, column: 1, message, fix: 'réinstallez accostage' }], remarks: [], links: [] };
  }
}

function checkDirectory(directory: string, terminal: Terminal): Checked {
  const kinds = readFiles(directory, terminal).map((file) => ({ ...file, kind: kindOf(file) }));
  const forms = kinds.filter(({ kind }) => kind === 'form').map((file) => ({ ...file, parsed: parseForm(file.text, file.path) }));
  const processes = kinds.filter(({ kind }) => kind === 'process');
  if (forms.length + processes.length === 0) throw new UsageError(`aucun processus ni formulaire sous ${directory}`);
  const good = new Map(forms.flatMap(({ path, parsed }) => (parsed.ok ? [[path.split('/').at(-1) ?? path, parsed.form] as const] : [])));
  const checked = processes.map((file) => checkProcess(file, { good, paths: forms.map((form) => form.path) }));
  const templates = [...forms, ...kinds.filter(({ kind }) => kind === 'template')];
  return {
    files: forms.length + processes.length,
    problems: [
      ...forms.flatMap(({ parsed }) => (parsed.ok ? [] : parsed.problems)),
      ...checked.flatMap(({ problems }) => problems),
      ...hubsWith(templates, checked).flatMap(markingForms),
    ],
    remarks: forms.flatMap(({ parsed }) => (parsed.ok ? parsed.remarks : [])),
    links: [...checked.flatMap(({ links }) => links), ...forms.flatMap(linksOfForm)],
  };
}

/** The hubs of a directory that have forms, each with the process that reads them: the shipped one where it writes none, none where its own has mistakes. */
function hubsWith(templates: readonly FormText[], checked: readonly CheckedProcess[]): readonly MarkableForms[] {
  const byHub = Map.groupBy(templates, ({ path }) => hubOf(path, formFolder));
  return [...byHub].flatMap(([hub, texts]) => {
    const own = checked.find((process) => process.hub === hub);
    const procedure = own === undefined ? readDefaults().procedure : own.procedure;
    return hub === null || procedure === null ? [] : [{ texts, procedure }];
  });
}

/** The directory of the hub that has a file in this folder of its own; null for a file elsewhere. */
function hubOf(path: string, folder: string): string | null {
  const at = path.lastIndexOf('/');
  const within = path.slice(0, Math.max(at, 0));
  return within === folder || within.endsWith(`/${folder}`) ? within.slice(0, within.length - folder.length) : null;
}

function linksOfForm({ path, text }: YamlFile): readonly WrittenLink[] {
  const read = readYaml(text, path);
  return read.ok ? writtenLinks(read.yaml) : [];
}

interface YamlFile {
  readonly path: string;
  readonly text: string;
}

/** The YAML files of a directory and its Markdown templates of issues, or the one that comes by standard input. */
function readFiles(directory: string, terminal: Terminal): readonly YamlFile[] {
  const paths = directory === '-' ? ['-'] : listFiles(directory, terminal);
  return paths.map((path) => ({ path, text: readInput(path, terminal) }));
}

function listFiles(directory: string, terminal: Terminal): readonly string[] {
  try {
    return terminal
      .listFiles(directory)
      .filter((path) => isTemplate(path) || (/\.ya?ml$/.test(path) && !/(^|\/)config\.ya?ml$/.test(path)));
  } catch {
    throw unreadableDirectory(directory, { command: 'validate', terminal });
  }
}

function isTemplate(path: string): boolean {
  return path.endsWith('.md') && hubOf(path, formFolder) !== null;
}

/** Forms stand in an `ISSUE_TEMPLATE` folder or have a `body`; processes have the name of one or one of its keys; standard input is one or the other. */
function kindOf({ path, text }: YamlFile): 'form' | 'template' | 'process' | 'other' {
  if (isTemplate(path)) return 'template';
  if (path.includes('ISSUE_TEMPLATE/') || /^body:/m.test(text)) return 'form';
  if (path === '-') return 'process';
  return /(^|\/)(accostage|accompagnement)\.ya?ml$/.test(path) || /^(phases|prerequisites|serviceTeam):/m.test(text) ? 'process' : 'other';
}

/** A process that was checked. */
interface CheckedProcess extends Omit<Checked, 'files' | 'remarks'> {
  /** Directory of the hub whose own it is; null where it is none's. */
  readonly hub: string | null;
  /** Null where it has mistakes. */
  readonly procedure: Procedure | null;
}

interface HubForms {
  /** Those that could be read, by name. */
  readonly good: ReadonlyMap<string, IssueForm>;
  readonly paths: readonly string[];
}

/** A process is compiled over the shipped one, with the form that it names where the directory holds it; a hub's own file by the rules of a hub. */
function checkProcess({ path, text }: YamlFile, forms: HubForms): CheckedProcess {
  const root = /^(|.*\/)\.github\/accostage\.ya?ml$/i.exec(path)?.[1];
  const hub = root ?? null;
  const wrong = (problems: readonly Problem[]): CheckedProcess => ({ hub, procedure: null, problems, links: [] });
  const misplaced = root === undefined ? null : misplacedConfig([path.slice(`${root}.github/`.length)]);
  if (misplaced !== null && !path.endsWith(hubConfigPath)) return wrong([{ ...misplaced, file: path }]);
  const layer = readYaml(text, path);
  if (!layer.ok) return wrong(layer.problems);
  const extended = readExtends(layer.yaml, null);
  if ('problem' in extended) return wrong([extended.problem]);
  const defaults = readDefaults();
  const layers = [shippedUnder([layer.yaml], defaults.presets), layer.yaml];
  const drafted = compileProcedure(layers, null);
  if (!drafted.ok) return wrong(drafted.problems);
  const { form: name } = drafted.procedure;
  const files = forms.paths.filter((form) => form.startsWith(`${root}${formFolder}/`)).map((form) => form.split('/').at(-1) ?? form);
  const missing = root === undefined || files.includes(name) ? null : missingForm({ name, files, own: layer.yaml, outside: false });
  if (missing !== null) return wrong([missing]);
  const compiled = compileProcedure(layers, forms.good.get(name) ?? defaults.form);
  if (!compiled.ok) return wrong(compiled.problems);
  const { procedure } = compiled;
  return { hub, procedure, problems: [], links: linksOfProcess(procedure, layer.yaml) };
}

/** What the compiled process gives to read, where a file wrote it: its own layer, or a shipped one. What the layer replaced is given to nobody. */
function linksOfProcess(procedure: Procedure, own: LocatedYaml): readonly WrittenLink[] {
  const written = [own, readLayer(shippedProcess), readLayer(shippedPax)].flatMap(writtenLinks);
  const given = new Set(addressesOf(procedure));
  return written.filter(({ url }) => given.has(url));
}
