import { expect, it } from 'vitest';
import { followReferences } from '../../../src/inspect/ci/references.ts';
import { asMap, at, itemsOf, textOf } from '../../../src/inspect/yaml/node.ts';
import { readDocuments } from '../../../src/inspect/yaml/read-documents.ts';

function followed(text: string) {
  const body = asMap(readDocuments({ path: 'a.yml', text }).documents[0] ?? null);
  if (body === null) throw new Error('no map');
  return followReferences(body);
}

it('un renvoi à une liste s’y fond, à une table la remplace', () => {
  const body = followed(
    '.a: { script: [x, y], variables: { A: b } }\nj: { script: [!reference [.a, script], z], variables: !reference [.a, variables] }\n',
  );
  expect(itemsOf(at(body, 'j', 'script')).map(textOf)).toEqual(['x', 'y', 'z']);
  expect(textOf(at(body, 'j', 'variables', 'A'))).toBe('b');
});

it('des renvois qui en appellent d’autres, toujours plus, sont suivis en un temps borné', () => {
  const level = (name: string, next: string) => `.${name}: { s: [${`!reference [.${next}, s], `.repeat(40)}x] }\n`;
  const text = Array.from('abcdefghij', (name, index) => level(name, 'bcdefghijk'[index] ?? 'k')).join('');
  const body = followed(`${text}.k: { s: [x] }\n`);
  expect(itemsOf(at(body, '.a', 's')).length).toBeLessThan(100_000);
});
