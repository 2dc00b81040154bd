import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acts, neededPermissions } from '../../src/github/acts.ts';
import { octokitClass } from '../../src/github/client.ts';

/** What each call needs ("Permissions required for GitHub Apps", GitHub documentation): none for those that the App makes as itself, or that anybody may. */
const needs: Readonly<Record<string, readonly string[]>> = {
  'actions.downloadJobLogsForWorkflowRun': ['actions: read'],
  'actions.listJobsForWorkflowRun': ['actions: read'],
  'actions.listWorkflowRuns': ['actions: read'],
  'apps.createInstallationAccessToken': [],
  'apps.getAuthenticated': [],
  'apps.getBySlug': [],
  'apps.getInstallation': [],
  'apps.getRepoInstallation': [],
  'apps.listInstallations': [],
  'apps.listWebhookDeliveries': [],
  'apps.redeliverWebhookDelivery': [],
  'checks.create': ['checks: write'],
  'checks.listForRef': ['checks: read'],
  'checks.update': ['checks: write'],
  'git.createCommit': ['contents: write'],
  'git.createRef': ['contents: write'],
  'git.createTree': ['contents: write'],
  'git.deleteRef': ['contents: write'],
  'git.getBlob': ['contents: read'],
  'git.getCommit': ['contents: read'],
  'git.getRef': ['contents: read'],
  'git.getTree': ['contents: read'],
  'git.listMatchingRefs': ['contents: read'],
  'git.updateRef': ['contents: write'],
  'issues.addLabels': ['issues: write'],
  'issues.create': ['issues: write'],
  'issues.createComment': ['issues: write'],
  'issues.createLabel': ['issues: write'],
  'issues.deleteComment': ['issues: write'],
  'issues.getComment': ['issues: read'],
  'issues.listComments': ['issues: read'],
  'issues.listCommentsForRepo': ['issues: read'],
  'issues.listEvents': ['issues: read'],
  'issues.listForRepo': ['issues: read'],
  'issues.listLabelsForRepo': ['issues: read'],
  'issues.removeLabel': ['issues: write'],
  'issues.update': ['issues: write'],
  'issues.updateComment': ['issues: write'],
  'issues.updateLabel': ['issues: write'],
  'pulls.create': ['pull_requests: write'],
  'pulls.get': ['pull_requests: read'],
  'pulls.list': ['pull_requests: read'],
  'pulls.update': ['pull_requests: write'],
  'reactions.createForIssueComment': ['issues: write'],
  'reactions.deleteForIssueComment': ['issues: write'],
  'repos.compareCommitsWithBasehead': ['contents: read'],
  // The file stands under .github/workflows.
  'repos.createOrUpdateFileContents': ['contents: write', 'workflows: write'],
  'repos.get': ['metadata: read'],
  'repos.getCollaboratorPermissionLevel': ['metadata: read'],
  // Of the organisation's workflow, whose repository is public.
  'repos.getCommit': ['contents: read'],
  'repos.getContent': ['contents: read'],
  'repos.listCommits': ['contents: read'],
  'teams.getByName': ['members: read'],
  'teams.getMembershipForUserInOrg': ['members: read'],
  'teams.listMembersInOrg': ['members: read'],
  'users.getById': [],
  'users.getByUsername': [],
};

const folder = new URL('../../src/', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }));
/** Every call that the client knows, by its name in the sources. */
const known = Object.entries(new (octokitClass('off'))().rest).flatMap(([group, methods]) =>
  Object.keys(methods).map((method) => `${group}.${method}`),
);
const callers = sources.flatMap(({ path, text }) => (path.startsWith('github/') ? [text] : [])).join('\n');
const calls = known.filter((call) => new RegExp(`\\b${call.replace('.', String.raw`\.`)}\\b`).test(callers));

describe('les droits que demande l’application', () => {
  it('chaque appel à GitHub dit les siens', () => {
    expect(calls.toSorted()).toEqual(Object.keys(needs));
    // Nor is any call made by its path, which the names would not show.
    expect(sources.filter(({ text }) => /\.request\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('viennent tous d’un appel, et ne vont pas au-delà', () => {
    const needed = [...new Set(Object.values(needs).flat())];
    // Who may write may read.
    const strongest = needed.filter((one) => !needed.includes(one.replace(': read', ': write')) || one.endsWith(': write'));
    const asked = Object.entries(neededPermissions).map(([name, level]) => `${name}: ${level}`);
    expect(asked.toSorted()).toEqual(strongest.toSorted());
  });

  it('chaque acte sert', () => {
    const isUsed = (act: string) => sources.some(({ path, text }) => path !== 'github/acts.ts' && text.includes(`'${act}'`));
    expect(Object.keys(acts).filter((act) => !isUsed(act))).toEqual([]);
  });
});
