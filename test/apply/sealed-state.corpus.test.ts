import { readdirSync, readFileSync } from 'node:fs';
import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dossierKey } from '../../src/words/key.ts';
import { type DossierState, initialState, noteKinds, stateSchema } from '../../src/dossier/state.ts';
import { sealState, unsealState } from '../../src/apply/sealed-state.ts';
import { repositoryNamed } from '../../src/words/key.ts';

/** States as each released version sealed them, with the state that was in them. */
const folder = new URL('../corpus/sealed-states/', import.meta.url);
const sample = z.object({ key: z.string(), secret: z.string(), sealed: z.string(), state: z.record(z.string(), z.unknown()) });
const names = readdirSync(folder);

describe('états scellés par les versions publiées', () => {
  it('le corpus est là', () => {
    expect(names.filter((name) => name.startsWith('0.1.0-'))).toHaveLength(2);
  });

  it.each(names)('%s s’ouvre, et rien de ce qu’il retenait ne se perd', (name) => {
    const { key, secret, sealed, state } = sample.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    const [hub = '', number = ''] = key.split('#');
    const opened = unsealState(sealed, {
      key: dossierKey(repositoryNamed(hub), Number(number)),
      hubId: 3_000_000_001,
      number: Number(number),
      secrets: [secret],
    });
    const { authorised, lastMove, ...kept } = state;
    expect(opened).toMatchObject(kept);
    // Its number, until the event's node id is known.
    expect(opened?.lastMove).toBe(lastMove === 0 ? null : String(lastMove));
    expect(opened?.authorised.map((one) => one.name)).toEqual(authorised);
  });
});

describe('un état quelconque', () => {
  const seal = { hubId: 9, number: 1, key: dossierKey({ owner: 'o', repo: 'r' }, 1), secrets: ['un secret assez long'] } as const;
  const base = initialState({ phase: 'ovh', at: '2027-01-04T09:00:00Z', by: null, how: 'opened', reason: null }, 'abc');
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const note = fc.record({ at: text, by: text, kind: fc.constantFrom(...noteKinds), about: text, reason: fc.option(text) });
  const state: fc.Arbitrary<DossierState> = fc
    .record({
      notes: fc.array(note, { maxLength: 8 }),
      handled: fc.dictionary(text, fc.array(text, { maxLength: 3 }), { maxKeys: 5 }),
      items: fc.dictionary(text, fc.record({ done: fc.boolean(), by: text, at: text }), { maxKeys: 5 }),
      authorised: fc.array(fc.record({ name: text, id: fc.option(fc.nat()), by: text, at: text }), { maxLength: 3 }),
      team: fc.array(fc.record({ login: text, id: fc.option(fc.nat()), member: fc.boolean() }), { maxLength: 3 }),
      contacts: fc.option(fc.dictionary(text, fc.oneof(fc.nat(), fc.constantFrom('nobody', 'unknown')), { maxKeys: 3 })),
      paused: fc.boolean(),
      writtenAt: fc.option(text),
    })
    .map((some) => ({ ...base, ...some }));

  it('se relit tel qu’il a été scellé, quelle que soit la sorte de ses notes', () => {
    fc.assert(
      fc.property(state, (some) => {
        expect(unsealState(sealState(some, seal), seal)).toEqual(stateSchema.parse(some));
      }),
    );
  });
});
