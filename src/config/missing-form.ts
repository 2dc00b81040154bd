import type { LocatedYaml } from '../yaml/located-yaml.ts';
import { nearestKey } from '../yaml/nearest-key.ts';
import type { Problem } from '../yaml/problem.ts';

/** Folder of a repository's issue forms ("Configuring issue templates", GitHub documentation). */
export const formFolder = '.github/ISSUE_TEMPLATE';

export interface MissingForm {
  /** The form that the process names. */
  readonly name: string;
  /** Names of the files in the hub's folder of forms. */
  readonly files: readonly string[];
  /** The hub's own layer, null where it has none. */
  readonly own: LocatedYaml | null;
  /** True when the organisation's layer names the form. */
  readonly outside: boolean;
}

/** What is wrong when a hub has no form of the name that its process gives; null where neither a layer names one nor the hub has others: the shipped one is meant. */
export function missingForm({ name, files, own, outside }: MissingForm): Problem | null {
  const forms = files.filter((file) => /\.ya?ml$/i.test(file) && !/^config\.ya?ml$/i.test(file));
  const [first] = forms;
  if (own !== null && namesForm(own)) {
    const nearest = nearestKey(name, forms) ?? first;
    const fix =
      nearest === undefined
        ? `ajoutez-le dans ${formFolder}, ou retirez la clé form`
        : `écrivez form: ${nearest}, ou ajoutez ce formulaire`;
    return { file: own.file, ...own.locate(['form']), message: `le formulaire « ${name} » n’est pas dans ${formFolder}`, fix };
  }
  if (outside && own !== null) {
    const message = `le formulaire que nomme la configuration de l’organisation n’est pas dans ${formFolder}`;
    return { file: own.file, ...own.locate(['_extends']), message, fix: 'ajoutez-le, ou nommez un formulaire de ce dépôt par la clé form' };
  }
  if (first === undefined) return null;
  const message = `le processus lit le formulaire « ${name} », qui n’est pas dans ${formFolder} ; ce dépôt en a d’autres`;
  if (own !== null) return { file: own.file, ...own.locate([]), message, fix: `ajoutez form: ${first}, ou ajoutez ${name}` };
  const fix = `renommez le bon en ${name}, ou écrivez form: ${first} dans .github/accostage.yml`;
  return { file: `${formFolder}/${first}`, line: 1, column: 1, message, fix };
}

/** True for a layer that names a form itself. */
export function namesForm({ value }: LocatedYaml): boolean {
  return typeof value === 'object' && value !== null && 'form' in value;
}
