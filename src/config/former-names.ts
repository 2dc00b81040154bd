import type { IssueForm } from '../form/issue-form.ts';
import { normaliseLabel } from '../form/normalise-label.ts';
import { isOneLabel, labelKey, labelName, sameLabel } from '../words/label.ts';
import { listed } from '../yaml/problem.ts';
import type { Mistake } from './place-mistakes.ts';
import type { Procedure } from './procedure.ts';
import { repeatedOf } from './repeated-of.ts';

/** A former id is nobody's today, and leads to one element. */
export function formerIdsAreFree(procedure: Procedure): readonly Mistake[] {
  return (['phases', 'prerequisites'] as const).flatMap((list) => {
    const elements: readonly { readonly id: string; readonly was: readonly string[] }[] = procedure[list];
    const former = elements.flatMap(({ was }, at) => was.map((id, index) => ({ id, path: [list, at, 'was', index], at })));
    const taken = former.flatMap(({ id, path }): Mistake[] => {
      const other = elements.findIndex((element) => element.id === id);
      if (other === -1) return [];
      const message = `« ${id} » est toujours dans ${list} : was nomme ce qui n’y est plus`;
      return [{ path, also: [[list, other]], message, fix: `retirez « ${id} » de was, ou de ${list} (remove: true)` }];
    });
    const twice = repeatedOf(former, ({ id }) => id).map(({ item, first }) => ({
      path: item.path,
      also: [first.path],
      message: `« ${item.id} » est déjà un ancien identifiant de « ${elements[first.at]?.id ?? ''} »`,
      fix: 'gardez-le à un seul endroit',
    }));
    return [...taken, ...twice];
  });
}

/** A former label is no field's label today, and leads to one field. */
export function formerLabelsAreFree({ fields }: Procedure, form: IssueForm | null): readonly Mistake[] {
  if (form === null) return [];
  const labelsOf = (key: 'was' | 'joins') =>
    fields.flatMap((field, at) => field[key].map((label, index) => ({ label, path: ['fields', at, key, index] })));
  const former = labelsOf('was');
  const known = form.fields.map(({ id }) => id);
  const unknown = fields.flatMap(({ id, title }, at): Mistake[] => {
    if (known.includes(id) || title !== undefined) return [];
    const message = `le champ « ${id} » n’est pas dans le formulaire`;
    return [{ path: ['fields', at, 'id'], also: [['form']], message, fix: `écrivez un de ses champs : ${listed(known)}` }];
  });
  const taken = former.flatMap(({ label, path }): Mistake[] => {
    const bearer = form.fields.find((field) => normaliseLabel(field.label) === normaliseLabel(label));
    if (bearer === undefined) return [];
    const message = `« ${label} » est le libellé du champ « ${bearer.id} » : was nomme ce qui n’est plus écrit`;
    return [{ path, also: [['form']], message, fix: 'retirez-le de was' }];
  });
  const twice = repeatedOf([...former, ...labelsOf('joins')], ({ label }) => normaliseLabel(label)).map(({ item, first }) => ({
    path: item.path,
    also: [first.path],
    message: `« ${item.label} » est déjà l’ancien libellé d’un champ`,
    fix: 'gardez-le à un seul endroit',
  }));
  return [...unknown, ...taken, ...twice];
}

/** A former name of a label on GitHub is no label's name today, and leads to one label; another spelling of its own name is one. */
export function formerLabelNamesAreFree({ labels, phases }: Procedure): readonly Mistake[] {
  const all = [
    ...Object.entries(labels).map(([role, label]) => ({ path: ['labels', role], label })),
    ...phases.map(({ label }, index) => ({ path: ['phases', index, 'label'], label })),
  ];
  const former = all.flatMap(({ path, label }) =>
    (label.was ?? []).map((name, index) => ({ name, own: label, path: [...path, 'was', index] })),
  );
  const taken = former.flatMap(({ name, own, path }): Mistake[] => {
    const bearer = all.find(({ label }) => (label === own ? isOneLabel(label.name, name) : sameLabel(label.name, name)));
    if (bearer === undefined) return [];
    const message = `« ${name} » est le nom d’une étiquette : was nomme celles qui n’existent plus`;
    return [{ path, also: [[...bearer.path, 'name']], message, fix: 'retirez-le de was' }];
  });
  const twice = repeatedOf(former, ({ name, own }) => (sameLabel(own.name, name) ? labelName(name) : labelKey(name))).map(
    ({ item, first }) => ({
      path: item.path,
      also: [first.path],
      message: `« ${item.name} » est déjà l’ancien nom d’une étiquette`,
      fix: 'gardez-le à un seul endroit',
    }),
  );
  return [...taken, ...twice];
}
