import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { ruleNames } from '../../../src/config/checks-schema.ts';
import { ruleInfo } from '../../../src/dossier/checks/rules.ts';
import { type Case, judge } from './cases.ts';
import { ciCases } from './ci-cases.ts';
import { deploymentCases } from './deployment-cases.ts';
import { dockerfileCases } from './dockerfile-cases.ts';
import { manifestCases } from './manifest-cases.ts';
import { resourceCases } from './resource-cases.ts';
import { sccCases } from './scc-cases.ts';
import { secretCases } from './secret-cases.ts';
import { valuesFilesCases } from './values-files-cases.ts';

const cases: Readonly<Record<string, readonly Case[]>> = {
  ...manifestCases,
  ...valuesFilesCases,
  ...dockerfileCases,
  ...ciCases,
  ...deploymentCases,
  ...resourceCases,
  ...sccCases,
  ...secretCases,
};

describe.each(ruleNames)('%s', (rule) => {
  const table = (cases[rule] ?? []).map(([title, files, outcome, findings, beside]) => ({ title, files, outcome, findings, beside }));
  it.each(table)('$title', ({ files, outcome, findings, beside }) => {
    const judged = judge(rule, files, beside);
    expect({ outcome: judged.outcome, findings: judged.findings }).toEqual({ outcome, findings });
  });

  it('a un cas conforme, un non conforme, un indéterminé', () => {
    expect((cases[rule] ?? []).map(([, , outcome]) => outcome)).toEqual(
      expect.arrayContaining(['conforming', 'violation', 'undetermined']),
    );
  });

  it('parle un français bien écrit, et ses correctifs se lisent', () => {
    const findings = (cases[rule] ?? []).flatMap(([, files, , , beside]) => judge(rule, files, beside).result.findings);
    const own = findings.map(({ because }) => because.map((part) => (typeof part === 'string' ? part : '')).join(''));
    expect(own.filter((text) => !/^[^'"]+[^.]$/.test(text))).toEqual([]);
    const fixes = findings.flatMap(({ fix }) => fix ?? []);
    expect(fixes.filter(({ language, text }) => language === 'yaml' && parseDocument(text).errors.length > 0)).toEqual([]);
    const readable = /^(# .+\n)?(USER|EXPOSE|ENV|FROM|RUN) \S/;
    expect(fixes.filter(({ language, text }) => language === 'dockerfile' && !readable.test(text))).toEqual([]);
  });

  it('dit ce qu’elle attend en français', () => {
    expect(ruleInfo[rule].expected).toMatch(/^\p{Lu}.*\.$/u);
  });
});

it('un secret trouvé n’est jamais répété', () => {
  const token = `ghp_${'a'.repeat(36)}`;
  const { result } = judge('no-secret-in-image', { Dockerfile: `FROM alpine:3\nENV API_TOKEN=${token}\nRUN curl -H ${token}\n` });
  expect(result.findings).toHaveLength(2);
  expect(JSON.stringify(result)).not.toContain(token);
});
