/** An issue form of GitHub, reduced to what answers are read with ("Syntax for GitHub's form schema", GitHub documentation). */
export interface IssueForm {
  readonly name: string;
  readonly labels: readonly string[];
  /** In the order of the file; `markdown` elements, which hold no answer, are left out. */
  readonly fields: readonly FormField[];
}

interface Field {
  readonly id: string;
  /** The text that becomes the `### heading` of the answer in the issue's body. */
  readonly label: string;
  /** Labels that it had before: headings of issues that were opened then. */
  readonly was?: readonly string[];
  /** Labels of former fields that became parts of this one. */
  readonly joins?: readonly string[];
  /** True for a section that the form does not ask for: read where somebody adds it to the body. */
  readonly outside?: true;
  readonly required: boolean;
}

export interface InputField extends Field {
  readonly type: 'input';
  readonly placeholder: string | null;
  /** Text that GitHub puts in the box beforehand. */
  readonly value: string | null;
}

export interface TextareaField extends Field {
  readonly type: 'textarea';
  readonly placeholder: string | null;
  readonly value: string | null;
  /** Language of the code fence that GitHub wraps the answer in, null for plain Markdown. */
  readonly render: string | null;
}

export interface DropdownField extends Field {
  readonly type: 'dropdown';
  readonly options: readonly string[];
  readonly multiple: boolean;
}

export interface CheckboxesField extends Field {
  readonly type: 'checkboxes';
  readonly options: readonly { readonly label: string; readonly required: boolean }[];
}

export type FormField = InputField | TextareaField | DropdownField | CheckboxesField;
