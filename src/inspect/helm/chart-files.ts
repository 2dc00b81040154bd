import { say } from '../../words/sentence.ts';
import { inside, parentFolder } from '../files/paths.ts';
import type { Opaque } from '../sight.ts';
import type { ChartPlan } from './chart-plan.ts';
import { writesOnlyData } from './written-kinds.ts';

/**
 * What templates, or the texts of values that they compute (`tpl`), read by `.Files` of the repository's files that Helm was not given: it finds none there, and writes an empty text in its place
 * ("Accessing Files Inside Templates", Helm documentation). One for each of them. Pure; never throws.
 */
export function missingFiles(
  plan: Pick<ChartPlan, 'chart' | 'files' | 'environments' | 'shared'>,
  paths: readonly string[],
): readonly Opaque[] {
  const given = new Set(plan.files.map(({ from }) => from));
  const left = paths.filter((path) => !given.has(path));
  return readers(plan).flatMap((reader): readonly Opaque[] =>
    reader.charts
      .flatMap((chart) => folderOf(plan, chart) ?? [])
      .flatMap((folder) => {
        const own = left.flatMap((path) => (path.startsWith(inside(folder)) ? path.slice(inside(folder).length) : []));
        return reader.uses.flatMap((use) =>
          own.filter((path) => isReadBy(path, use)).map((path) => unseen(reader, use, inside(folder) + path)),
        );
      })
      .slice(0, 1),
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

function readers({ files, environments, shared }: Pick<ChartPlan, 'files' | 'environments' | 'shared'>): readonly Reader[] {
  const ofFiles = files.flatMap(({ path, from, text }): readonly Reader[] => {
    const [, chart] = /^(.*?)templates\//.exec(path) ?? [];
    if (chart === undefined) return [];
    // What it defines reads the files of the chart that includes it: mostly those of the one that is installed.
    const charts = /\bdefine\b/.test(text) ? [...new Set([chart, ''])] : [chart];
    return [{ path: from, is: 'template', hides: writesOnlyData(text) ? 'data' : 'objects', uses: usesOf(text), charts }];
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
        uses: usesOf(text.replaceAll(/^[ \t]*#.*$/gm, '')),
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

const call = /\.Files\b(?:\.(?:Get|GetBytes|Glob|Lines)\s+(?:\(\s*printf\s+)?(?:"([^"\n]{0,500})"|`([^`\n]{0,500})`)?)?/g;

function usesOf(text: string): readonly Use[] {
  if (!text.includes('.Files')) return [];
  const uses = text.split('\n').flatMap((content, index) =>
    // Of a checksum, no rule asks anything.
    /sha\d+sum/.test(content)
      ? []
      : [...content.matchAll(call)].map(([, quoted, raw]) => {
          const pieces = (quoted ?? raw ?? '').split(/[*?[\]{}%]+/);
          const isWhole = pieces.length < 2;
          const start = (pieces[0] ?? '').replace(/^\.?\//, '');
          return { line: index + 1, start, end: isWhole ? start : (/\.\w+$/.exec(pieces.at(-1) ?? '')?.[0] ?? '') };
        }),
  );
  // A name that is computed is mostly one of those that a pattern gave.
  return uses.some(({ start }) => start !== '') ? uses.filter(({ start, end }) => start !== '' || end !== '') : uses;
}

/** What describes a chart, which no template reads. */
const aboutChart =
  /^(Chart\.lock|requirements\.(ya?ml|lock)|values\.schema\.json)$|^(templates|charts|crds)\/|(^|\/)(\.|(README|LICENSE|CHANGELOG|NOTICE|OWNERS|CONTRIBUTING)[^/]*$)|\.md$/i;

function isReadBy(path: string, { start, end }: Use): boolean {
  if (start === '' && aboutChart.test(path)) return false;
  return path.startsWith(start) && path.endsWith(end) && (start !== end || start === '' || path === start);
}
