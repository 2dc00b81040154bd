import type { FixableRule } from '../../dossier/checks/fix-plan.ts';
import type { Fixer } from './fix.ts';
import { fixCheckLabels } from './rules/check-labels.ts';
import { fixCiFile } from './rules/ci-file.ts';
import { fixJobHistory } from './rules/job-history.ts';
import { fixOpenshiftScc } from './rules/openshift-scc.ts';
import { fixDisallowLatest, fixPinnedBaseImage } from './rules/pinned-images.ts';
import { fixRegistryPullSecret } from './rules/registry-pull-secret.ts';
import { fixRootless } from './rules/rootless.ts';
import { fixUnprivilegedPorts } from './rules/unprivileged-ports.ts';

/** How each rule that has fixes mends files. */
export const fixers = {
  'openshift-scc': fixOpenshiftScc,
  'check-labels': fixCheckLabels,
  'job-history': fixJobHistory,
  'disallow-latest': fixDisallowLatest,
  'pinned-base-image': fixPinnedBaseImage,
  'unprivileged-ports': fixUnprivilegedPorts,
  rootless: fixRootless,
  'registry-pull-secret': fixRegistryPullSecret,
  'ci-file': fixCiFile,
} satisfies Record<FixableRule, Fixer>;
