import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ruleNames } from '../../src/config/checks-schema.ts';
import { runCommand } from './run-command.ts';

const dockerfile = 'FROM docker.io/library/node:latest\nEXPOSE 80\n';
const files = { 'd/api/Dockerfile': dockerfile, 'd/chart/Chart.yaml': 'name: a\n', 'd/chart/templates/a.yaml': 'a: {{ .Values.a }}\n' };

/** What `accostage inspect d` says of the files, with options. */
function inspect(options: readonly string[], given: Readonly<Record<string, string>> = files) {
  return runCommand(['inspect', 'd', ...options], {
    readFile: (path) => {
      const text = given[path];
      if (text === undefined) throw new Error('ENOENT');
      return text;
    },
    listTree: () => Object.entries(given).map(([path, text]) => ({ path: path.slice('d/'.length), size: text.length })),
  });
}

/** The schema of SARIF 2.1.0 (OASIS, as schemastore publishes it), without the names of its draft, which Ajv reads no more. */
const schema = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(new URL('./sarif-2.1.0.schema.json', import.meta.url), 'utf8')));
const names = new Set(['id', '$schema']);
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  Object.fromEntries(Object.entries(schema).filter(([key]) => !names.has(key))),
);

const result = z.object({
  ruleId: z.string(),
  ruleIndex: z.number(),
  kind: z.string(),
  level: z.string(),
  message: z.object({ text: z.string() }),
  locations: z.array(
    z.object({
      physicalLocation: z.object({ artifactLocation: z.object({ uri: z.string() }), region: z.object({ startLine: z.number() }) }),
    }),
  ),
  partialFingerprints: z.record(z.string(), z.string()),
});
const rule = z.object({ id: z.string(), help: z.object({ text: z.string(), markdown: z.string() }), helpUri: z.url() });
const log = z.object({
  runs: z.tuple([z.object({ tool: z.object({ driver: z.object({ rules: z.array(rule) }) }), results: z.array(result) })]),
});

async function sarif(given: Readonly<Record<string, string>> = files) {
  const { out, code } = await inspect(['--format', 'sarif'], given);
  const written: unknown = JSON.parse(out);
  const isValid = validate(written);
  const [run] = log.parse(written).runs;
  return { isValid, errors: validate.errors ?? [], rules: run.tool.driver.rules, results: run.results, code };
}

const prints = (results: readonly z.infer<typeof result>[]) =>
  results.map(({ partialFingerprints }) => partialFingerprints['accostage/v1']);

describe('--format sarif', () => {
  it('suit le schéma de SARIF 2.1.0, sur un dépôt vide comme sur un dépôt fautif', async () => {
    const [empty, wrong] = [await sarif({}), await sarif()];
    expect([empty.errors, wrong.errors]).toEqual([[], []]);
    expect([empty.isValid, wrong.isValid, empty.code, wrong.code]).toEqual([true, true, 0, 1]);
  });

  it('décrit chaque règle, avec son aide', async () => {
    const { rules, results } = await sarif();
    expect(rules.map(({ id }) => id)).toEqual(ruleNames);
    expect(results.every(({ ruleId, ruleIndex }) => rules[ruleIndex]?.id === ruleId)).toBe(true);
  });

  it('dit un doute une fois, sans niveau, et un manquement à sa ligne', async () => {
    const { results } = await sarif();
    expect(results.filter(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri === 'chart/Chart.yaml')).toMatchObject([
      { kind: 'review', level: 'none', message: { text: expect.stringContaining('de même pour cm-no-credentials') } },
    ]);
    expect(results.find(({ ruleId }) => ruleId === 'unprivileged-ports')).toMatchObject({
      kind: 'fail',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'api/Dockerfile' }, region: { startLine: 2 } } }],
    });
  });

  it('une empreinte ne suit pas la ligne, et deux constats n’ont jamais la même', async () => {
    const twice = { 'd/api/Dockerfile': `${dockerfile}EXPOSE 80\n` };
    const moved = { 'd/api/Dockerfile': `# une ligne\n# une autre\n${dockerfile}EXPOSE 80\n` };
    const [before, after] = [prints((await sarif(twice)).results), prints((await sarif(moved)).results)];
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });

  it('un chemin qui n’est pas une adresse en devient une', async () => {
    const { results, isValid } = await sarif({ 'd/mon api/é%/Dockerfile': dockerfile });
    expect(isValid).toBe(true);
    expect(results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri)).toContain('mon%20api/%C3%A9%25/Dockerfile');
  });
});

describe('--format github', () => {
  it('annote les lignes : une erreur, ou un avertissement pour un doute', async () => {
    const { out, code } = await inspect(['--format', 'github']);
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=api\/Dockerfile,line=2,title=[^:\n]*\(unprivileged-ports\)::le port 80/m);
    expect(out).toMatch(/^::warning file=chart\/Chart\.yaml,line=1,title=Indéterminé pour \d+ règles::/m);
    expect(out.split('\n').every((line) => line === '' || line.startsWith('::'))).toBe(true);
  });

  it('ce que les fichiers contiennent ne fait aucune commande', async () => {
    const name = 'd/a,b:c%0A::error::x/Dockerfile';
    const { out } = await inspect(['--format', 'github'], { [name]: 'FROM docker.io/library/a%0A::error::faux:latest\nUSER root\n' });
    expect(out).toContain('file=a%2Cb%3Ac%250A%3A%3Aerror%3A%3Ax/Dockerfile,line=2,');
    expect(out.split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
    expect(out).not.toContain('%0A::error::');
  });
});

describe('mauvais usage', () => {
  it.each([
    ['--format', 'xml', 'format inconnu : xml (formats : text, json, github, sarif)'],
    ['--declared', 'beaucoup', 'ressources non comprises'],
  ])('%s %s', async (option, value, said) => {
    expect(await inspect([option, value])).toMatchObject({ code: 2, err: expect.stringContaining(said) });
  });

  it('--json est --format json, et rien d’autre', async () => {
    expect((await inspect(['--json'])).out).toBe((await inspect(['--format', 'json'])).out);
    expect(await inspect(['--json', '--format', 'sarif'])).toMatchObject({ code: 2 });
  });
});

it('--declared compare les limites à la demande', async () => {
  const container = 'containers: [{ name: a, image: docker.io/a/b:1, resources: { limits: { cpu: 4, memory: 1Gi } } }]';
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { ${container} }\n`;
  const given = { 'd/k8s/prod/kustomization.yaml': 'resources: [a.yaml]\n', 'd/k8s/prod/a.yaml': pod };
  expect((await inspect(['--declared', 'production : 2 vCPU, 4 Go de RAM'], given)).out).toMatch(
    /k8s\/prod\/a\.yaml:1: declared-resources: non conforme \(bloquant\) : .* 4 CPU et 1 Gi, plus que les 2 CPU et 4 Gi déclarés/,
  );
});
