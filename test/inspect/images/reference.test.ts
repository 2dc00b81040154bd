import { defaultRegistries } from '../../../src/config/registries-schema.ts';
import { describe, expect, it } from 'vitest';
import { parseImage, parseRegistry } from '../../../src/inspect/images/reference.ts';
import { versionOf } from '../../../src/inspect/images/version.ts';
import { registryStanding, withRegistry } from '../../../src/inspect/images/registries.ts';

const digest = `sha256:${'0'.repeat(64)}`;

describe('le nom d’une image', () => {
  it.each([
    ['nginx', 'docker.io', 'library/nginx', null, null],
    ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', null],
    ['bitnami/redis', 'docker.io', 'bitnami/redis', null, null],
    ['docker.io/nginx', 'docker.io', 'library/nginx', null, null],
    ['index.docker.io/a/b:1', 'docker.io', 'a/b', '1', null],
    ['localhost:5000/x', 'localhost:5000', 'x', null, null],
    ['localhost/x:1', 'localhost', 'x', '1', null],
    ['GHCR.io/a/b', 'ghcr.io', 'a/b', null, null],
    [`quay.io/a/b:1@${digest}`, 'quay.io', 'a/b', '1', digest],
  ])('%s', (written, ...parts) => {
    const image = parseImage(written);
    expect([image?.registry, image?.repository, image?.tag, image?.digest]).toEqual(parts);
  });

  it.each(['', ' ', 'a b', 'BASEIMAGE', 'quay.io/', '/app:1', 'quay.io//app:1', 'x'.repeat(2_000)])('pas une image : %s', (written) => {
    expect(parseImage(written)).toBeNull();
  });
});

it.each(['docker.io/e/api:', 'docker.io/e/api:latest', 'docker.io/e/api'])('ce qui précède la version : %s', (written) => {
  expect(versionOf(written)).toMatchObject({ name: 'docker.io/e/api' });
});

it.each([
  ['redis', 'docker.io/library/redis'],
  ['Docker.io/e/a:1', 'docker.io/e/a:1'],
  ['registry-1.docker.io/e/a:1', 'docker.io/e/a:1'],
  ['INDEX.docker.io/redis', 'docker.io/library/redis'],
])('%s s’écrit %s', (written, wanted) => {
  expect(withRegistry(written)).toBe(wanted);
});

describe('le registre', () => {
  it.each([
    ['nginx', 'implicit'],
    ['equipe/app:1', 'implicit'],
    ['postgres:${V}-bookworm', 'implicit'],
    ['equipe/app:$TAG', 'implicit'],
    ['equipe/app@${EMPREINTE}', 'implicit'],
    ['index.docker.io/equipe/app:1', 'implicit'],
    ['docker.io/library/nginx:1', 'allowed'],
    ['docker.io/${X}', 'allowed'],
    ['bitnami/redis:7', 'allowed'],
    ['bitnami', 'implicit'],
    ['harbor.apps.exemple.numerique-interieur.com/equipe/app:1', 'allowed'],
    ['numerique-interieur.com/equipe/app:1', 'foreign'],
    ['xnumerique-interieur.com/equipe/app:1', 'foreign'],
    ['a.numerique-interieur.com.exemple.fr/x:1', 'foreign'],
    ['a.numerique-interieur.com:5000/x:1', 'foreign'],
    ['harbor.io/a:1', 'allowed'],
    ['registry.redhat.io/ubi9/ubi:1', 'allowed'],
    ['harbor.exemple.gouv.fr/a/b:1', 'perhaps-platform'],
    ['mcr.microsoft.com/${X}', 'public'],
    ['docker.io.exemple.fr/a:1', 'foreign'],
    ['localhost:5000/x', 'foreign'],
  ])('%s : %s', (written, standing) => {
    expect(registryStanding(written, defaultRegistries).kind).toBe(standing);
  });

  it.each(['${X}', '${X}/a:1', '$(params.image)', '{{ x }}/a'])('inconnu : %s', (written) => {
    expect(parseRegistry(written)).toBeNull();
  });
});
