import type { FlowsView, FlowView, RemovedFlow, Told } from '../flows/assess-flows.ts';
import type { FlowContent, Zone } from '../flows/reading/flow.ts';
import { type FlowStatus, flowStatusTitles, type FlowStep } from '../flows/flow-status.ts';
import { destinationText, flowText } from '../flows/reading/flow-text.ts';
import { portsText } from '../flows/reading/ports.ts';
import type { FlowRemark } from '../flows/reading/remarks.ts';
import { counted, formatDate } from '../words/dates.ts';
import { firstFitting } from './fit.ts';
import { flowsCsv, flowsJson } from '../flows/flows-file.ts';
import { code, codeBlock, details, join, list, type Markdown, md, sentence, trusted } from '../words/markdown.ts';
import { waiverText } from './prerequisite-list.ts';

/** How much of a long table is shown: the first that fits GitHub's limit is taken. The history goes first: each row says its last step. */
const levels: readonly { readonly rows: number; readonly history: number; readonly files: readonly ('csv' | 'json')[] }[] = [
  { rows: Infinity, history: 60, files: ['csv', 'json'] },
  { rows: Infinity, history: 60, files: ['csv'] },
  { rows: Infinity, history: 0, files: ['csv'] },
  { rows: Infinity, history: 0, files: [] },
  { rows: 60, history: 0, files: ['csv'] },
  { rows: 200, history: 0, files: [] },
  { rows: 60, history: 0, files: [] },
];

/** The table of the flows, in so many characters at most: each with its status, who set it and when; the same folded as CSV and JSON, for the network team. */
export function renderFlowsPart(view: FlowsView, longest: number): Markdown {
  return firstFitting(
    levels.map((level) => () => table(view, level)),
    longest,
  );
}

function table(view: FlowsView, { rows, history, files }: (typeof levels)[number]): Markdown {
  const { declared, removed } = view;
  const kinds = declared.length === 0 ? [] : files;
  const left = declared.length - Math.min(rows, declared.length);
  return join([
    md`### Ouvertures de flux`,
    flowsSummary(declared),
    declared.some(({ status, waiver }) => status === 'a-demander' && waiver === null)
      ? md`Une ouverture de flux prend du temps : la Service Team peut la demander dès maintenant, sans attendre que le reste soit prêt.`
      : null,
    flowTable(declared.slice(0, rows)),
    left === 0 ? null : md`… et ${trusted(counted(left, 'autre flux', 'autres flux'))}, que ce commentaire ne peut pas contenir.`,
    remarks(view),
    unreadLines(view),
    removedList(removed),
    details('Tenir ce tableau à jour', howTo),
    details(
      'Historique des flux',
      list(
        declared
          .filter(({ steps }) => steps.length > 1)
          .slice(0, history)
          .map(historyItem),
      ),
    ),
    kinds.includes('csv') ? details('Le tableau en CSV, à transmettre à l’équipe réseau', codeBlock('csv', flowsCsv(view))) : null,
    kinds.includes('json') ? details('Le tableau en JSON', codeBlock('json', flowsJson(view))) : null,
  ]);
}

const counts: readonly (readonly [FlowStatus, one: string, many: string])[] = [
  ['a-demander', 'à demander', 'à demander'],
  ['demande', 'demandé', 'demandés'],
  ['ouvert', 'ouvert (à tester)', 'ouverts (à tester)'],
  ['echec', 'dont le test échoue', 'dont le test échoue'],
  ['refuse', 'refusé', 'refusés'],
  ['teste', 'testé', 'testés'],
  ['sans-objet', 'sans objet', 'sans objet'],
];

/** « 5 flux déclarés (2 demandés, 3 testés). » */
export function flowsSummary(declared: readonly FlowView[]): Markdown {
  const parts = counts.flatMap(([status, one, many]) => {
    const count = declared.filter((view) => view.status === status && view.waiver === null).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  const waived = declared.filter(({ waiver }) => waiver !== null).length;
  const all = waived === 0 ? parts : [...parts, counted(waived, 'sans objet par décision', 'sans objet par décision')];
  if (declared.length === 0) return md`Aucun flux déclaré.`;
  const total = trusted(counted(declared.length, 'flux déclaré', 'flux déclarés'));
  return all.length === 0 ? md`${total}.` : md`${total} (${trusted(all.join(', '))}).`;
}

function flowTable(declared: readonly FlowView[]): Markdown | null {
  if (declared.length === 0) return null;
  const head = trusted('| flux | zone | source | destination | ports | justification | état |\n|---|---|---|---|---|---|---|');
  return join([head, ...declared.map(row)], '\n');
}

function row(view: FlowView): Markdown {
  const { id, zone, source, justification } = view.flow;
  return md`| ${id} | ${trusted(zoneTitles[zone])} | ${cell(source)} | ${destinationText(view.flow)} | ${places(view.flow)} | ${cell(justification)} | ${standing(view)} |`;
}

const zoneTitles: Readonly<Record<Zone, string>> = { mi: 'MI, RIE', internet: 'Internet' };

/** Longest text of a cell, in characters. */
const LONGEST_CELL = 90;

function cell(text: string | null): Markdown {
  return text === null ? trusted('—') : code(text, LONGEST_CELL);
}

function places({ ports, protocol }: FlowContent): Markdown {
  return trusted(
    ports.length === 0 && protocol !== 'icmp' ? `${protocol}, port à préciser` : [portsText(ports), protocol].join(' ').trim(),
  );
}

function standing({ status, steps, waiver }: FlowView): Markdown {
  if (waiver !== null) return md`➖ ${waiverText(waiver)}`;
  const last = steps.at(-1);
  const title = trusted(`${icons[status]} ${flowStatusTitles[status]}`);
  return last?.status === status ? md`${title}, ${stepText(last)}` : title;
}

const icons: Readonly<Record<FlowStatus, string>> = {
  'a-demander': '⚪',
  demande: '🟡',
  ouvert: '🔵',
  teste: '✅',
  echec: '🔴',
  refuse: '⛔',
  'sans-objet': '➖',
  ferme: '⚫',
};

/** « par camille le 4 janvier 2027 (REQ-12) ». */
function stepText({ by, at, note }: FlowStep): Markdown {
  return md`par ${by} le ${trusted(formatDate(at))}${note === null ? md`` : md` (${note})`}`;
}

const remarkTexts: Readonly<Record<FlowRemark, string>> = {
  incoming: 'semble aller vers l’application : déclarez ici ce qu’elle appelle, pas qui l’appelle',
  everywhere: 'vise toutes les adresses : l’équipe réseau demandera des destinations précises',
  'internal-on-internet': 'semble interne, mais est déclaré vers Internet : vérifiez la question où il est écrit',
  'every-port': 'demande tous les ports : indiquez ceux qui servent',
  'no-port': 'ne dit pas son port : ajoutez-le dans la demande',
  'plain-http': 'passe par HTTP sans chiffrement : préférez HTTPS (443) si le service le permet',
  wildcard: 'vise tout un domaine : listez les noms si vous les connaissez',
  merged: 'est déclaré par plusieurs lignes, réunies en un seul flux',
};

function remarks({ declared, notes }: FlowsView): Markdown | null {
  const onFlows = declared.flatMap(({ flow, remarks: found }) =>
    found.map((remark) =>
      remark === 'merged'
        ? md`${flow.id} ${trusted(remarkTexts.merged)} (lignes ${trusted(flow.lines.join(', '))}).`
        : md`${flow.id} ${trusted(remarkTexts[remark])}.`,
    ),
  );
  const items = [...onFlows, ...linesTold(notes)];
  const shown = items.slice(0, MAX_REMARKS);
  const left = items.length - shown.length;
  const more = left === 0 ? [] : [md`et ${trusted(counted(left, 'autre remarque', 'autres remarques'))} du même ordre.`];
  return items.length === 0 ? null : join([md`#### À regarder de plus près`, list([...shown, ...more])]);
}

const MAX_REMARKS = 20;

function unreadLines({ unread }: FlowsView): Markdown | null {
  const items = linesTold(unread);
  if (items.length === 0) return null;
  const left = items.length - MAX_REMARKS;
  return join([
    md`#### Ce qui n’a pas pu être lu`,
    list(items.slice(0, MAX_REMARKS)),
    left > 0 ? md`… et ${left} de plus.` : null,
    md`Attendu : un flux par ligne, avec sa destination (nom d’hôte, adresse IP ou URL), son port, son protocole et sa raison — par exemple ${'api.exemple.gouv.fr:443/tcp — lecture du référentiel'}.`,
  ]);
}

function linesTold(told: readonly Told[]): readonly Markdown[] {
  return told.flatMap(({ question, problems }) => problems.map(({ because }) => md`**${trusted(question)}** : ${sentence(because)}.`));
}

/** Removed flows shown; the others are counted. */
const MAX_REMOVED = 60;

function removedList(removed: readonly RemovedFlow[]): Markdown | null {
  if (removed.length === 0) return null;
  const left = removed.length - MAX_REMOVED;
  const more = left > 0 ? md`… et ${trusted(counted(left, 'autre flux', 'autres flux'))}.` : null;
  const next = md`Une fois l’ouverture supprimée ou la demande annulée, la Service Team écrit ${'/flux F-XXXXXX fermé'}.`;
  return join([md`#### Flux retirés de la demande`, next, list(removed.slice(0, MAX_REMOVED).map(removedItem)), more]);
}

function removedItem({ id, content, steps, todo }: RemovedFlow): Markdown {
  const what = content === null ? md`${id}` : md`${id} ${flowText(content)}`;
  const last = steps.at(-1);
  const when = last === undefined ? md`` : md`, ${trusted(flowStatusTitles[last.status])} ${stepText(last)}`;
  return md`⚫ ${trusted(todo === 'close' ? '**à fermer**' : '**demande à annuler**')} : ${what}${when}.`;
}

function historyItem({ flow, steps }: FlowView): Markdown {
  return md`${flow.id} : ${join(
    steps.map((step) => md`${trusted(flowStatusTitles[step.status])} ${stepText(step)}`),
    ', puis ',
  )}`;
}

const howTo = list([
  md`**Service Team** : ${'/flux F-XXXXXX demandé REQ-1234'} dans un commentaire ; plusieurs flux à la fois avec une liste, une plage (${'F-XXXXXX..F-YYYYYY'}), ${'mi'}, ${'internet'} ou ${'tous'}. États : à demander, demandé, ouvert, testé, refusé, sans objet. Un flux refusé se déclare sans objet par ${'/sans-objet F-XXXXXX motif'}.`,
  md`**Équipe projet** : une fois un flux ouvert, essayez-le depuis un pod de l’application, puis écrivez ${'/flux F-XXXXXX testé'}, ou ${'/flux F-XXXXXX échec'} suivi de ce que vous voyez. Pour ajouter, corriger ou retirer un flux, modifiez votre demande : les autres gardent leur état.`,
]);
