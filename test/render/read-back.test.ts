import * as fc from '../property.ts';
import { expect, it } from 'vitest';
import type { ItemStatus, ItemView } from '../../src/dossier/item.ts';
import { readBoxes } from '../../src/dossier/written/boxes.ts';
import { holdsTitle } from '../../src/dossier/written/own-checklist.ts';
import { readDefaults } from '../../src/defaults.ts';
import { renderPhase } from '../../src/render/checklist.ts';
import { renderPersonalChecklist } from '../../src/render/personal-checklist.ts';

const { procedure } = readDefaults();
const at = '2027-01-04T09:00:00Z';
const login = fc.stringMatching(/^[A-Za-z\d][A-Za-z\d-]{0,38}$/);

const statuses: fc.Arbitrary<ItemStatus> = fc.oneof(
  fc.constant({ kind: 'open', progress: null } as const),
  fc.string().map((saw) => ({ kind: 'open', progress: [{ quoted: saw }] }) as const),
  login.map((by) => ({ kind: 'done', mark: { done: true, by, at } }) as const),
  fc.string().map((saw) => ({ kind: 'evidence', saw: [{ quoted: saw }] }) as const),
);

const checklists = fc
  .constantFrom(...procedure.phases)
  .chain((phase) =>
    fc
      .tuple(...phase.checklist.map(() => statuses))
      .map((all) => ({ phase, items: phase.checklist.map((item, index) => viewOf(`${phase.id}/${item.id}`, item, all[index])) })),
  );

function viewOf(key: string, item: ItemView['item'], status: ItemStatus = { kind: 'open', progress: null }): ItemView {
  return { key, item, status };
}

it('les cases d’une liste se relisent : l’étape, cochée ou non, et par qui', () => {
  fc.assert(
    fc.property(checklists, fc.boolean(), ({ phase, items }, current) => {
      const entry = { phase: phase.id, at, by: null, how: 'opened', reason: null } as const;
      const body = renderPhase({ procedure, phase, entry, to: [], items, current, parts: [] }).markdown;
      const read = new Map(readBoxes(body).map(({ id, checked, by }) => [id, { checked, by }]));
      expect(read).toEqual(
        new Map(
          items.map(({ item, status }) => [
            item.id,
            { checked: status.kind !== 'open', by: status.kind === 'done' ? status.mark.by : null },
          ]),
        ),
      );
    }),
  );
});

it('une liste personnelle se reconnaît à la phase pour laquelle elle a été écrite, et à aucune autre', () => {
  fc.assert(
    fc.property(checklists, fc.string(), ({ phase, items }, expected) => {
      const body = renderPersonalChecklist({ expected, phase, items });
      expect(procedure.phases.filter((other) => holdsTitle(body, other))).toEqual([phase]);
    }),
  );
});
