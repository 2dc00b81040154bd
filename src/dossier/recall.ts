import { readBoxes } from './boxes.ts';
import { readCommands } from './commands/read-commands.ts';
import { digest } from './digest.ts';
import { type Facts, phaseOf, phaseRank, sameLabel } from './facts.ts';
import { sameLogin } from './login.ts';
import { recallFlows } from './flows/recall-flows.ts';
import { moveSlot } from './label-move.ts';
import { maskSecrets } from './secrets.ts';
import { type DossierState, initialState } from './state.ts';

/** The state to start from: what was remembered, a new dossier's, or, where the memory was lost, what GitHub still shows. */
export function recall(facts: Facts): DossierState {
  const bodyDigest = digest(maskSecrets(facts.observation.issue.body));
  const { memory } = facts.observation;
  switch (memory.kind) {
    case 'kept': {
      const { state } = memory;
      return state.body.digest === bodyDigest ? state : { ...state, body: { digest: bodyDigest, changedAt: facts.now } };
    }
    case 'none':
      return opened(facts, bodyDigest);
    case 'lost':
      return rebuilt(facts, bodyDigest);
    default:
      return memory satisfies never;
  }
}

function opened({ procedure, observation }: Facts, bodyDigest: string): DossierState {
  const phase = phaseOf(procedure, procedure.phases[0]?.id ?? '').id;
  return initialState({ phase, at: observation.issue.createdAt, by: null, how: 'opened', reason: null }, bodyDigest);
}

/**
 * Rebuilds what can be: the phase from the labels that the App set or answered, the boxes from its checklists, the flows from their table. Commands written before are
 * taken as executed: running one twice is worse than asking to write it again, and the status comment says so.
 */
function rebuilt(facts: Facts, bodyDigest: string): DossierState {
  const { observation, procedure, now } = facts;
  const known = procedure.phases.filter(
    (phase) => observation.issue.labels.some((label) => sameLabel(label, phase.label.name)) && answersFor(facts, phase.id),
  );
  const phase = known.toSorted((a, b) => phaseRank(procedure, b.id) - phaseRank(procedure, a.id))[0]?.id ?? phaseOf(procedure, '').id;
  const start = initialState({ phase, at: now, by: null, how: 'restored', reason: null }, bodyDigest);
  const boxes = procedure.phases.flatMap(({ id }) =>
    readBoxes(observation.comments.find(({ slot }) => slot === `checklist/${id}`)?.body ?? '').map((box) => ({ ...box, phase: id })),
  );
  const items = boxes
    .filter(({ checked }) => checked)
    .map(({ phase: id, id: item }) => [`${id}/${item}`, { done: true, by: observation.app, at: now }] as const);
  const handled = observation.comments
    .filter(({ slot, author }) => slot === null && !author.bot)
    .map(({ id, body }) => [id, readCommands(maskSecrets(body)).map((line) => line.digest)] as const)
    .filter(([, lines]) => lines.length > 0);
  return {
    ...start,
    items: Object.fromEntries(items),
    handled: Object.fromEntries(handled),
    lastMove: lastAnsweredMove(facts),
    flows: recallFlows(facts),
    flowsAsked: observation.comments.some(({ slot }) => slot === 'flows'),
  };
}

/** True when the App set that phase's label itself, or opened its checklist. */
function answersFor({ ask, observation, procedure }: Facts, phaseId: string): boolean {
  const label = phaseOf(procedure, phaseId).label.name;
  return (
    observation.comments.some(({ slot }) => slot === `checklist/${phaseId}`) ||
    ask
      .events()
      .some(
        (event) =>
          event.kind === 'labeled' &&
          sameLabel(event.label, label) &&
          event.actor !== null &&
          sameLogin(event.actor.login, observation.app),
      )
  );
}

function lastAnsweredMove({ observation: { comments, events } }: Facts): string | null {
  return events.findLast(({ id }) => comments.some(({ slot }) => slot === moveSlot(id)))?.id ?? null;
}
