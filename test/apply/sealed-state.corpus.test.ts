import { readdirSync, readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
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

/** What 0.3.0 refuses a state without, of what holds ids since: it ignores what else is there. A state that it does not read is a dossier whose memory it loses. */
const of030 = z.object({
  named: z.object({ body: z.string(), by: z.record(z.string(), z.string().nullable()), writers: z.array(z.string()).optional() }),
  fixes: z.record(z.string(), z.object({ asked: z.string(), by: z.string(), rules: z.array(z.string()) })),
});

it('une version d’avant, qui tourne à côté, lit qui a inscrit un dépôt et qui a demandé des corrections', () => {
  const asked = '2027-01-04T09:00:00Z';
  const entry = { phase: 'ovh', at: asked, by: null, how: 'opened', reason: null } as const;
  const named = { body: 'abc', by: { 'dso/api': 'lea', 'dso/infra': null }, ids: { 'dso/api': 7 } };
  const fixes = { 'dso/api': { asked, by: 'lea', id: 7, rules: [] } };
  const seal = { hubId: 9, number: 1, key: dossierKey({ owner: 'o', repo: 'r' }, 1), secrets: ['un secret assez long'] } as const;
  const sealed = sealState({ ...initialState(entry, 'abc'), named, fixes }, seal);
  const [payload = ''] = sealed.split('.');
  const read = of030.parse(JSON.parse(inflateRawSync(Buffer.from(payload, 'base64url')).toString()));
  expect(read).toMatchObject({ named: { by: named.by }, fixes: { 'dso/api': { by: 'lea' } } });
  // What it seals in its turn holds no id, and is read as before they were kept.
  expect(stateSchema.parse({ ...initialState(entry, 'abc'), ...read }).named).toEqual({ body: 'abc', by: named.by });
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
