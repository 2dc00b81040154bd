import type { Transport, TransportKind } from '../../config/transport.ts';
import type { Frozen } from '../../words/frozen.ts';

/** A platform that holds a mirror: its id gives the names of its variables and secret. */
export interface Platform {
  /** Lower case, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly transport: Frozen<Transport>;
}

/** A platform that a file in the repository mirrors to, written by a pull request. */
export type FilePlatform = Platform & { readonly transport: { readonly kind: 'github-action' | 'reusable' } };

/** True where the transport is a file in the repository; false where people follow steps elsewhere. */
export function isByFile(platform: Platform): platform is FilePlatform {
  return transportFiles[platform.transport.kind];
}

const transportFiles: Readonly<Record<TransportKind, boolean>> = {
  'github-action': true,
  reusable: true,
  'gitlab-schedule': false,
  console: false,
};

/** How a file mirrors to a platform. */
export interface FileTransport {
  readonly kind: 'github-action' | 'reusable';
  /** Labels of the platform's own machine; empty for the job's. */
  readonly runsOn: readonly string[];
}

/** True where the file mirrors to the platform by the transport that it has now; false where it does not at all. */
export function isWrittenAs(written: FileTransport | null, { transport }: Platform): boolean {
  const labels = transport.kind === 'github-action' ? transport.runsOn : [];
  return written?.kind === transport.kind && written.runsOn.join() === labels.join();
}

/** Everything that the workflow file depends on. */
export interface MirrorWorkflow {
  /** Branches whose pushes are mirrored, by their exact names; all of them where `mode` is `all-branches`. */
  readonly branches: readonly string[];
  readonly tags: boolean;
  /** `pushed-branch` mirrors the branch of the push, `all-branches` every branch at each push. */
  readonly mode: 'pushed-branch' | 'all-branches';
  readonly platforms: readonly FilePlatform[];
  /** Name of the repository on the platforms, where no variable gives another. */
  readonly internalName: string;
}

/** What stops a mirror run, as the workflow's script writes it at the end of its error, in brackets, and the App reads it in the log. */
export const scriptCauses = [
  'variable-absente',
  'secret-absent',
  'adresse-incorrecte',
  'projet-incorrect',
  'valeur-non-fournie',
  'jeton-personnel',
  'jeton-expose',
  'nom-interne-refuse',
  'ref-refusee',
  'ci-absente',
  'variables-refusees',
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
  | 'deletes-inside'
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
