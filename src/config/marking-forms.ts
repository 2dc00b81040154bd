import { z } from 'zod';
import { sameLabel } from '../words/label.ts';
import { readYaml } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Procedure } from './procedure.ts';

/** A file of a hub's folder of forms. */
export interface FormText {
  readonly path: string;
  readonly text: string;
}

export interface MarkableForms {
  readonly texts: readonly FormText[];
  readonly procedure: Pick<Procedure, 'form' | 'labels'>;
}

/** What GitHub reads of a form, or of the head of a Markdown template: a list of labels, or words between commas ("Syntax for issue forms", GitHub documentation). */
const labelled = z.object({ labels: z.union([z.array(z.unknown()), z.string()]) });

/**
 * The forms of a hub, other than the one that its process reads, that put the mark of its dossiers (or a former name of it): what they open would be followed as
 * a dossier without answers. Markdown templates too. What is no YAML puts no label: GitHub shows no such form.
 */
export function markingForms({ texts, procedure: { form, labels } }: MarkableForms): readonly Problem[] {
  const { name, was = [] } = labels.dossier;
  return texts
    .filter(({ path }) => path.split('/').at(-1) !== form)
    .flatMap(({ path, text }) => {
      const place = placeOfMark({ path, text }, [name, ...was]);
      if (place === null) return [];
      const message = `ce formulaire pose l’étiquette « ${name} », la marque des dossiers, dont l’application ne lit les réponses que dans ${form}`;
      const fix = 'retirez-la de ses labels ; si c’est lui le bon, nommez-le par la clé form de .github/accostage.yml';
      return [{ file: path, ...place, message, fix }];
    });
}

/** Where a form names one of these labels; null where it names none. */
function placeOfMark({ path, text }: FormText, marks: readonly string[]): { line: number; column: number } | null {
  const read = readYaml(path.endsWith('.md') ? headOf(text) : text, path);
  const { data } = labelled.safeParse(read.ok ? read.yaml.value : null);
  if (!read.ok || data === undefined) return null;
  const isMark = (label: unknown) => typeof label === 'string' && marks.some((mark) => sameLabel(mark, label.trim()));
  if (typeof data.labels === 'string') return data.labels.split(',').some(isMark) ? read.yaml.locate(['labels']) : null;
  const index = data.labels.findIndex(isMark);
  return index === -1 ? null : read.yaml.locate(['labels', index]);
}

/** The YAML at the head of a Markdown template, each line at its place; nothing where it has none. */
function headOf(text: string): string {
  const [first = '', ...lines] = text.split('\n');
  const end = lines.findIndex((line) => line.trimEnd() === '---');
  return first.trimEnd() !== '---' || end === -1 ? '' : ['', ...lines.slice(0, end)].join('\n');
}
