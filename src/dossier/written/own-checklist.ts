import type { Phase } from '../../config/procedure.ts';

/** Title of the checklist of a phase in a comment of its author's, by which a list that was written is known again. */
export function personalTitle({ title }: Phase): string {
  return `### Mes étapes de la phase « ${title} »`;
}

/** True for a comment that holds the list of that phase, whatever the spaces within its guillemets. */
export function holdsTitle(body: string, phase: Phase): boolean {
  return body.replaceAll('\u00a0', ' ').includes(personalTitle(phase));
}
