import { say } from '../../words/sentence.ts';
import { inside, parentFolder } from '../files/paths.ts';
import type { Opaque } from '../sight.ts';
import { at, isAbsent, type Node, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import type { ChartPlan } from './chart-plan.ts';
import { writesOnlyData } from './written-kinds.ts';

type ReadPlan = Pick<ChartPlan, 'chart' | 'files' | 'environments' | 'shared'>;

/**
 * What templates, or the texts of values that they compute (`tpl`), read by `.Files` of the repository's files that Helm was not given: it finds none there, and writes an empty text in its place
 * ("Accessing Files Inside Templates", Helm documentation). One for each of them. Pure; never throws.
 */
export function missingFiles(plan: ReadPlan, paths: readonly string[]): readonly Opaque[] {
  return leftFiles(plan, paths).flatMap((left) => left.slice(0, 1).map(({ reader, use, path }) => unseen(reader, use, path)));
}

/** The files, of those that Helm is not given yet, that templates read by `.Files`, or may read where they compute the names. Pure; never throws. */
export function filesToGive(plan: ReadPlan, paths: readonly string[]): readonly string[] {
  return [...new Set(leftFiles(plan, paths).flatMap((left) => left.map(({ path }) => path)))];
}

/** What each reader reads, in each chart for which it does, of the files that Helm was not given. */
function leftFiles(plan: ReadPlan, paths: readonly string[]): readonly (readonly { reader: Reader; use: Use; path: string }[])[] {
  const given = new Set(plan.files.map(({ from }) => from));
  const left = paths.filter((path) => !given.has(path));
  return readers(plan).map((reader) =>
    reader.charts
      .flatMap((chart) => folderOf(plan, chart) ?? [])
      .flatMap((folder) => {
        const own = left.flatMap((path) => (path.startsWith(inside(folder)) ? path.slice(inside(folder).length) : []));
        return reader.uses.flatMap((use) =>
          own.filter((path) => isReadBy(path, use)).map((path) => ({ reader, use, path: inside(folder) + path })),
        );
      }),
  );
}

/** What reads files of the charts of a copy, each by its place in it. */
interface Reader {
  readonly path: string;
  readonly is: 'template' | 'values';
  readonly hides: Opaque['hides'];
  readonly uses: readonly Use[];
  readonly charts: readonly string[];
}

function readers({ files, environments, shared }: ReadPlan): readonly Reader[] {
  if (![...files, ...environments, ...shared].some(({ text }) => text.includes('.Files'))) return [];
  const roots = [...files.filter(({ path }) => /^values\.ya?ml$/.test(path)), ...shared, ...environments.flatMap(textsOf)].flatMap((file) =>
    readDocuments(file).documents.slice(0, 1),
  );
  const ofFiles = files.flatMap(({ path, from, text }): readonly Reader[] => {
    const [, chart] = /^(.*?)templates\//.exec(path) ?? [];
    if (chart === undefined) return [];
    // What it defines reads the files of the chart that includes it: mostly those of the one that is installed.
    const charts = /\bdefine\b/.test(text) ? [...new Set([chart, ''])] : [chart];
    // Those of a chart that another holds are given their own part of the values, under a name that may change.
    const uses = usesOf(text, (keys) => (chart === '' ? namesGiven(roots, keys) : null));
    return [{ path: from, is: 'template', hides: writesOnlyData(text) ? 'data' : 'objects', uses, charts }];
  });
  const own = files.flatMap(({ path, from, text }) => {
    const [, chart] = /^(.*?)values\.ya?ml$/.exec(path) ?? [];
    return chart === undefined || /(^|\/)templates\//.test(path) ? [] : [{ path: from, text, charts: [...new Set([chart, ''])] }];
  });
  const given = [...environments, ...shared].map(({ path, text }) => ({ path, text, charts: [''] }));
  const known = new Set(own.map(({ path }) => path));
  const values = [...own, ...given.filter(({ path }) => !known.has(path))];
  const isComputed = values.some(({ text }) => text.includes('.Files')) && files.some(({ text }) => /\btpl\b/.test(text));
  const ofValues = isComputed
    ? values.map(({ path, text, charts }): Reader => ({
        path,
        is: 'values',
        hides: 'objects',
        uses: usesOf(text.replaceAll(/^[ \t]*#.*$/gm, ''), () => null),
        charts,
      }))
    : [];
  return [...ofFiles, ...ofValues].filter(({ uses }) => uses.length > 0);
}

function unseen({ path, is, hides }: Reader, { line }: Use, file: string): Opaque {
  const because =
    is === 'template'
      ? say`ce gabarit emploie ${file}, qui n’a pas été donné à Helm : ce qu’il en fait reste à vérifier`
      : say`cette valeur emploie ${file}, qui n’a pas été donné à Helm : ce qu’un gabarit en fait reste à vérifier`;
  return { place: { path, line }, because, hides };
}

/** The folder of the repository that a chart of the copy comes from. */
function folderOf({ chart, files }: Pick<ChartPlan, 'chart' | 'files'>, where: string): string | null {
  if (where === '') return parentFolder(chart);
  const found = files.find(({ path }) => path === `${where}Chart.yaml` || path === `${where}Chart.yml`);
  return found === undefined ? null : parentFolder(found.from);
}

/** What a template reads: files whose paths begin and end so; all, where it computes their names. */
interface Use {
  readonly line: number;
  readonly start: string;
  readonly end: string;
}

const method = String.raw`\.Files\.(?:Get|GetBytes|Glob|Lines)\b`;
const quoted = '"[^"\\n]{0,500}"|`[^`\\n]{0,500}`';
/** A name, or what it is made of, is given after the method, or before it and a bar. */
const call = new RegExp(
  String.raw`(?:(?:printf|\{\{-?|\()\s*(${quoted})[^|{}\n]{0,150}\|\s*[\w$.]{0,100}?${method})|(?:${method}\s+(?:\(\s*printf\s+)?(${quoted}|\$?\.Values(?:\.\w+)+))|\.Files\b`,
  'g',
);

/** The names that the values give by a path; null where they tell none for sure. */
type Given = (keys: readonly string[]) => readonly string[] | null;

function usesOf(text: string, given: Given): readonly Use[] {
  if (!text.includes('.Files')) return [];
  const calls = text.split('\n').flatMap((content, index) =>
    // Of a checksum, no rule asks anything.
    /sha\d+sum/.test(content)
      ? []
      : [...content.matchAll(call)].map((match) => {
          const [all, piped, named = piped ?? ''] = match;
          const names = named.includes('.Values') ? given(named.split('.').slice(2)) : named === '' ? null : [named.slice(1, -1)];
          const isOfRange = /^\.Files\.\w+\s+\$\w+\s*[)}|]/.test(content.slice(match.index));
          return { line: index + 1, names, isOfRange, isPattern: all.startsWith('.Files.Glob') };
        }),
  );
  // A name that is computed is mostly one of those that a pattern gave; where values give none, only what goes through them is.
  const isTold = calls.some(({ names }) => names !== null && names.length > 0);
  const isEmpty = calls.some(({ names, isPattern }) => isPattern && names !== null);
  const uses = calls.flatMap(({ line, names, isOfRange }) =>
    (names ?? (isTold || (isOfRange && isEmpty) ? [] : [''])).map((name): Use => ({ line, ...endsOf(name) })),
  );
  const distinct = [...Map.groupBy(uses, ({ start, end }) => `${start}\0${end}`).values()].flatMap((same) => same.slice(0, 1));
  return distinct.some(({ start }) => start !== '') ? distinct.filter(({ start, end }) => start !== '' || end !== '') : distinct;
}

/** How the paths begin and end that a name, a pattern or a format of `printf` stands for. */
function endsOf(name: string): Pick<Use, 'start' | 'end'> {
  const pieces = name.split(/%[a-z]|[*?[\]{}]+/);
  const start = (pieces[0] ?? '').replace(/^\.?\//, '');
  return { start, end: pieces.length < 2 ? start : (pieces.at(-1) ?? '') };
}

/** What values give by a path, those of each environment; null where one is no text, or is computed itself. */
function namesGiven(roots: readonly Node[], keys: readonly string[]): readonly string[] | null {
  const found = roots.flatMap((root) => at(root, ...keys) ?? []);
  const names = found.filter((node) => !isAbsent(node)).map(textOf);
  return names.every((name) => name !== null && !name.includes('{{'))
    ? names.flatMap((name) => (name === null || name === '' ? [] : [name]))
    : null;
}

/** All that is given to Helm for an environment. */
function textsOf({ before = [], path, text }: ChartPlan['environments'][number]) {
  return [...before, { path, text }];
}

/** What describes a chart, which no template reads. */
const aboutChart =
  /^(Chart\.lock|requirements\.(ya?ml|lock)|values\.schema\.json)$|^(templates|charts|crds)\/|(^|\/)(\.|(README|LICENSE|CHANGELOG|NOTICE|OWNERS|CONTRIBUTING)[^/]*$)|\.md$/i;

function isReadBy(path: string, { start, end }: Use): boolean {
  if (start === '' && aboutChart.test(path)) return false;
  return path.startsWith(start) && path.endsWith(end) && (start !== end || start === '' || path === start);
}
