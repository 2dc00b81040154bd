import { say } from '../../words/sentence.ts';
import { inside, parentFolder } from '../files/paths.ts';
import type { Opaque } from '../sight.ts';
import type { ChartPlan, CopiedFile } from './chart-plan.ts';
import { writesOnlyData } from './written-kinds.ts';

/**
 * What templates read by `.Files` of the repository's files that Helm was not given: it finds none there, and writes an empty text in its place ("Accessing Files Inside Templates", Helm
 * documentation). One for each template. Pure; never throws.
 */
export function missingFiles(plan: Pick<ChartPlan, 'chart' | 'files'>, paths: readonly string[]): readonly Opaque[] {
  const given = new Set(plan.files.map(({ from }) => from));
  const left = paths.filter((path) => !given.has(path));
  return plan.files.flatMap((template): Opaque[] => {
    const [, chart] = /^(.*?)templates\//.exec(template.path) ?? [];
    const uses = chart === undefined ? [] : usesOf(template.text);
    const folder = uses.length === 0 ? null : folderOf(plan, chart ?? '');
    if (folder === null) return [];
    const own = left.flatMap((path) => (path.startsWith(inside(folder)) ? path.slice(inside(folder).length) : []));
    return uses
      .flatMap((use) => own.filter((path) => isReadBy(path, use)).map((path) => unseen(template, use, inside(folder) + path)))
      .slice(0, 1);
  });
}

function unseen(template: CopiedFile, { line }: Use, path: string): Opaque {
  return {
    place: { path: template.from, line },
    because: say`ce gabarit emploie ${path}, qui n’a pas été donné à Helm : ce qu’il en fait reste à vérifier`,
    hides: writesOnlyData(template.text) ? 'data' : 'objects',
  };
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
