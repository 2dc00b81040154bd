import type { MirrorWorkflow } from '../dossier/mirror/mirror-workflow.ts';
import type { Octokit, Repository } from './octokit.ts';
import { together } from './together.ts';

const commit = /^[0-9a-f]{40}$/;

/**
 * The workflow with the organisation's own at a commit: the one at which `texts`, the files that stand in the repository, call it already, or else the one that
 * its tag names now. A tag can be moved, a commit cannot. Throws what GitHub refuses: there is no such tag, or the workflow may not be read from there.
 */
export async function pinWorkflow({ octokit }: Repository, workflow: MirrorWorkflow, texts: readonly string[]): Promise<MirrorWorkflow> {
  const platforms = await together(
    workflow.platforms.map(async (platform) => {
      const { transport } = platform;
      if (transport.kind !== 'reusable' || commit.test(transport.version)) return platform;
      const version = pinnedIn(texts, transport.uses) ?? (await commitOf(octokit, transport));
      return { ...platform, transport: { ...transport, version } };
    }),
  );
  return { ...workflow, platforms };
}

function pinnedIn(texts: readonly string[], uses: string): string | null {
  const found = texts.flatMap((text) => text.split(`uses: ${uses}@`).slice(1));
  return found.map((rest) => rest.slice(0, 40)).find((version) => commit.test(version)) ?? null;
}

/** The commit of a tag, annotated or not, of the organisation's repository ("Get a commit", GitHub documentation: `tags/NAME`). */
async function commitOf(octokit: Octokit, { uses, version }: { uses: string; version: string }): Promise<string> {
  const [owner = '', repo = ''] = uses.split('/');
  const { data } = await octokit.rest.repos.getCommit({ owner, repo, ref: `tags/${version}` });
  return data.sha;
}
