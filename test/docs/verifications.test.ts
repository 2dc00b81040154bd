import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ruleNames } from '../../src/config/checks-schema.ts';
import { ruleInfo } from '../../src/dossier/checks/rules.ts';
import { judgeWorkflow } from '../mirror/judge-workflow.ts';

const words = { blocks: 'bloquant', breaks: 'inopérant', audited: 'signalé' } as const;

const page = readFileSync('docs/verifications.md', 'utf8');

it('docs/verifications.md dit de chaque règle ce que le programme en dit', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const expected = ruleNames.map((rule) => {
    const { expected: wanted, severity } = ruleInfo[rule];
    return `| \`${rule}\` | ${wanted} | ${words[severity]} |`;
  });
  expect(rows).toEqual(expected);
});

describe('ce qui s’y recopie', () => {
  const [workflow = '', ...others] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);
  const hooks = others.find((text) => text.includes('.pre-commit-config.yaml')) ?? '';

  it('le workflow est accepté par actionlint et par GitHub', async () => {
    expect(workflow).toContain('workflow_call');
    expect(await judgeWorkflow(workflow)).toEqual([]);
  });

  it('la configuration de pre-commit a ce qu’un crochet local doit avoir', () => {
    const required = { id: expect.any(String), name: expect.any(String), entry: expect.any(String), language: 'system' };
    expect(parse(hooks)).toMatchObject({ repos: [{ repo: 'local', hooks: [required] }] });
  });
});
