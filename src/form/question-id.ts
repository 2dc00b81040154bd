import type { Question } from './form-schema.ts';
import { normaliseText } from './normalise-label.ts';

/** Identifier of a question: its `id`, else its label in lower case ASCII with hyphens, else its place in the form (`champ-3`). */
export function questionId({ id, attributes }: Question, index: number): string {
  if (id !== undefined) return id;
  const words = normaliseText(attributes.label).split(/[^a-z0-9_]+/);
  return words.filter((word) => word !== '').join('-') || `champ-${index + 1}`;
}
