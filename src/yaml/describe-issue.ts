import type { z } from 'zod';
import { knownKeys } from './known-keys.ts';
import type { LocatedYaml, ValuePath } from './located-yaml.ts';
import { nearestKey } from './nearest-key.ts';
import type { Problem } from './problem.ts';

/** A mistake at a path of a value: what is wrong, how to mend it. */
export interface Described {
  readonly path: ValuePath;
  readonly message: string;
  readonly fix: string;
}

/** The issues of a validation as problems of the file that was validated, each at the place of its value. */
export function describeIssues(error: z.core.$ZodError, schema: z.core.$ZodType, yaml: LocatedYaml): readonly Problem[] {
  return error.issues
    .flatMap((issue) => describeIssue(issue, schema, dotted))
    .map(({ path, message, fix }) => ({ file: yaml.file, ...yaml.locate(path), message, fix }));
}

/** One validation issue of zod as mistakes, their paths told by `nameOf`: an unknown key stands at the key itself, and each tells what to write instead. */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.core.$ZodType, nameOf: (path: ValuePath) => string): readonly Described[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { path, message: `${nameOf(path)} : cette clé n’existe pas`, fix: keyToWrite(key, knownKeys(schema, issue.path)) };
    });
  }
  const { path } = issue;
  const message = `${nameOf(path)} : ${issue.message}`;
  if (issue.code === 'invalid_value') return [{ path, message, fix: `écrivez ${issue.values.map(String).join(' ou ')}` }];
  if (issue.code === 'invalid_type') return [{ path, message, fix: `écrivez ${typeName(issue.expected)}` }];
  return [{ path, message, fix: 'corrigez la valeur à cet endroit' }];
}

function dotted(path: ValuePath): string {
  return path.length === 0 ? 'fichier' : path.map(String).join('.');
}

function keyToWrite(key: string, known: readonly string[]): string {
  const nearest = nearestKey(key, known);
  if (nearest !== null) return `écrivez « ${nearest} »`;
  return known.length === 0 ? 'supprimez-la' : `supprimez-la, ou écrivez une de celles-ci : ${known.join(', ')}`;
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
