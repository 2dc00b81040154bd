import { z } from 'zod';
import { workflowPath } from '../../src/mirror/workflow-model.ts';
import type { EmbeddedGitHub } from '../emulator/start-github.ts';
import { callAs, type RestCall } from '../emulator/rest.ts';
import { pushFiles } from '../seed/push-files.ts';
import { untilNextSecond } from './run-tour.ts';
import type { ProjectRepositories } from './step.ts';

const pullSchema = z.object({ number: z.number(), title: z.string(), body: z.string() });
const fileSchema = z.object({ content: z.string() });

const workflow = workflowPath.split('/').at(-1) ?? '';

/** Lines of the file shown of a pull request: enough to see what it is. */
const LINES = 34;

/** The repositories of Demat-Permis, as Léa works in them. `nextSecond` lets the second end. */
export function projectRepositories(
  { url, reportRun }: Pick<EmbeddedGitHub, 'url' | 'reportRun'>,
  nextSecond: () => Promise<void> = untilNextSecond,
): ProjectRepositories {
  const call = (request: RestCall) => callAs('lea-martin', url, request);
  const openPull = async (repository: string) =>
    z.array(pullSchema).parse(await call({ method: 'GET', path: `/repos/${repository}/pulls?state=open` }))[0] ?? null;
  const fileAt = async (repository: string, ref: string) => {
    const path = `/repos/${repository}/contents/${workflowPath}?ref=${encodeURIComponent(ref)}`;
    return Buffer.from(fileSchema.parse(await call({ method: 'GET', path })).content, 'base64').toString('utf8');
  };
  return {
    names: ['demat-permis/api', 'demat-permis/front', 'demat-permis/infra'],
    merge: async (repository) => {
      const pull = await openPull(repository);
      if (pull === null) throw new Error(`aucune pull request ouverte dans ${repository}`);
      await call({ method: 'PUT', path: `/repos/${repository}/pulls/${pull.number}/merge`, body: {} });
    },
    push: (repository, files) => pushFiles(files, { url, repository, by: 'lea-martin', message: `Écrit ${Object.keys(files).join(', ')}` }),
    run: async (repository, conclusion, log) => {
      // GitHub's instants are whole seconds, and a run never ends in the second of the merge that started it.
      await nextSecond();
      await reportRun({ repository, workflow, branch: 'main', conclusion, log }, 'lea-martin');
    },
    runOnTag: (repository, tag, log) => reportRun({ repository, workflow, branch: tag, conclusion: 'success', log }, 'lea-martin'),
    showPull: async (repository) => {
      const pull = await openPull(repository);
      if (pull === null) return `${repository} : aucune pull request ouverte`;
      const before = await fileAt(repository, 'main').catch(() => '');
      const known = new Set(before.split('\n'));
      const added = (await fileAt(repository, 'accostage/miroir')).split('\n').filter((line) => !known.has(line));
      const shown = added.slice(0, LINES).map((line) => `+ ${line}`);
      const more = added.length > LINES ? [`… et ${added.length - LINES} lignes de plus`] : [];
      return [
        `pull request dans ${repository} : ${pull.title}`,
        pull.body,
        '',
        `**${workflowPath}**`,
        '```',
        ...shown,
        ...more,
        '```',
      ].join('\n');
    },
  };
}
