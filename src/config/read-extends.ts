import type { LocatedYaml } from '../yaml/located-yaml.ts';
import { sameRepository } from '../words/key.ts';
import { sameLogin } from '../words/login.ts';
import type { Problem } from '../yaml/problem.ts';

/** The one repository that `_extends` may name: its owner's `.github`, where the organisation's process is. */
export const extendedRepository = '.github';

/** The spellings of `_extends`: any other could make the App read, and quote, whatever its token opens. */
export const extendsPattern = /^(?:([\w-]+)\/)?\.github(?::\.github\/accostage\.yml)?$/;

/** Why any other is refused. */
export const extendsRefused =
  '_extends ne peut nommer que le dépôt .github du propriétaire de ce dépôt, dont seul .github/accostage.yml est lu';

/**
 * Does a hub's file ask for its organisation's process first? A problem where it names anything else: then nothing may be read. Without a hub, where only the
 * file is known, any owner will do.
 */
export function readExtends(
  own: LocatedYaml,
  hub: { readonly owner: string; readonly repo: string } | null,
): { readonly asked: boolean } | { readonly problem: Problem } {
  const { value } = own;
  if (typeof value !== 'object' || value === null || !('_extends' in value)) return { asked: false };
  const place = { file: own.file, ...own.locate(['_extends']) };
  const match = typeof value._extends === 'string' ? extendsPattern.exec(value._extends) : null;
  const owner = match?.[1] ?? hub?.owner;
  if (match === null || !sameLogin(owner ?? '', hub?.owner ?? owner ?? '')) {
    return { problem: { ...place, message: extendsRefused, fix: 'écrivez _extends: .github, ou retirez cette clé' } };
  }
  if (hub === null || !sameRepository(`${hub.owner}/${hub.repo}`, `${hub.owner}/${extendedRepository}`)) return { asked: true };
  return { problem: { ...place, message: '_extends nomme ce dépôt lui-même', fix: 'retirez cette clé : ce fichier est déjà lu' } };
}
