import { answerTo } from '../../form/answer-to.ts';
import { bareText } from '../../answers/bare-text.ts';
import type { Procedure } from '../../config/procedure.ts';
import type { Answers } from '../../form/answers.ts';
import { isNone } from '../../answers/none.ts';
import { isNonAnswer } from '../../answers/reading.ts';
import { isMirrorBranch } from './mirror-branch.ts';
import type { MirrorWorkflow } from './mirror-workflow.ts';

/** What the form says of branches and tags. */
export interface MirrorOptions extends Pick<MirrorWorkflow, 'branches' | 'mode' | 'tags'> {
  /** True when the App's own branch was named too: it is in no list of branches, and its project is told. */
  readonly namesMirrorBranch: boolean;
}

interface Asked {
  readonly procedure: Procedure;
  readonly answers: Answers;
}

/** Reads what the form says of branches and tags: at most ten branches, never the App's own. */
export function readMirrorOptions({ procedure: { mirror }, answers }: Asked): MirrorOptions {
  const named = answerTo(answers, mirror.branchesField ?? '');
  const options = answerTo(answers, mirror.optionsField ?? '');
  const ticked = options !== null && typeof options === 'object' && 'checked' in options ? options.checked : [];
  const listed =
    typeof named === 'string' && !isNonAnswer(named, null) && !isNone(named) && !byDefault.test(bareText(named))
      ? named
          .split(/[\n,;]/)
          .map(bareBranch)
          .filter((name) => name !== '')
      : [];
  return {
    branches: [...new Set(listed.filter((name) => !isMirrorBranch(name)))].slice(0, MAX_BRANCHES),
    mode: mirror.allBranchesOption !== undefined && ticked.includes(mirror.allBranchesOption) ? 'all-branches' : 'pushed-branch',
    tags: mirror.tagsOption !== undefined && ticked.includes(mirror.tagsOption),
    namesMirrorBranch: listed.some(isMirrorBranch),
  };
}

/** What the box means when it is left empty, in words. */
const byDefault = /^(?:(?:la |les )?branches? )?(?:principales?|(?:par )?defaut)$/;

/** Each is looked up in each repository. */
const MAX_BRANCHES = 10;

/** A line of the answer without bullet, quotes or `refs/heads/`. */
function bareBranch(line: string): string {
  return line
    .trim()
    .replace(/^[-*•]\s+/, '')
    .replace(/^[`'"«\s]+|[`'"»\s]+$/g, '')
    .replace(/^refs\/heads\//, '');
}
