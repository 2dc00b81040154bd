import type { StatusView } from '../dossier/plan.ts';
import { type Note, type PhaseEntry, restoredAt } from '../dossier/state.ts';
import { movedBy } from './checklist.ts';
import { counted, formatInstant } from '../words/dates.ts';
import { list, type Markdown, md, trusted } from '../words/markdown.ts';

/** Phases and decisions in the order of time, the last `count` of them. */
export function timeline({ procedure, state }: StatusView, count: number): Markdown {
  const title = (id: string) => procedure.phases.find((phase) => phase.id === id)?.title ?? id;
  const lines = [
    ...state.history.map((entry) => ({
      at: entry.how === 'restored' ? (restoredAt(state) ?? entry.at) : entry.at,
      text: entryLine(entry, title(entry.phase)),
    })),
    ...state.notes.map((note) => ({ at: note.at, text: noteLine(note) })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const shown = lines.slice(-count);
  const skipped = lines.length - shown.length;
  return list([
    ...(skipped === 0 ? [] : [md`… ${trusted(counted(skipped, 'ligne plus ancienne', 'lignes plus anciennes'))}`]),
    ...shown.map(({ at, text }) => md`${trusted(formatInstant(at))} : ${text}`),
  ]);
}

/** How a phase was entered, in a line. */
export function entryLine(entry: PhaseEntry, title: string): Markdown {
  switch (entry.how) {
    case 'opened':
      return md`ouverture du dossier, phase « ${trusted(title)} »`;
    case 'restored':
      return md`suivi reconstitué, phase « ${trusted(title)} »`;
    case 'moved':
    case 'forced':
      return md`entrée dans la phase « ${trusted(title)} »${movedBy(entry)}`;
    case 'back':
      return md`retour à la phase « ${trusted(title)} »${movedBy(entry)}`;
    default:
      return entry.how satisfies never;
  }
}

/** A decision in a line. */
export function noteLine({ by, kind, about, reason }: Note): Markdown {
  const why = reason === null ? md`` : md` (motif : ${reason})`;
  switch (kind) {
    case 'validated':
      return md`${by} a accepté : ${trusted(about)}`;
    case 'sent-back':
      return md`${by} a renvoyé : ${trusted(about)}${why}`;
    case 'waived':
      return md`${by} a déclaré sans objet : ${trusted(about)}${why}`;
    case 'unwaived':
      return md`${by} fait de nouveau compter : ${trusted(about)}`;
    case 'flows':
      return md`${by} a noté : ${trusted(about)}${reason === null ? md`` : md` (${reason})`}`;
    case 'paused':
      return md`${by} a suspendu les relances${why}`;
    case 'resumed':
      return md`${by} a rétabli les relances${why}`;
    case 'authorised':
      return md`${by} a autorisé l’application dans le dépôt ${about}`;
    case 'unauthorised':
      return md`${by} a retiré à l’application l’autorisation d’agir dans le dépôt ${about}`;
    case 'joined':
      return md`${by} a ajouté ${about} à l’équipe projet`;
    case 'left':
      return md`${by} a retiré ${about} de l’équipe projet`;
    case 'restored-label':
      return md`étiquette ${about} retirée par ${by}, remise par l’application`;
    case 'unfollowed':
      return md`${by} a arrêté le suivi en retirant l’étiquette ${about}`;
    case 'followed':
      return md`${by} a repris le suivi en posant l’étiquette ${about}`;
    case 'ticked-elsewhere':
      return md`${by} a coché, hors de la phase du dossier : ${trusted(about)}`;
    case 'unticked-elsewhere':
      return md`${by} a décoché, hors de la phase du dossier : ${trusted(about)}`;
    case 'transport':
      return md`${by} a changé le transport vers ${trusted(about)} : ${reason ?? ''}`;
    default:
      return kind satisfies never;
  }
}
