import type { AppGrants } from '../emulator/start-github.ts';

/** What the App is granted in the sandbox: the permissions of app.yml, and those of its events that the embedded GitHub sends. */
export const grants: AppGrants = {
  permissions: {
    metadata: 'read',
    members: 'read',
    issues: 'write',
    contents: 'write',
    pull_requests: 'write',
    workflows: 'write',
    actions: 'read',
    checks: 'write',
  },
  events: ['issues', 'issue_comment', 'label', 'pull_request', 'push', 'create', 'check_run', 'check_suite', 'repository'],
};
