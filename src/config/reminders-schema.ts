import { z } from 'zod';

/** How the project team is reminded during a phase. */
export const remindersSchema = z.strictObject({
  afterDays: z.int().min(1).max(365).describe('Jours sans activité avant la première relance.'),
  everyDays: z.int().min(1).max(365).describe('Jours entre deux relances.'),
  atMost: z.int().min(0).max(20).describe('Nombre de relances avant l’étiquette « en sommeil ».'),
});

/** How the Service Team is reminded of a dossier that waits for it. */
export const callsSchema = z.strictObject({
  afterDays: z.int().min(1).max(60).describe('Jours ouvrés d’attente avant la première relance de la Service Team.'),
  everyDays: z.int().min(1).max(60).describe('Jours ouvrés entre deux relances.'),
  atMost: z.int().min(0).max(20).describe('Nombre de relances tant que le dossier l’attend.'),
});
