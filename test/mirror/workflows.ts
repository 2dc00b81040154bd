import type { MirrorVariant, MirrorWorkflow, Platform } from '../../src/dossier/mirror/mirror-workflow.ts';

export const ovh: Platform = { id: 'ovh', title: 'OVH' };
export const cloudPiNative: Platform = { id: 'cloud-pi-native', title: 'Cloud π native' };

/** Names that Git allows and that would break a file or a shell glued from strings. */
export const oddBranches = [
  'main',
  'feat/é\'"$(id)`;`x',
  'a+b!c]',
  '!start',
  'on',
  '1.0',
  'null',
  '${{ secrets.X }}',
  '#hash',
  '- dash',
  '@',
  'a: b',
  'release/**'.replace('**', '2027'),
  '%25::error::x',
] as const;

/** Every variant: modes, platforms, tags and ways to call. */
export const variants: readonly MirrorWorkflow[] = (['pushed-branch', 'all-branches'] as const).flatMap((mode) =>
  [[ovh], [ovh, cloudPiNative], [cloudPiNative]].flatMap((platforms) =>
    [false, true].flatMap((tags) =>
      [curl, reusable].map((variant): MirrorWorkflow => ({
        mode,
        platforms,
        tags,
        variant: variant(),
        branches: ['main', ...oddBranches.slice(1, 3)],
      })),
    ),
  ),
);

function curl(): MirrorVariant {
  return { kind: 'curl' };
}

function reusable(): MirrorVariant {
  return { kind: 'reusable', uses: 'dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml', sha: '0123456789abcdef0123456789abcdef01234567' };
}

/** A workflow of the most usual kind. */
export function aWorkflow(change: Partial<MirrorWorkflow> = {}): MirrorWorkflow {
  return { branches: ['main'], tags: false, mode: 'pushed-branch', platforms: [ovh], variant: { kind: 'curl' }, ...change };
}
