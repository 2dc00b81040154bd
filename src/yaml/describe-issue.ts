import type { z } from 'zod';
import { knownKeys } from './known-keys.ts';
import type { LocatedYaml, ValuePath } from './located-yaml.ts';
import { nearestKey } from './nearest-key.ts';
import { excerpt, listed, type Problem, tellFirst } from './problem.ts';

/** A mistake at a path of a value: what is wrong, how to mend it. */
export interface Described {
  readonly path: ValuePath;
  readonly message: string;
  readonly fix: string;
}

/** The issues of a validation as problems of the file that was validated, each at the place of its value; the first ones of many. */
export function locateIssues(error: z.core.$ZodError, schema: z.core.$ZodType, yaml: LocatedYaml): readonly Problem[] {
  return describeIssues(error, schema, dotted).map(({ path, message, fix }) => ({ file: yaml.file, ...yaml.locate(path), message, fix }));
}

/** The validation issues of zod as mistakes, the first ones of many, their paths told by `nameOf`: an unknown key stands at the key itself, and each tells what to write instead. */
export function describeIssues(
  { issues }: z.core.$ZodError,
  schema: z.core.$ZodType,
  nameOf: (path: ValuePath) => string,
): readonly Described[] {
  const single = issues.flatMap((issue): z.core.$ZodIssue[] =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue],
  );
  return tellFirst(single, (issue) => describeIssue(issue, schema, nameOf));
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.core.$ZodType, nameOf: (path: ValuePath) => string): Described {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const path = [...issue.path, key];
    return { path, message: `${excerpt(nameOf(path))} : cette clé n’existe pas`, fix: keyToWrite(key, knownKeys(schema, issue.path)) };
  }
  const { path } = issue;
  const message = `${excerpt(nameOf(path))} : ${issue.message}`;
  if (issue.code === 'invalid_value') return { path, message, fix: `écrivez ${listed(issue.values.map(String), ' ou ')}` };
  if (issue.code === 'invalid_type') return { path, message, fix: `écrivez ${typeName(issue.expected)}` };
  return { path, message, fix: 'corrigez la valeur à cet endroit' };
}

function dotted(path: ValuePath): string {
  return path.length === 0 ? 'fichier' : path.map(String).join('.');
}

/** A longer key is no key with a letter wrong. */
const LONGEST_KEY = 100;

function keyToWrite(key: string, known: readonly string[]): string {
  const nearest = key.length > LONGEST_KEY ? null : nearestKey(key, known);
  if (nearest !== null) return `écrivez « ${nearest} »`;
  return known.length === 0 ? 'supprimez-la' : `supprimez-la, ou écrivez une de celles-ci : ${listed(known)}`;
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
