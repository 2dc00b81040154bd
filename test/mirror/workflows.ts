import type { FilePlatform, MirrorWorkflow } from '../../src/dossier/mirror/mirror-workflow.ts';

export const ovh = { id: 'ovh', title: 'OVH', transport: { kind: 'github-action', runsOn: [] } } as const satisfies FilePlatform;
export const cloudPiNative = { ...ovh, id: 'cloud-pi-native', title: 'Cloud π native' } as const satisfies FilePlatform;

/** The platform, by a machine of the ministry. */
export function inside(platform: FilePlatform): FilePlatform {
  return { ...platform, transport: { kind: 'github-action', runsOn: ['self-hosted', 'mi'] } };
}

/** The platform, by the organisation's workflow. */
export function called(platform: FilePlatform): FilePlatform {
  return { ...platform, transport: { kind: 'reusable', uses: 'dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml', version: commit } };
}

const commit = '0123456789abcdef0123456789abcdef01234567';

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

/** The platforms of a file, by every set of transports. */
const reached: readonly (readonly FilePlatform[])[] = [
  [ovh],
  [ovh, cloudPiNative],
  [cloudPiNative],
  [inside(ovh)],
  [ovh, inside(cloudPiNative)],
  [called(ovh)],
  [called(ovh), called(cloudPiNative)],
  [ovh, called(cloudPiNative)],
  [called(ovh), inside(cloudPiNative)],
];

/** Every variant: modes, platforms and their transports, tags. */
export const variants: readonly MirrorWorkflow[] = (['pushed-branch', 'all-branches'] as const).flatMap((mode) =>
  reached.flatMap((platforms) =>
    [false, true].map((tags): MirrorWorkflow => ({
      mode,
      platforms,
      tags,
      branches: ['main', ...oddBranches.slice(1, 3)],
      internalName: 'api',
    })),
  ),
);

/** A workflow of the most usual kind. */
export function aWorkflow(change: Partial<MirrorWorkflow> = {}): MirrorWorkflow {
  return { branches: ['main'], tags: false, mode: 'pushed-branch', platforms: [ovh], internalName: 'api', ...change };
}
