import { sameLabel } from '../../words/label.ts';
import type { Phase } from '../../config/procedure.ts';
import { type Facts } from '../facts.ts';
import { sameLogin } from '../../words/login.ts';
import type { IssueEvent, Observation } from '../observation.ts';

/** What the label events of an issue tell that nobody can forge. */
export interface OwnMoves {
  /** The phase that the App itself last put the dossier in, or let it enter; null where it never did. */
  readonly phase: Phase | null;
  /** The phase whose label somebody set and that was not judged yet. */
  readonly asked: Phase | null;
  /** The last event that needs no judgement any more. */
  readonly judged: string | null;
}

/** What of the facts tells that story. */
interface LabelStory extends Pick<Facts, 'procedure'> {
  readonly ask: Pick<Facts['ask'], 'events'>;
  readonly observation: Pick<Observation, 'app'>;
}

/**
 * Reads the App's own label events: a phase label that it set is where the dossier is; one that somebody else set is entered once the App took the label of
 * before off, and refused once it took that one off. What only others did proves nothing.
 */
export function ownMoves({ ask, procedure, observation: { app } }: LabelStory): OwnMoves {
  return ask.events().reduce<OwnMoves>(
    (before, event) => {
      const about = 'label' in event ? procedure.phases.find(({ label }) => sameLabel(label.name, event.label)) : undefined;
      const after = about === undefined ? before : moved(before, { kind: event.kind, about, own: isBy(event, app) });
      return after.asked === null ? { ...after, judged: event.id } : after;
    },
    { phase: null, asked: null, judged: null },
  );
}

function isBy({ actor }: IssueEvent, login: string): boolean {
  return actor !== null && sameLogin(actor.login, login);
}

function moved(before: OwnMoves, { kind, about, own }: { kind: IssueEvent['kind']; about: Phase; own: boolean }): OwnMoves {
  const { phase, asked } = before;
  if (kind === 'labeled') {
    if (own) return { ...before, phase: about, asked: null };
    return { ...before, asked: about.id === phase?.id ? null : about };
  }
  if (about.id === asked?.id) return { ...before, asked: null };
  return own && asked !== null && about.id === phase?.id ? { ...before, phase: asked, asked: null } : before;
}
