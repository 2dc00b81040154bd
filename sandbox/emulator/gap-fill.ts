import type { Access } from './access.ts';
import type { Credentials } from './credentials.ts';
import type { ApiRequest, Forward, Gap } from './exchange.ts';
import { appAccess } from './gaps/app-access.ts';
import { authentication } from './gaps/authentication.ts';
import { commentLists } from './gaps/comment-lists.ts';
import { collaborators } from './gaps/collaborators.ts';
import type { BodyEdits } from './gaps/body-edits.ts';
import { emptyBody } from './gaps/empty-body.ts';
import { etags } from './gaps/etags.ts';
import { forkObjects } from './gaps/fork-objects.ts';
import { formSubmission } from './gaps/form-submission.ts';
import { graphql } from './gaps/graphql.ts';
import type { HiddenComments } from './gaps/hidden-comments.ts';
import { installationRepositories } from './gaps/installation-repositories.ts';
import { instants } from './gaps/instants.ts';
import { issuesOff } from './gaps/issues-off.ts';
import { labelNames } from './gaps/label-names.ts';
import { labelRenames } from './gaps/label-renames.ts';
import { letterCase } from './gaps/letter-case.ts';
import { onePull } from './gaps/one-pull.ts';
import type { PullEnds } from './gaps/pull-ends.ts';
import { rawContents } from './gaps/raw-contents.ts';
import { renamedRepositories } from './gaps/renamed-repositories.ts';
import { sizeLimits } from './gaps/size-limits.ts';
import type { Reactions } from './gaps/reactions.ts';
import { userTokens } from './gaps/user-tokens.ts';
import { wideCommentIds } from './gaps/wide-comment-ids.ts';
import { writeRights } from './gaps/write-rights.ts';
import type { GitHubSeed } from './seed.ts';

export interface GapFillOptions {
  readonly upstream: Forward;
  readonly seed: GitHubSeed;
  readonly credentials: Credentials;
  readonly access: Access;
  readonly app: { readonly login: string };
  readonly appSlug: Gap;
  readonly bodyEdits: BodyEdits;
  readonly checkRuns: Gap;
  readonly deletedAccounts: Gap;
  readonly goneIssues: Gap;
  readonly hidden: HiddenComments;
  readonly hookDeliveries: Gap;
  readonly lateInstallations: Gap;
  readonly limits: Gap;
  readonly pullEnds: PullEnds;
  readonly reactions: Reactions;
  readonly workflowRuns: Gap;
}

/** The emulator with its gaps filled: each request goes through the gaps from the first to the last, then to the emulator. */
export function gapFill({ upstream, seed, credentials, access, app, ...given }: GapFillOptions): Forward {
  const renames = labelRenames();
  const gaps: readonly Gap[] = [
    given.limits,
    etags,
    userTokens(credentials, upstream),
    authentication(credentials),
    given.hookDeliveries,
    given.appSlug,
    graphql({
      upstream,
      appLogin: app.login,
      edits: given.bodyEdits,
      hidden: given.hidden,
      renames,
      reactions: given.reactions,
      pulls: given.pullEnds,
    }),
    given.deletedAccounts,
    letterCase(seed),
    given.reactions.gap,
    commentLists(),
    wideCommentIds,
    given.goneIssues,
    issuesOff,
    given.lateInstallations,
    renamedRepositories(),
    appAccess(seed),
    formSubmission(upstream),
    writeRights(access),
    sizeLimits,
    labelNames,
    given.workflowRuns,
    given.checkRuns,
    forkObjects,
    onePull,
    given.pullEnds.gap,
    collaborators(access),
    installationRepositories(seed),
    given.bodyEdits.gap,
    emptyBody,
    rawContents,
    instants,
    renames.gap,
  ];
  return gaps.reduceRight<Forward>((next, gap) => (request: ApiRequest) => gap(request, next), upstream);
}
