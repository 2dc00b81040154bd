import type { AppGrants } from '../emulator/start-github.ts';

/** What the App is granted in the sandbox: the permissions and events of its registration. */
export const grants: AppGrants = {
  permissions: {
    metadata: 'read',
    members: 'read',
    issues: 'write',
    contents: 'write',
    pull_requests: 'write',
    workflows: 'write',
    checks: 'write',
  },
  events: ['issues', 'issue_comment', 'label', 'pull_request', 'push', 'create', 'repository'],
};
