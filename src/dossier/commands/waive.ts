import { daysLater, isDate, parisDate } from '../../words/calendar.ts';
import type { Dossier } from '../dossier.ts';
import type { Waiver } from '../prerequisite.ts';
import { mentionsDate } from '../../answers/dates.ts';
import type { Command } from './command.ts';
import { type Named, takeName } from './take-name.ts';
import { ruleIn, waiveRule } from './waive-rule.ts';
import { flowNames, itemNames, prerequisiteNames } from './vocabulary.ts';

interface Target {
  /** Key in `state.waivers`. */
  readonly key: string;
  readonly title: string;
}

/** `/sans-objet <prérequis|étape|flux> <motif> [jusqu'au AAAA-MM-JJ]`: it no longer counts, for a reason, for ever or until the end of a day. */
export const waive: Command = {
  name: 'sans-objet',
  aliases: ['waive', 'na', 'dispense'],
  usage: '/sans-objet <prérequis|étape|flux|règle [owner/repo]> <motif> [jusqu’au AAAA-MM-JJ]',
  summary:
    'dispense d’un prérequis, d’une étape, d’un flux refusé ou d’une règle des vérifications, avec un motif et au besoin une échéance',
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
        args === '' ? 'il manque le nom du prérequis, de l’étape ou du flux' : 'ce prérequis, cette étape ou ce flux n’existe pas',
        taken.choices.map((name) => `${name} motif`),
      );
    }
    const { reason, until } = readReason(taken.rest);
    if (reason === '') return wrong('il manque le motif', [`${taken.value.key} non concerné : site statique`]);
    if (until === 'unreadable')
      return wrong('la date s’écrit AAAA-MM-JJ, tout à la fin', [`${taken.value.key} ${reason} jusqu’au ${soon(dossier)}`]);
    if (until !== null && !isDate(until))
      return wrong(`la date « ${until} » n’existe pas`, [`${taken.value.key} ${reason} jusqu’au ${soon(dossier)}`]);
    if (until !== null && until < parisDate(comment.updatedAt))
      return wrong(`la date ${until} est déjà passée`, [`${taken.value.key} ${reason} jusqu’au ${soon(dossier)}`]);
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

/** A day that may be written, as an example. */
function soon({ now }: Dossier): string {
  return daysLater(now, 90).slice(0, 10);
}

/** The reason, and the day after « jusqu'au » where one closes it. A day written otherwise must not make a waiver without end. */
function readReason(text: string): { reason: string; until: string | null } {
  const [, before, after = ''] = /^(.*)(?<!\S)jusqu['’ ]?(?:au|à|a|en)(?:\s+(.*))?$/i.exec(text) ?? [];
  if (before === undefined) return { reason: text.trim(), until: null };
  const [, date] = /^(\d{4}-\d{2}-\d{2})\s*\.?$/.exec(after) ?? [];
  if (date === undefined && !mentionsDate(after)) return { reason: text.trim(), until: null };
  return { reason: before.trim(), until: date ?? 'unreadable' };
}
