import { describe, expect, it } from 'vitest';
import type { SharedFacts } from '../../src/queue/facts.ts';
import { createOwnWrites, type OwnWrite } from '../../src/github/own-writes.ts';
import { dossierKey } from '../../src/words/key.ts';

const key = (number: number) => dossierKey({ owner: 'dnum-mi', repo: 'hub' }, number);
const comment = (id: number, text = 'a'): OwnWrite => ({
  kind: 'comment',
  id,
  nodeId: `IC_${id}`,
  text,
  updatedAt: '2027-01-04T09:00:00Z',
});
const labeled: OwnWrite = { kind: 'labeled', label: 'phase: OVH', after: null };

function aMemory() {
  let passed = 0;
  return { own: createOwnWrites({ elapsed: () => passed }), minutes: (count: number) => (passed += count * 60_000) };
}

describe('ce que l’application vient d’écrire', () => {
  it('est su de son dossier seul, une fois par commentaire et par étiquette', () => {
    const { own } = aMemory();
    own.note(key(1), comment(5));
    own.note(key(1), comment(5, 'b'));
    own.note(key(1), labeled);
    own.note(key(1), { kind: 'unlabeled', label: 'Phase: ovh', after: null });
    expect(own.of(key(1))).toEqual([comment(5, 'b'), { kind: 'unlabeled', label: 'Phase: ovh', after: null }]);
    expect(own.of(key(2))).toEqual([]);
  });

  it('s’oublie : les étiquettes après une minute, les commentaires après dix', () => {
    const { own, minutes } = aMemory();
    own.note(key(1), comment(5));
    own.note(key(1), labeled);
    minutes(1);
    expect(own.of(key(1))).toEqual([comment(5)]);
    minutes(9);
    expect(own.of(key(1))).toEqual([]);
  });

  it.each<OwnWrite>([labeled, { kind: 'unlabeled', label: 'phase: OVH', after: null }, { kind: 'closed', after: null }])(
    '$kind : attendu une minute, pas plus',
    (write) => {
      const { own, minutes } = aMemory();
      own.note(key(1), write);
      minutes(0.99);
      expect(own.of(key(1))).toEqual([write]);
      minutes(0.01);
      expect(own.of(key(1))).toEqual([]);
    },
  );

  it('s’oublie sur demande', () => {
    const { own } = aMemory();
    own.note(key(1), labeled);
    own.forget(key(1), labeled);
    expect(own.of(key(1))).toEqual([]);
  });

  it('est borné : au-delà de mille dossiers, les plus anciens s’oublient', () => {
    const { own } = aMemory();
    for (let number = 1; number <= 1_001; number += 1) own.note(key(number), comment(number));
    expect(own.of(key(1))).toEqual([]);
    expect(own.of(key(1_001))).toHaveLength(1);
  });
});

/** Processes that hear at once, as JSON, what each of them tells. */
function inCommon(): Pick<SharedFacts, 'open'> {
  const heard: ((subject: string, told: string) => void)[] = [];
  return {
    open: ({ schema, hear }) => {
      const own = (subject: string, told: string) => {
        const value: unknown = JSON.parse(told);
        hear({ subject, value: value === null ? null : schema.parse(value), ageMs: 0 });
      };
      heard.push(own);
      return (subject, value) => {
        for (const other of heard.filter((one) => one !== own)) other(subject, JSON.stringify(value));
      };
    },
  };
}

it('ce qu’un exemplaire vient d’écrire, un autre le sait ; et quand ce n’est plus attendu', () => {
  const facts = inCommon();
  const [one, other] = [createOwnWrites({ elapsed: () => 0 }, facts), createOwnWrites({ elapsed: () => 0 }, facts)];
  one.note(key(1), comment(5));
  one.note(key(1), labeled);
  expect(other.of(key(1))).toEqual([comment(5), labeled]);
  other.forget(key(1), labeled);
  expect(one.of(key(1))).toEqual([comment(5)]);
});
