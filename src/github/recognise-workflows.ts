import type { RecognisedMirror } from '../dossier/mirror/mirror-workflow.ts';
import type { RepositorySeen, UnreadWorkflow } from '../dossier/mirror/repository-reading.ts';
import { isOurs } from '../mirror/change-platforms.ts';
import type { WorkflowFile } from '../mirror/recognise.ts';
import type { Reader } from '../reader/reader.ts';

/** The workflows that mirror, and those that could not be read. Each file is read apart, so that one that has no end hides no other. */
export async function recogniseWorkflows(
  files: readonly WorkflowFile[],
  reader: Pick<Reader, 'read'>,
): Promise<Pick<RepositorySeen, 'mirrors' | 'unread'>> {
  const readings = await Promise.all(files.map(async (file) => ({ file, outcome: await reader.read('recognise-mirrors', [file]) })));
  return {
    mirrors: readings.flatMap(({ outcome }) => (outcome.kind === 'read' ? outcome.value : [])),
    unread: readings.flatMap(({ file, outcome }): UnreadWorkflow[] => {
      const because = outcome.kind === 'unreadable' ? outcome.because : brokenOwn(file, outcome.value);
      return because === null ? [] : [{ path: file.path, because }];
    }),
  };
}

/** Why the App's own file is no workflow any more, if it is none. Of others' files, GitHub tells their team. */
function brokenOwn({ text }: WorkflowFile, recognised: readonly RecognisedMirror[]): string | null {
  return isOurs(text) && recognised.length === 0 ? 'ce n’est plus un workflow que GitHub puisse lire' : null;
}
