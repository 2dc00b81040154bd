import { compileProcedure } from '../config/compile-procedure.ts';
import { extendedRepository, readExtends } from '../config/read-extends.ts';
import { hubConfigPath, misplacedConfig } from '../config/misplaced-config.ts';
import { formFolder, type MissingForm, missingForm, namesForm } from '../config/missing-form.ts';
import { withoutQuotes } from '../config/outside-layer.ts';
import type { Procedure } from '../config/procedure.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { parseForm } from '../form/parse-form.ts';
import { type LocatedYaml, readYaml } from '../yaml/located-yaml.ts';
import type { HubRef } from '../dossier/key.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Installations } from './installations.ts';
import { listFolder } from './list-folder.ts';
import type { Repository } from './octokit.ts';
import { readFile } from './read-file.ts';
import { refusalOf } from './refusal.ts';

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

/** Opens a repository that holds a layer which several hubs share. */
export type Layers = Installations['repository'];

/** What the App ships: the lowest layer, and the form of hubs that have none. */
export interface Defaults extends HubSetup {
  readonly layer: LocatedYaml;
}

/** A layer of a hub as read: none, or one, or what keeps it from being read. */
type ReadLayer = { readonly yaml: LocatedYaml | null } | { readonly problems: readonly Problem[] };

/** Reads a hub's own layers and form, over the defaults. Throws when GitHub fails; mistakes in files come back as problems. */
export async function readHub(hub: Repository, defaults: Defaults, open: Layers): Promise<HubReading> {
  const own = await readOwn(hub);
  return 'problems' in own ? { setup: null, problems: own.problems } : readOver(own.yaml, { hub, open }, defaults);
}

/** The hub's own file. Where it is not there, what was meant to be it is a problem. */
async function readOwn(hub: Repository): Promise<ReadLayer> {
  const text = await readFile(hub, hubConfigPath);
  if (text !== null) return asLayer(readYaml(text, hubConfigPath));
  const problem = misplacedConfig(await listFolder(hub, '.github'));
  return problem === null ? { yaml: null } : { problems: [problem] };
}

function asLayer(read: ReturnType<typeof readYaml>): ReadLayer {
  return read.ok ? { yaml: read.yaml } : { problems: read.problems };
}

/** Where the layers come from. */
interface Sources {
  readonly hub: Repository;
  readonly open: Layers;
}

async function readOver(own: LocatedYaml | null, { hub, open }: Sources, defaults: Defaults): Promise<HubReading> {
  const known = own === null ? [defaults.layer] : [defaults.layer, own];
  const file = `${hub.owner}/${extendedRepository}:${hubConfigPath}`;
  const base = own === null ? { yaml: null } : await readBase(own, { hub, open }, file);
  const refused = (yaml: LocatedYaml | null, problems: readonly Problem[]) => ({
    setup: null,
    problems: withoutQuotes(problems, { file, yaml }, known),
  });
  if ('problems' in base) return refused(null, base.problems);
  const layers = [defaults.layer, base.yaml, own].filter((layer) => layer !== null);
  const drafted = compileProcedure(layers, null);
  if (!drafted.ok) return refused(base.yaml, drafted.problems);
  const { form: name } = drafted.procedure;
  const form = await readForm(hub, { name, own, outside: base.yaml !== null && namesForm(base.yaml) }, defaults);
  if (!form.ok) return refused(base.yaml, form.problems);
  const compiled = compileProcedure(own === null ? [...layers, writtenNowhere(name)] : layers, form.form);
  return compiled.ok ? { setup: { procedure: compiled.procedure, form: form.form }, problems: [] } : refused(base.yaml, compiled.problems);
}

/** The organisation's layer, where the hub asks for it. That it is absent and that the App may not read it are told in the same words. */
async function readBase(own: LocatedYaml, { hub, open }: Sources, file: string): Promise<ReadLayer> {
  const extended = readExtends(own, hub);
  if ('problem' in extended) return { problems: [extended.problem] };
  if (!extended.asked) return { yaml: null };
  const text = await readUnlessRefused({ owner: hub.owner, repo: extendedRepository }, open);
  if (text !== null) return asLayer(readYaml(text, file));
  const message = `_extends : ${file} n’existe pas, ou l’application ne peut pas le lire`;
  const fix = 'ajoutez ce fichier et installez-y l’application, ou retirez cette clé';
  return { problems: [{ file: own.file, ...own.locate(['_extends']), message, fix }] };
}

/** The text of another repository's file; null as well where GitHub refuses it to the App, for a refusal must tell no more than an absence. */
async function readUnlessRefused(where: HubRef, open: Layers): Promise<string | null> {
  try {
    const repository = await open(where, 'read-layer');
    return repository === null ? null : await readFile(repository, hubConfigPath);
  } catch (error) {
    const { kind } = refusalOf(error);
    if (kind !== 'forbidden' && kind !== 'not-granted') throw error;
    return null;
  }
}

async function readForm(hub: Repository, asked: Omit<MissingForm, 'files'>, defaults: Defaults): Promise<ReturnType<typeof parseForm>> {
  const path = `${formFolder}/${asked.name}`;
  const text = await readFile(hub, path);
  if (text !== null) return parseForm(text, path);
  const problem = missingForm({ ...asked, files: await listFolder(hub, formFolder) });
  return problem === null ? { ok: true, form: defaults.form } : { ok: false, problems: [problem] };
}

/** The layer of a hub that writes none: what its form does not fit is told in the form, the only file that the hub has. */
function writtenNowhere(form: string): LocatedYaml {
  return { file: `${formFolder}/${form}`, value: {}, locate: () => ({ line: 1, column: 1 }) };
}
