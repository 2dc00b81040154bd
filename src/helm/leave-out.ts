import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseName } from '../inspect/files/paths.ts';
import { type ChartPlan, type CopiedFile, sourceFile } from '../inspect/helm/chart-plan.ts';
import type { Rendered, RenderingFailed } from '../inspect/helm/rendering.ts';

/** Templates left out of one rendering at most: of a chart that has more, nothing is sure. */
const MAX_LEFT_OUT = 5;

/** A copy of a chart, and what renders it as it stands there. */
export interface CopyToRender {
  readonly plan: Pick<ChartPlan, 'files' | 'aliases'>;
  /** The chart's folder. */
  readonly folder: string;
  readonly render: () => Promise<Rendered | RenderingFailed>;
}

/**
 * What Helm makes of a chart; where it stops at a template, what it makes without it, since one that fails hides all the others. The copy is whole again afterwards.
 * Fails with the first failure where that is of no help. Rejects only where no file can be written.
 */
export async function renderLeavingOut({ plan, folder, render }: CopyToRender): Promise<Rendered | RenderingFailed> {
  const leftOut: { readonly failed: RenderingFailed; readonly file: CopiedFile }[] = [];
  let result = await render();
  while (result.kind === 'failed' && leftOut.length < MAX_LEFT_OUT) {
    const file = failing(plan, result);
    const others = plan.files.filter((one) => isTemplate(one) && one !== file && leftOut.every((left) => left.file !== one));
    if (file === null || others.length === 0) break;
    leftOut.push({ failed: result, file });
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await writeFile(join(folder, file.path), '');
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    result = await render();
  }
  await Promise.all(leftOut.map(({ file }) => writeFile(join(folder, file.path), file.text)));
  const [first] = leftOut;
  // What only failed for a moment may be of help another time.
  if (result.kind === 'failed') return result.passing ? result : (first?.failed ?? result);
  return { ...result, leftOut: leftOut.map(({ failed }) => failed) };
}

/** The template at which Helm stopped; null where it is another file, or the chart as a whole. */
function failing(plan: Pick<ChartPlan, 'files' | 'aliases'>, { at, endless }: RenderingFailed): CopiedFile | null {
  const file = at === null || endless ? null : sourceFile(plan, at.source);
  return file !== null && isTemplate(file) ? file : null;
}

function isTemplate({ path }: CopiedFile): boolean {
  return /(^|\/)templates\//.test(path) && !baseName(path).startsWith('_') && !path.endsWith('/NOTES.txt');
}
