import { isDone } from '../dossier/assess.ts';
import type { ItemView } from '../dossier/item.ts';
import type { PhasePart, PhaseView } from '../dossier/plan.ts';
import type { PhaseEntry } from '../dossier/state.ts';
import { partMark } from '../dossier/written/parts.ts';
import { renderFlowsPart } from './flows.ts';
import { counted, formatDate } from '../words/dates.ts';
import { details, join, type Markdown, md, named, trusted } from '../words/markdown.ts';
import { LONGEST_COMMENT } from './fit.ts';
import { boxedItem, foldedHelp } from './item-list.ts';
import { renderMirrorPart } from './mirror-notices.ts';

/**
 * The comment of a phase: it announces the phase to the project team, then keeps its steps, the pull requests to merge and the table of the flows. What a long
 * table takes beyond GitHub's limit is left out of the table.
 */
export function renderPhase(view: PhaseView): Markdown {
  const steps = view.current ? currentSteps(view) : formerSteps(view);
  return view.parts.reduce(
    (written, part) => join([written, { markdown: partMark(part.slot) }, renderPart(part, LONGEST_COMMENT - written.markdown.length)]),
    steps,
  );
}

function renderPart(part: PhasePart, longest: number): Markdown {
  switch (part.kind) {
    case 'mirror':
      return renderMirrorPart(part.view);
    case 'flows':
      return renderFlowsPart(part.view, longest);
    default:
      return part satisfies never;
  }
}

function currentSteps({ phase, entry, to, items }: PhaseView): Markdown {
  const own = items.filter(({ item }) => item.owner === 'projet');
  const theirs = items.filter(({ item }) => item.owner === 'service-team');
  return join([
    trusted(`## Phase « ${phase.title} »`),
    md`Bonjour${named(to)}, votre dossier est dans la phase « ${trusted(phase.title)} » depuis le ${trusted(formatDate(entry.at))}${movedBy(entry)}.`,
    trusted(phase.intro),
    items.length === 0 ? md`Aucune étape n’est à cocher dans cette phase.` : null,
    group('### Étapes de l’équipe projet', own),
    howToTick(own),
    group('### Étapes de la Service Team', theirs),
    theirs.some((view) => !isDone(view)) ? md`**Service Team** : une étape faite se coche d’un clic.` : null,
    foldedHelp(items),
  ]);
}

/** The phase is behind: its boxes stay, folded. */
function formerSteps({ phase, items }: PhaseView): Markdown {
  const left = items.filter((view) => !isDone(view)).length;
  const rest = left === 0 ? '' : `, ${counted(left, 'non faite', 'non faites')}`;
  return join([
    trusted(`## Phase « ${phase.title} »`),
    md`Le dossier n’est plus dans cette phase ; ses étapes restent ici pour mémoire.`,
    details(`${counted(items.length, 'étape', 'étapes')}${rest}`, join(items.map(boxedItem), '\n')),
  ]);
}

/** Who moved the dossier, and why when the conditions did not hold. */
export function movedBy({ by, how, reason }: PhaseEntry): Markdown {
  if (by === null) return md``;
  return how === 'forced'
    ? md`, par décision de ${by} malgré les conditions non remplies (motif : ${reason ?? ''})`
    : md`, à la demande de ${by}`;
}

function group(title: string, items: readonly ItemView[]): Markdown | null {
  return items.length === 0 ? null : join([trusted(title), join(items.map(boxedItem), '\n')]);
}

function howToTick(own: readonly ItemView[]): Markdown | null {
  const open = own.filter(({ status }) => status.kind === 'open');
  // What the App sees by itself is nobody's to tell, but where it cannot be seen.
  const told = open.find(({ item }) => item.evidence === undefined);
  const [example] = told === undefined ? open : [told];
  if (example === undefined) return null;
  const write = md`Écrivez-le dans un nouveau commentaire, avec le nom qui finit sa ligne : ${`/fait ${example.item.id}`}. ${'/etapes'} vous donne une liste à cocher vous-même.`;
  return told === undefined
    ? md`L’application coche une étape dès qu’elle la voit faite. Elle ne la voit pas ? ${write}`
    : md`Une étape est faite ? ${write}`;
}
