import type { z } from 'zod';
import type { ValuePath } from './located-yaml.ts';

/** A mistake at a path of a value: what is wrong, how to mend it. */
export interface Described {
  readonly path: ValuePath;
  readonly message: string;
  readonly fix: string;
}

/** One validation issue of zod as mistakes: an unknown key stands at the key itself, and each tells what to write instead. */
export function describeIssue(issue: z.core.$ZodIssue): readonly Described[] {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `${at === '' ? key : `${at}.${key}`} : cette clé n’existe pas`,
      fix: 'corrigez son nom ou supprimez-la ; les clés possibles sont dans docs/configuration.md',
    }));
  }
  const message = `${at === '' ? 'fichier' : at} : ${issue.message}`;
  if (issue.code === 'invalid_value') return [{ path: issue.path, message, fix: `écrivez ${issue.values.map(String).join(' ou ')}` }];
  if (issue.code === 'invalid_type') return [{ path: issue.path, message, fix: `écrivez ${typeName(issue.expected)}` }];
  return [{ path: issue.path, message, fix: 'corrigez la valeur à cet endroit' }];
}

function typeName(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'un texte (entre guillemets s’il ressemble à un nombre)',
    number: 'un nombre',
    int: 'un nombre entier',
    boolean: 'true ou false',
    array: 'une liste (un tiret par ligne)',
    object: 'des clés suivies de « : »',
  };
  return names[expected] ?? `une valeur de type ${expected}`;
}
