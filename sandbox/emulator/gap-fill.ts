import type { Access } from './access.ts';
import type { Credentials } from './credentials.ts';
import type { ApiRequest, Forward, Gap } from './exchange.ts';
import { appAccess } from './gaps/app-access.ts';
import { authentication } from './gaps/authentication.ts';
import { collaborators } from './gaps/collaborators.ts';
import { commentEditors } from './gaps/comment-editors.ts';
import { emptyBody } from './gaps/empty-body.ts';
import { formSubmission } from './gaps/form-submission.ts';
import { installationRepositories } from './gaps/installation-repositories.ts';
import { instants } from './gaps/instants.ts';
import { labelNames } from './gaps/label-names.ts';
import { letterCase } from './gaps/letter-case.ts';
import { rawContents } from './gaps/raw-contents.ts';
import { sizeLimits } from './gaps/size-limits.ts';
import { writeRights } from './gaps/write-rights.ts';
import { issuePage } from './issue-page.ts';
import type { GitHubSeed } from './seed.ts';

export interface GapFillOptions {
  readonly upstream: Forward;
  readonly seed: GitHubSeed;
  readonly credentials: Credentials;
  readonly access: Access;
  readonly app: { readonly slug: string; readonly permissions: Readonly<Record<string, 'read' | 'write'>> };
  readonly goneIssues: Gap;
  readonly lateInstallations: Gap;
  readonly workflowRuns: Gap;
}

/** The emulator with its gaps filled: each request goes through the gaps from the first to the last, then to the emulator. */
export function gapFill({ upstream, seed, credentials, access, app, ...given }: GapFillOptions): Forward {
  const gaps: readonly Gap[] = [
    authentication(credentials),
    letterCase(seed),
    issuePage(access),
    given.goneIssues,
    given.lateInstallations,
    appAccess({ seed, permissions: app.permissions }),
    formSubmission(upstream),
    writeRights(access),
    sizeLimits,
    labelNames,
    given.workflowRuns,
    collaborators(access),
    installationRepositories(seed),
    commentEditors(app.slug),
    emptyBody,
    rawContents,
    instants,
  ];
  return gaps.reduceRight<Forward>((next, gap) => (request: ApiRequest) => gap(request, next), upstream);
}
