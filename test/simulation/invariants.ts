import { refusalSlot } from '../../src/dossier/engine/refusals.ts';
import { readCommands } from '../../src/dossier/commands/read-commands.ts';
import { serviceTeam } from './population.ts';
import { APP, type Shown, type ShownComment, type ShownEvent } from './shown.ts';

/** What must hold of a dossier whatever happened: `broken` tells where it does not, in a few words each. */
export interface Invariant {
  readonly name: string;
  readonly broken: (shown: Shown) => readonly string[];
}

/** In the order in which a reader would ask. */
export const invariants: readonly Invariant[] = [
  { name: 'un emplacement ne tient qu’un commentaire', broken: doubles },
  { name: 'toute commande a sa réponse', broken: unanswered },
  { name: 'aucun commentaire n’a deux réactions qui se contredisent', broken: contraryReactions },
  { name: 'rien n’est dit deux fois', broken: toldTwice },
  { name: 'aucune phase sans quelqu’un qui en décide', broken: unexplainedPhases },
  { name: 'une seule étiquette de phase, celle du dossier', broken: phaseLabels },
  { name: 'tout déplacement refusé est dit à qui l’a fait', broken: untoldRefusals },
  { name: 'un dossier fermé par l’application a son bilan', broken: closedWithoutSummary },
];

function doubles({ comments }: Shown): readonly string[] {
  const slots = comments.flatMap(({ slot }) => (slot === null ? [] : [slot]));
  return [...new Set(slots.filter((slot, place) => slots.indexOf(slot) !== place))];
}

/** A command is answered by a reaction or in words; one that changes the phase also by the phase, `/etapes` by the list that takes its place. */
function unanswered({ comments, state }: Shown): readonly string[] {
  return comments.flatMap((comment) => {
    if (comment.by === APP || readCommands(comment.body).lines.length === 0) return [];
    const answered =
      comment.reactions.some((reaction) => reaction !== '👀') ||
      comments.some(({ slot }) => slot === `reply/${comment.id}` || slot?.startsWith(`reply/${comment.id}/`) === true) ||
      becameList(comment) ||
      state?.history.some(({ by, how, at }) => how === 'restored' || (by === comment.by && at === comment.at)) === true;
    return answered ? [] : [`${comment.by} : ${comment.body.split('\n')[0] ?? ''}`];
  });
}

function contraryReactions({ comments }: Shown): readonly string[] {
  return comments.flatMap(({ reactions, body }) =>
    reactions.filter((reaction) => reaction !== '👀').length > 1 ? [body.split('\n')[0] ?? ''] : [],
  );
}

function becameList({ body }: ShownComment): boolean {
  return /^\/etapes\b/.test(body) && body.includes('- [');
}

/** The kinds of comments that tell of one event, whose texts name it. */
const newsKinds = ['refusal', 'entry', 'flows-added', 'closing', 'mirror-failure', 'secret', 'reminder'];

function toldTwice({ comments }: Shown): readonly string[] {
  const texts = comments.flatMap(({ slot, body }) =>
    newsKinds.includes(slot?.split('/')[0] ?? '') ? [body.split('\n').slice(1).join('\n')] : [],
  );
  return texts
    .filter((text, place) => texts.indexOf(text) !== place && !text.includes('Changement de phase refusé'))
    .map((text) => text.slice(0, 80));
}

const phaseLabel = /^phase: /;
const byPeople = ({ by, kind, label }: ShownEvent) => by !== APP && kind === 'labeled' && phaseLabel.test(label ?? '');

/** A phase is entered at the opening, after a label that the Service Team set, or by its command. */
function unexplainedPhases({ state, events, comments }: Shown): readonly string[] {
  if (state === null || state.history.some(({ how }) => how === 'restored')) return [];
  return state.history.flatMap(({ phase, how, by, at }) => {
    if (how === 'opened') return [];
    const isTeam = serviceTeam.some((login) => login === by);
    const asked =
      events.some((event) => byPeople(event) && event.by === by && event.at === at) ||
      comments.some((comment) => comment.by === by && /^\/(forcer|phase)\b/m.test(comment.body));
    const reasoned = how !== 'forced' || comments.some((comment) => comment.by === by && /^\/forcer\b/m.test(comment.body));
    return isTeam && asked && reasoned ? [] : [`${phase} (${how}, ${by ?? 'personne'})`];
  });
}

function phaseLabels({ open, labels, state }: Shown): readonly string[] {
  if (!open || !labels.includes('accompagnement')) return [];
  const phases = labels.filter((label) => phaseLabel.test(label));
  const expected = state === null ? null : labelOf(state.phase);
  return phases.length === 1 && (expected === null || phases[0] === expected) ? [] : [phases.join(', ') || 'aucune'];
}

const labelOf = (phase: string) => shippedLabels.get(phase) ?? `phase: ${phase}`;
const shippedLabels = new Map([
  ['prerequis', 'phase: prérequis'],
  ['ovh', 'phase: OVH'],
  ['cloud-pi-native', 'phase: Cloud π native'],
  ['ouverture-de-flux', 'phase: ouverture de flux'],
  ['embarque', 'phase: embarqué'],
]);

/** A label that led to no phase has its refusal, or a later one of the same phase, or that phase was entered since; several set at once by somebody have one for all. */
function untoldRefusals({ events, state, comments }: Shown): readonly string[] {
  if (state === null || state.history.some(({ how }) => how === 'restored')) return [];
  const asked = events.filter(byPeople);
  const phaseAsked = ({ label }: ShownEvent) => [...shippedLabels].find(([, name]) => name === label)?.[0] ?? '';
  const isTold = (event: ShownEvent) =>
    asked
      .slice(asked.indexOf(event))
      .filter(({ label }) => label === event.label)
      .some(({ id }) => comments.some(({ slot }) => slot === refusalSlot(phaseAsked(event), id))) ||
    state.history.some(({ phase, at }) => labelOf(phase) === event.label && at >= event.at);
  return asked.flatMap((event, place) => {
    const entered = state.history.some(({ by, at }) => by === event.by && at === event.at);
    const together = asked.filter((other) => other.by === event.by && other.at === event.at).some(isTold);
    // The label of the phase in which the dossier stood already asks for nothing.
    const inPlace = state.history.findLast(({ at }) => at <= event.at)?.phase;
    return entered || together || labelOf(inPlace ?? '') === event.label ? [] : [`${event.by} : ${event.label ?? ''} (${place + 1})`];
  });
}

function closedWithoutSummary({ open, events, comments }: Shown): readonly string[] {
  const byApp = events.findLast(({ kind }) => kind === 'closed')?.by === APP;
  return !open && byApp && !comments.some(({ slot }) => slot === 'closing') ? ['fermé sans bilan'] : [];
}
