import { labelKey } from '../words/label.ts';
import type { Mistake } from './place-mistakes.ts';
import type { Label, Procedure } from './procedure.ts';
import { repeatedOf } from './repeated-of.ts';

/** Label names that read the same are one (`words/label.ts`); descriptions tell a renamed label from another. */
export function uniqueLabels({ labels, phases }: Procedure): readonly Mistake[] {
  const all: { path: Mistake['path']; label: Label }[] = [
    ...Object.entries(labels).map(([role, label]) => ({ path: ['labels', role], label })),
    ...phases.map(({ label }, index) => ({ path: ['phases', index, 'label'], label })),
  ];
  return [
    ...repeatedOf(all, ({ label }) => labelKey(label.name)).map(({ item, first }) => ({
      path: [...item.path, 'name'],
      also: [[...first.path, 'name']],
      message: `l’étiquette « ${item.label.name} » sert deux fois`,
      fix: 'donnez un nom différent à chaque étiquette (deux noms qui se lisent pareil, aux majuscules près, n’en font qu’un)',
    })),
    ...repeatedOf(all, ({ label }) => label.description).map(({ item, first }) => ({
      path: [...item.path, 'description'],
      also: [[...first.path, 'description']],
      message: 'cette description sert déjà à une autre étiquette',
      fix: 'écrivez une description propre à chaque étiquette',
    })),
  ];
}
