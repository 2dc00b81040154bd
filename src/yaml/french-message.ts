import type { z } from 'zod';
import { fr } from 'zod/locales';

const locale = fr().localeError;

/** What a validation issue of zod says, in the French of people; schemas that have a sentence of their own keep it. */
export function frenchMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') return ofValue(issue);
  if (issue.code === 'too_small')
    return issue.origin === 'array' ? `il y faut au moins ${elements(issue.minimum)}` : `au moins ${issue.minimum} attendu`;
  if (issue.code === 'too_big') return `au plus ${issue.maximum} attendu`;
  const message = locale(issue);
  return typeof message === 'string' ? message : message?.message;
}

function ofValue({ code, input }: z.core.$ZodRawIssue): string {
  if (input === undefined) return 'cette clé manque';
  return code === 'invalid_type' ? 'cette valeur n’est pas du bon type' : 'cette valeur n’existe pas';
}

function elements(count: number | bigint): string {
  return count === 1 ? 'un élément' : `${count} éléments`;
}
