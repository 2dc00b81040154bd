import { describe, expect, it } from 'vitest';
import { isStandIn } from '../../../src/inspect/docker/stand-in.ts';

/** Values of public Dockerfiles which say that they are not the real ones, found by `SECRET_KEY=`, `SECRET_KEY_BASE=`, `NEXTAUTH_SECRET=`, `_PASSWORD=`, and French ones. */
const standIns = [
  'dummy',
  'Dummy',
  'dummy_key',
  'dummy-key-for-build',
  'dummy-build-secret',
  'dummy-secret-key-for-build-only',
  'dummy-key-for-collectstatic',
  'dummy-build-secret-key-not-used-in-production',
  'dummy-portal-secret-key',
  'dummy-ci-key-do-not-use',
  'dummy123',
  'build',
  'build-key',
  'build-only',
  'build-only-dummy',
  'build-only-not-a-real-secret',
  'build-only-not-a-runtime-secret',
  'build-only-not-for-runtime',
  'build-placeholder',
  'build-placeholder-not-used-at-runtime',
  'build-time-dummy-key',
  'build-time-only',
  'build-time-placeholder-at-least-32-characters',
  'build-time-placeholder-build-time-placeholder',
  'build-time-placeholder-key-not-used-in-production',
  'build-time-secret',
  'collectstatic',
  'only-used-for-collectstatic',
  'precompile_only',
  'precompile_placeholder',
  'temp',
  'temp-secret-key',
  'temporary',
  'test',
  'test-secret-key',
  'none',
  'abc',
  'x',
  'xxxxxxxx',
  '********',
  'changeme',
  'change-me',
  'CHANGE_ME_IN_PRODUCTION',
  'change_this_password',
  'ChangeMe!',
  'replace-with-a-real-key',
  'ThisIsNotARealKey',
  'your_secret',
  'your-secret-key-here',
  'not-so-secret',
  '<mot-de-passe>',
  'cle-bidon',
  'clé-factice',
  'à-changer',
  'a_definir',
  'votre-mot-de-passe',
] as const;

/** Those of the same Dockerfiles that are a password, and those that only begin as the others do. */
const passwords = [
  'azerty',
  'build-azerty',
  'test-azerty',
  'temp-Tr0ub4dor',
  'Compile-Tr0ub4dor',
  'dummy-Tr0ub4dor',
  'dummyazerty',
  'fakenews2026!x',
  'replacement-azerty',
  'placeholderazerty9X',
  'builder',
  'testament',
  'example-azerty',
  'build_4f9c2e7b1a0d',
  'test-7c1f9e44b0a2',
  'Read-Only-2026!',
  'onlyazerty',
  'secret',
  'supersecret',
  'S3cr3t',
  'Test123!',
  'password',
  '12345678',
  'sua_chave_super_secreta',
  'azeoijz3245324aepoizajeoizé&',
  '0b076ce60658dcad4f0c1852d6a49f22cf9d0fa6d85088289f8a4c5bbb1d24bc',
  'WPTnEteKbDAIR4cGw5PYHXeu_xgnafkmwmdn3HvXwnI=',
] as const;

describe('une valeur qui tient la place d’un secret le dit par ses mots', () => {
  it.each(standIns)('%s', (value) => {
    expect(isStandIn(value)).toBe(true);
  });
});

describe('un mot de passe reste un mot de passe, quel que soit son début', () => {
  it.each(passwords)('%s', (value) => {
    expect(isStandIn(value)).toBe(false);
  });
});
