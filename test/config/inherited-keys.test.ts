import { describe, expect, it } from 'vitest';
import { problemsOf } from './over-shipped.ts';

/** Words that every object answers to. */
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];
const files = ['clé: 1', 'clé:\n  id: ovh', 'comments:\n  clé: 1', 'phases:\n  - id: ovh\n    clé:\n      a: 1'];
/** Where it is told, and of which key; not the key that it may have meant. */
const told = (text: string) => problemsOf(text).map((problem) => problem.replace(/ \(.*\)$/, ''));

describe.each(inherited)('la clé « %s »', (key) => {
  it.each(files)('n’existe pas, et c’est dit comme d’une autre : %j', (file) => {
    // As long, so that what follows it stands in the same column.
    const other = 'q'.repeat(key.length);
    const usual = told(file.replace('clé', other));
    expect(usual).toHaveLength(1);
    expect(told(file.replace('clé', key))).toEqual(usual.map((problem) => problem.replace(other, key)));
  });
});
