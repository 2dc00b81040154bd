import * as fc from '../../property.ts';
import { expect, it } from 'vitest';
import { readMarker, withMarker } from '../../../src/render/marker.ts';
import { holdsPart, partMark } from '../../../src/dossier/written/parts.ts';
import { readSlot, type Slot, slotText } from '../../../src/dossier/written/slot.ts';

const word = fc.stringMatching(/^[A-Za-z0-9-]{1,22}$/);
const count = fc.integer({ min: 1, max: 2 ** 40 });
const ids = fc.array(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { minLength: 1, maxLength: 4 });

const slots: fc.Arbitrary<Slot> = fc.oneof(
  fc.record({ kind: fc.constantFrom('status', 'secret', 'nobody-answers', 'flows', 'checks') }),
  fc.record({ kind: fc.constant('checklist'), phase: word }),
  fc.record({ kind: fc.constant('closing'), time: count }),
  fc.record({ kind: fc.constant('entry'), entry: count }),
  fc.record({ kind: fc.constant('refusal'), phase: word, event: word }),
  fc.record({ kind: fc.constant('move'), event: word }),
  fc.record({ kind: fc.constant('reply'), comment: count, line: fc.option(word) }),
  fc.record({ kind: fc.constant('untick'), comment: count, edit: word }),
  fc.record({ kind: fc.constant('reminder'), number: count, day: word }),
  fc.record({ kind: fc.constant('promises'), which: word }),
  fc.record({ kind: fc.constant('call'), number: count, why: fc.constantFrom('turn', 'question'), reminder: fc.nat(20) }),
  fc.record({ kind: fc.constant('contested'), label: word }),
  fc.record({ kind: fc.constant('flows-added'), flows: word }),
  fc.record({ kind: fc.constant('mirror'), to: ids, without: fc.oneof(fc.constant([]), ids) }),
  fc.record({ kind: fc.constant('mirror-failure'), run: count }),
);

it('chaque place de commentaire se relit telle qu’elle a été écrite, dans sa marque aussi', () => {
  fc.assert(
    fc.property(slots, (slot) => {
      const text = slotText(slot);
      expect(readSlot(text)).toEqual(slot);
      expect(readMarker(withMarker(text, 'texte'))).toBe(text);
    }),
  );
});

it('deux places différentes n’ont jamais le même nom', () => {
  fc.assert(
    fc.property(slots, slots, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(slotText(one)).not.toBe(slotText(other));
    }),
  );
});

it('une partie se reconnaît à la place qu’elle tient, quoi qui l’entoure, et à nulle autre', () => {
  fc.assert(
    fc.property(slots, slots, fc.constantFrom('\n', '\r\n'), (slot, other, end) => {
      fc.pre(slotText(slot) !== slotText(other));
      const body = ['## Phase', partMark(slotText(slot)), 'texte'].join(end);
      expect([holdsPart(body, slotText(slot)), holdsPart(body, slotText(other))]).toEqual([true, false]);
    }),
  );
});

it.each(['', 'autre', 'autre/3', 'statut'])('« %s » n’est le nom d’aucune', (text) => {
  expect(readSlot(text)).toBeNull();
});

it.each(['call', 'reply', 'closing', 'entry', 'untick', 'reminder', 'mirror-failure'])(
  'une marque « %s » récrite à la main, dont le nombre n’en est pas un ou n’a pas de suivant, n’est celle d’aucune place',
  (kind) => {
    for (const written of ['abc', '1e400', '-5', '1.5', '9007199254740991', '99999999999999999999'])
      expect(readSlot(`${kind}/${written}/turn/0`)).toBeNull();
    expect(readSlot(`call/1/turn/${kind}`)).toBeNull();
  },
);
