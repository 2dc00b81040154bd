/** A platform that holds a mirror: its id gives the names of its variables and secret. */
export interface Platform {
  /** Lower case, digits and hyphens. */
  readonly id: string;
  readonly title: string;
}

/** Everything that the workflow file depends on. */
export interface MirrorWorkflow {
  /** Branches whose pushes are mirrored, by their exact names; all of them where `mode` is `all-branches`. */
  readonly branches: readonly string[];
  readonly tags: boolean;
  /** `pushed-branch` mirrors the branch of the push, `all-branches` every branch at each push. */
  readonly mode: 'pushed-branch' | 'all-branches';
  readonly platforms: readonly Platform[];
  readonly variant: MirrorVariant;
}

/** The call itself, or the organisation's reusable workflow, pinned. */
export type MirrorVariant =
  | { readonly kind: 'curl' }
  /** `uses` is `owner/repo/.github/workflows/file.yml`; `sha` a whole commit id. */
  | { readonly kind: 'reusable'; readonly uses: string; readonly sha: string };

/** What stops a mirror run, as the workflow's script writes it at the end of its error, in brackets, and the App reads it in the log. */
export const scriptCauses = [
  'variable-absente',
  'secret-absent',
  'adresse-incorrecte',
  'projet-incorrect',
  'ref-refusee',
  'jeton-refuse',
  'projet-introuvable',
  'gitlab-injoignable',
  'gitlab-en-panne',
  'reponse-inattendue',
] as const;

/** What stops a mirror run: what its script tells, or what the conclusion of the run tells. */
export const runCauses = [...scriptCauses, 'demarrage-impossible', 'delai-depasse'] as const;
export type RunCause = (typeof runCauses)[number];

/** What is unsafe or out of date in a mirroring workflow that the App did not write. */
export type Advice =
  | 'token-in-clear'
  | 'token-in-address'
  | 'plain-http'
  | 'certificate-unchecked'
  | 'name-in-script'
  | 'retired-api'
  | 'retired-runner'
  | 'unpinned-action'
  | 'pull-request-target'
  | 'broad-permissions';

/** A workflow that mirrors a repository. */
export interface RecognisedMirror {
  readonly path: string;
  readonly by: 'accostage' | 'trigger-api' | 'reusable';
  readonly advice: readonly Advice[];
}
