import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inOwnFolder } from './in-own-folder.ts';
import { hadNoTime, runHelm } from './run-helm.ts';

/**
 * Renders a chart of ours: `yes` where what comes out is what Helm makes of it, `late` where nothing could be tried. A program that says a version and renders
 * nothing would make any chart conform. `patienceMs` is how long its answer is waited for. Never rejects.
 */
export async function rendersAsHelm(helm: string, patienceMs?: number): Promise<'yes' | 'no' | 'late'> {
  try {
    return await inOwnFolder(async (root) => {
      await mkdir(join(root, 'templates'));
      await writeFile(join(root, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
      await writeFile(join(root, 'templates/a.yaml'), 'seen: {{ add 40 2 }}\n');
      const answer = await runHelm({ helm, folder: root, args: ['template', 'app', root], patienceMs });
      if (hadNoTime(answer)) return 'late';
      const isSame = answer.kind === 'done' && answer.code === 0 && answer.out === '---\n# Source: c/templates/a.yaml\nseen: 42\n';
      return isSame ? 'yes' : 'no';
    });
  } catch {
    return 'late';
  }
}
