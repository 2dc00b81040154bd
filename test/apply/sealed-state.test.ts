import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../src/config/checks-schema.ts';
import { dossierKey } from '../../src/words/key.ts';
import { type DossierState, initialState } from '../../src/dossier/state.ts';
import { sealState, unsealState } from '../../src/apply/sealed-state.ts';

const seal = { hubId: 3_000_000_001, number: 1, key: dossierKey({ owner: 'o', repo: 'r' }, 1), secrets: ['un secret assez long'] } as const;
const state: DossierState = initialState({ phase: 'ovh', at: '2027-01-04T09:00:00Z', by: null, how: 'opened', reason: null }, 'abc');

describe('état scellé', () => {
  it('se relit tel quel', () => {
    expect(unsealState(sealState(state, seal), seal)).toEqual(state);
  });

  it('est le même mot dans quelque ordre que l’état ait été composé', () => {
    const { version, ...rest } = state;
    const reversed: DossierState = { ...Object.fromEntries(Object.entries(rest).toReversed()), ...rest, version };
    expect(Object.keys(reversed)).not.toEqual(Object.keys(state));
    expect(sealState(reversed, seal)).toBe(sealState(state, seal));
  });

  it('ne s’ouvre ni ailleurs, ni avec un autre secret, ni modifié', () => {
    const sealed = sealState(state, seal);
    expect(unsealState(sealed, { ...seal, number: 2, key: dossierKey({ owner: 'o', repo: 'r' }, 2) })).toBeNull();
    expect(unsealState(sealed, { ...seal, hubId: 8 })).toBeNull();
    expect(unsealState(sealed, { ...seal, secrets: ['un autre'] })).toBeNull();
    expect(unsealState(`x${sealed}`, seal)).toBeNull();
    expect(unsealState('', seal)).toBeNull();
    expect(unsealState('a.b', seal)).toBeNull();
  });

  it('s’ouvre encore dans un dépôt renommé ou transféré, et avec le secret d’avant', () => {
    const sealed = sealState(state, seal);
    expect(unsealState(sealed, { ...seal, key: dossierKey({ owner: 'autre', repo: 'nom' }, 1) })).toEqual(state);
    expect(unsealState(sealed, { ...seal, secrets: ['un nouveau secret', 'un secret assez long'] })).toEqual(state);
    expect(sealState(state, { ...seal, secrets: ['un nouveau secret', 'un secret assez long'] })).not.toBe(sealed);
  });

  it('tient dans le commentaire même après des centaines de décisions, et garde ce qui décide', () => {
    const random = (index: number) =>
      Array.from({ length: 60 }, (_, at) => String.fromCharCode(33 + ((index * 7919 + at * 104_729) % 90))).join('');
    const big: DossierState = {
      ...state,
      validated: Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`p${i}`, { digest: `d${i}`, excerpt: random(i).repeat(16), by: null }]),
      ),
      notes: Array.from({ length: 400 }, (_, i) => ({
        at: state.body.changedAt,
        by: random(i),
        kind: 'waived' as const,
        about: random(i + 1),
        reason: random(i + 2),
      })),
    };
    const sealed = sealState(big, seal);
    const back = unsealState(sealed, seal);
    expect(sealed.length).toBeLessThan(21_000);
    expect(back?.validated['p7']?.digest).toBe('d7');
    expect(back?.notes.at(-1)).toMatchObject({ by: random(399) });
    expect(back?.phase).toBe('ovh');
  });

  it('tient dans le commentaire avec 400 flux aux notes toutes autres et 20 dépôts aux chemins très longs', () => {
    const random = (seed: number, length: number) =>
      Array.from({ length: Math.ceil(length / 86) }, (_, part) => createHash('sha512').update(`${seed} ${part}`).digest('base64url'))
        .join('')
        .slice(0, length);
    const step = (status: 'ouvert' | 'teste', seed: number) => ({
      status,
      by: 'camille',
      at: state.body.changedAt,
      note: random(seed, 120),
    });
    const counts = { blocking: 21, breaking: 0, audited: 0, undetermined: 0, conforming: 0, asSeen: 0, ignored: 0 };
    const big: DossierState = {
      ...state,
      flows: Object.fromEntries(
        Array.from({ length: 400 }, (_, i) => [`F-${i}`, { content: null, steps: [step('ouvert', i), step('teste', i + 400)] }]),
      ),
      waivers: { flux: { by: 'camille', at: state.body.changedAt, reason: random(3, 5000), until: null } },
      checks: Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [
          `org/depot-${i}`,
          {
            commit: random(i, 40),
            demand: null,
            private: false,
            reported: true,
            attested: null,
            registries: null,
            waived: null,
            hurried: null,
            counts,
            broken: ruleNames.map((rule, at) => ({ rule, places: 1, first: { path: random(i * 100 + at, 300), line: 1 } })),
            dockerfiles: 1,
            ciFile: true,
            infrastructure: false,
          },
        ]),
      ),
    };
    const sealed = sealState(big, seal);
    const back = unsealState(sealed, seal);
    expect(sealed.length).toBeLessThan(21_000);
    expect(Object.values(back?.flows ?? {}).map(({ steps }) => steps.at(-1)?.status)).toEqual(Array(400).fill('teste'));
    expect(back?.checks['org/depot-7']).toMatchObject({ counts, commit: random(7, 40) });
    expect(back?.checks['org/depot-7']?.broken.map(({ rule }) => rule)).toEqual(ruleNames);
  });
});
