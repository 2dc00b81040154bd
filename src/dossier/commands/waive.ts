import { ruleNames } from '../../config/checks-schema.ts';
import type { Waiver } from '../prerequisite.ts';
import type { Command } from './command.ts';
import { type Named, nearestFirst, takeName } from './take-name.ts';
import { takeNo } from './take-no.ts';
import { ruleIn, waiveRule } from './waive-rule.ts';
import { example, readWaiverReason } from './waiver-reason.ts';
import { flowNames, itemNames, prerequisiteNames } from './vocabulary.ts';

interface Target {
  /** Key in `state.waivers`. */
  readonly key: string;
  readonly title: string;
}

/** `/sans-objet <prérequis|étape|flux> <motif> [jusqu'au AAAA-MM-JJ]`: it no longer counts, for a reason, for ever or until the end of a day; `non` in place of the reason: it counts again. */
export const waive: Command = {
  name: 'sans-objet',
  aliases: ['waive', 'na', 'dispense'],
  usage: '/sans-objet <prérequis|étape|flux|règle [owner/repo]> <motif [jusqu’au AAAA-MM-JJ]|non>',
  summary:
    'dispense d’un prérequis, d’une étape, d’un flux refusé ou d’une règle des vérifications, avec un motif et au besoin une échéance, ou lève cette dispense (`non`)',
  audience: 'service-team',
  changes: true,
  run: ({ dossier, by, args, comment }) => {
    const wrong = (problem: string, choices: readonly string[]) =>
      ({ dossier, reply: { kind: 'wrong-argument', command: waive, problem, choices } }) as const;
    const candidates: Named<Target>[] = [
      ...prerequisiteNames(dossier).map(({ value, names }) => ({ value: { key: value.id, title: value.title }, names })),
      ...itemNames(dossier).map(({ value, names }) => ({ value: { key: value.key, title: value.item.title }, names })),
      ...flowNames(dossier).map(({ value, names }) => ({ value: { key: value.id, title: `flux ${value.id}` }, names })),
    ];
    const taken = takeName(args, candidates);
    const rule = ruleIn(args);
    if (taken.kind === 'unknown' && rule !== null) return waiveRule({ dossier, by, args, comment }, rule, waive);
    if (taken.kind === 'unknown') {
      return wrong(
        args === ''
          ? 'il manque le nom du prérequis, de l’étape, du flux ou de la règle'
          : 'ce prérequis, cette étape, ce flux ou cette règle n’existe pas',
        nearestFirst(args, [...candidates, ...ruleNames.map((name) => ({ value: name, names: [name] as const }))]).map(
          (name) => `${name} motif`,
        ),
      );
    }
    const { rest: words, no } = takeNo(taken.rest);
    if (no && words === '') {
      const { [taken.value.key]: waived, ...waivers } = dossier.state.waivers;
      if (waived === undefined) return wrong(`« ${taken.value.title} » n’était pas sans objet`, [`${taken.value.key} ${example}`]);
      const notes = [
        ...dossier.state.notes,
        { at: comment.updatedAt, by, kind: 'unwaived', about: taken.value.title, reason: null } as const,
      ];
      return { dossier: dossier.with({ waivers, notes }), reply: { kind: 'unwaived', title: taken.value.title } };
    }
    const read = readWaiverReason(taken.rest, { at: comment.updatedAt, now: dossier.now });
    if (read.kind === 'wrong') return wrong(read.problem, [`${taken.value.key} ${read.instead}`]);
    const { reason, until } = read;
    const waiver: Waiver = { by, at: comment.updatedAt, reason, until };
    const about = taken.value.title;
    return {
      dossier: dossier.with({
        waivers: { ...dossier.state.waivers, [taken.value.key]: waiver },
        notes: [...dossier.state.notes, { at: waiver.at, by, kind: 'waived', about, reason }],
      }),
      reply: { kind: 'waived', title: about, waiver },
    };
  },
};
