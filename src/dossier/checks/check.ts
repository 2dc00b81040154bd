import type { RuleName } from '../../config/checks-schema.ts';
import type { Sentence } from '../../words/sentence.ts';

export type { RuleName };

/** A line of a repository's file. */
export interface Place {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Text to copy into the file, in the file's language. */
export interface Snippet {
  readonly language: 'dockerfile' | 'yaml' | 'text';
  readonly text: string;
}

/**
 * Something a rule has to say about a place: a breach, what keeps it from judging, objects of others that it did not see (its verdict is on the repository's own), or
 * advice on what holds.
 */
export interface Finding {
  readonly outcome: 'violation' | 'undetermined' | 'unseen' | 'advice';
  /** Null: about the whole repository. */
  readonly place: Place | null;
  readonly because: Sentence;
  readonly fix: Snippet | null;
}

/** A finding that somebody set aside, with why: the team by a comment of its file, or the Service Team in the dossier. It is shown and counted, and asks for nothing. */
export interface IgnoredFinding {
  readonly finding: Finding;
  readonly by: 'project' | 'service-team';
  readonly reason: string;
}

/** What is said of a line that no rule judges. */
export interface Remark {
  readonly place: Place;
  readonly because: Sentence;
}

/** What one rule saw in a repository. */
export interface RuleResult {
  readonly rule: RuleName;
  /** How many objects (containers, stages, files…) the rule looked at; 0: it does not apply here. */
  readonly examined: number;
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/** What a repository holds, whatever the rules think of it. */
export interface RepositoryFacts {
  readonly dockerfiles: readonly string[];
  readonly ciFile: string | null;
  /** `path` is that of Chart.yaml or of the kustomization; for plain manifests, of their folder (`.` for the root). */
  readonly infrastructure: readonly { readonly kind: 'helm' | 'kustomize' | 'manifests'; readonly path: string }[];
}

/** A file that matters and was left aside, with why. */
export interface Unread {
  readonly path: string;
  readonly because: Sentence;
}

/** Files that are called as manifests, charts or kustomizations are, and that nothing judges, for what their name or their folder says. */
export interface Aside {
  /** A file, or a folder, with `/` at its end. */
  readonly path: string;
  /** How many such files. */
  readonly files: number;
  readonly because: Sentence;
}

/** Everything the checks say about a repository at a commit. */
export interface CheckReport {
  readonly facts: RepositoryFacts;
  /** Every rule, in the order of `ruleNames`. */
  readonly rules: readonly RuleResult[];
  readonly unread: readonly Unread[];
  readonly aside: readonly Aside[];
  /** Comments that were to set a finding aside, and set none. */
  readonly remarks: readonly Remark[];
  /** Something was not judged for want of time, of a machine that had other things to do: the same commit, read again, may be. */
  readonly hurried: boolean;
}
