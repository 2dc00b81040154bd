import type { FormField, IssueForm } from '../../src/form/issue-form.ts';

/** A form with these fields. */
export function aForm(...fields: readonly FormField[]): IssueForm {
  return { name: 'Essai', labels: [], fields };
}

export function anInput(id: string, label: string): FormField {
  return { type: 'input', id, label, required: false, placeholder: null, value: null };
}

export function aTextarea(id: string, label: string, render: string | null = null): FormField {
  return { type: 'textarea', id, label, required: false, placeholder: null, value: null, render };
}

export function aChoice(id: string, label: string, options: readonly string[]): FormField {
  return { type: 'dropdown', id, label, required: false, options, multiple: false };
}

export function aMultipleChoice(id: string, label: string, options: readonly string[]): FormField {
  return { type: 'dropdown', id, label, required: false, options, multiple: true };
}

export function boxes(id: string, label: string, options: readonly string[]): FormField {
  return { type: 'checkboxes', id, label, required: false, options: options.map((option) => ({ label: option, required: false })) };
}
