import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ruleNames } from '../../src/config/checks-schema.ts';
import { ruleInfo } from '../../src/dossier/checks/rules.ts';

const words = { blocks: 'bloquant', breaks: 'inopérant', audited: 'signalé' } as const;

it('docs/verifications.md dit de chaque règle ce que le programme en dit', () => {
  const rows = readFileSync('docs/verifications.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const expected = ruleNames.map((rule) => {
    const { expected: wanted, severity } = ruleInfo[rule];
    return `| \`${rule}\` | ${wanted} | ${words[severity]} |`;
  });
  expect(rows).toEqual(expected);
});
