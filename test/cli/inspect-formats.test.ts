import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sarifLog } from '../../src/cli/sarif.ts';
import { ruleNames } from '../../src/config/checks-schema.ts';
import type { CheckReport, Finding } from '../../src/dossier/checks/check.ts';
import { counted } from '../../src/words/dates.ts';
import { replaceHidden } from '../../src/words/visible-text.ts';
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

/** A report that says nothing. */
const noReport: CheckReport = {
  facts: { dockerfiles: [], ciFile: null, infrastructure: [] },
  rules: [],
  unread: [],
  aside: [],
  remarks: [],
  hurried: false,
};

/** The schema of SARIF 2.1.0 (OASIS, as schemastore publishes it), without the names of its draft, which Ajv reads no more. */
const schema = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(new URL('./sarif-2.1.0.schema.json', import.meta.url), 'utf8')));
const names = new Set(['id', '$schema']);
const formats = {
  // RFC 3986, "Collected ABNF": what is no ASCII, or is of no address, is written by its bytes.
  'uri-reference': /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\dA-F]{2})*$/,
  uri: (text: string) => URL.canParse(text),
  'date-time': true,
  uuid: true,
} as const;
const validate = new Ajv({ strict: false, formats, unicodeRegExp: false }).compile(
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

  it('dix mille constats, aux noms hostiles et aux lignes impossibles, suivent le schéma, chacun avec son empreinte', () => {
    const findings = (of: number) =>
      Array.from({ length: 300 }, (_, index): Finding => {
        const text = hostile[index % hostile.length]?.slice(0, 60) ?? '';
        const place = index % 50 === 0 ? null : { path: `${text}/${index % 100}`, line: index - 1 };
        return { outcome: 'violation', place, because: [`${of}`, { quoted: text }], fix: { language: 'yaml', text } };
      });
    const rules = ruleNames.map((name, index) => ({ rule: name, examined: 300, ignored: [], findings: findings(index) }));
    const report = { ...noReport, rules, unread: hostile.map((path) => ({ path, because: [path] })) };
    const written = sarifLog(report);
    validate(JSON.parse(JSON.stringify(written)));
    expect(validate.errors ?? []).toEqual([]);
    const results = written.runs.flatMap((run) => run.results);
    expect(results.length).toBeGreaterThan(10_000);
    expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints['accostage/v1'])).size).toBe(results.length);
  });

  it('un chemin qui n’est pas une adresse en devient une', async () => {
    const { results, isValid } = await sarif({ 'd/mon api/é%/Dockerfile': dockerfile });
    expect(isValid).toBe(true);
    expect(results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri)).toContain('mon%20api/%C3%A9%25/Dockerfile');
  });
});

/** Names and values that somebody chose to harm: controls, directions, halves of a pair, marks of other languages, without end. */
const hostile = [
  'a\u001b]0;x\u0007\u0000b',
  'a\u202e\u2066exe.yaml\u2069',
  'a\ud800b\udc00',
  'a\u2028b\u2029c\r\nd',
  '::error::x ##[error]y %0A',
  '<img src=x onerror=alert(1)> [a](http://b) @c `d` "e" \\ {{ f }} $(g)',
  'é'.repeat(10_000),
] as const;

function hostileFiles(text: string): Readonly<Record<string, string>> {
  const image = JSON.stringify(`docker.io/${text}:latest`);
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: ${JSON.stringify(text)} }\nspec: { containers: [{ name: a, image: ${image} }] }\n`;
  return {
    [`d/${text}/Dockerfile`]: `FROM ${text}:latest\nUSER root\n# accostage: ignore=${text} ${text}\nEXPOSE 80\n`,
    [`d/k8s/${text}.yaml`]: pod,
    [`d/k8s/seen-${text}.yaml`]: `# accostage: ignore=disallow-latest ${text}\n${pod}`,
    [`d/${text}-chart/Chart.yaml`]: `name: ${JSON.stringify(text)}\nversion: 1.0.0\ndependencies: [{ name: ${JSON.stringify(text)}, repository: ${JSON.stringify(text)} }]\n`,
    [`d/${text}-chart/templates/a.yaml`]: 'a: {{ .Values.a }}\n',
    [`d/examples/${text}/Chart.yaml`]: 'name: a\n',
    [`d/k8s/${text}.example.yaml`]: pod,
    'd/.gitlab-ci-dso.yml': `include: [${JSON.stringify(text)}]\n${JSON.stringify(text)}: { extends: ${JSON.stringify(text)} }\n`,
  };
}

describe.each(hostile.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))('des noms hostiles : %s', (_, text) => {
  it('SARIF : le schéma et ses adresses, rien de caché dans ce qui se lit', async () => {
    const { errors, results } = await sarif(hostileFiles(text));
    expect(errors).toEqual([]);
    expect(results.length).toBeGreaterThan(5);
    const read = results.map(({ message }) => message.text).join('');
    expect(read).toBe(replaceHidden(read, () => ''));
    expect(read).not.toContain('](');
    expect(Math.max(...results.map(({ message }) => message.text.length))).toBeLessThan(4_000);
  });

  it('JSON : du texte visible, bien formé, qui se relit', async () => {
    const { out } = await inspect(['--format', 'json'], hostileFiles(text));
    expect(out).toBe(replaceHidden(out, () => ''));
    expect(() => JSON.parse(out) as unknown).not.toThrow();
  });

  it('github : une commande par ligne, que rien d’autre ne commence', async () => {
    const { out } = await inspect(['--format', 'github'], hostileFiles(text));
    const lines = out.split('\n').slice(0, -1);
    expect(lines.filter((line) => !/^::(error|warning|notice) (file=[^:,]*,)?(line=\d+,)?title=[^:,]*::[^\r]*$/.test(line))).toEqual([]);
    expect(out).toBe(replaceHidden(out, () => ''));
  });

  it('text : aucune commande, aucun caractère caché, une ligne par constat', async () => {
    const { out, err } = await inspect([], hostileFiles(text));
    expect(`${out}${err}`).not.toMatch(/^\s*::|##\[/m);
    expect(`${out}${err}`).toBe(replaceHidden(`${out}${err}`, () => ''));
  });
});

describe('--format github', () => {
  it('montre d’abord les plus graves, de chaque règle à son tour, et dit ce qui reste', async () => {
    const given = {
      'd/a/Dockerfile': `FROM docker.io/library/node:latest\n${'EXPOSE 80\n'.repeat(30)}`,
      'd/.gitlab-ci-dso.yml': 'build:\n  extends: .absent\n  script: [a]\n',
    };
    const { out } = await inspect(['--format', 'github'], given);
    const [first = '', ...lines] = out.split('\n').slice(0, -1);
    const ruleOf = (line: string) => /\(([\w-]+)\)::/.exec(line)?.[1];
    const errors = lines.filter((line) => line.startsWith('::error '));
    const rules = [...new Set(errors.map(ruleOf))];
    expect(rules.length).toBeGreaterThan(2);
    expect(errors.slice(0, rules.length).map(ruleOf)).toEqual(rules);
    expect(first).toBe(
      `::notice title=accostage::GitHub ne montre que les 10 premières annotations de chaque niveau, les plus graves : dans le journal de cette étape, il y a encore ${counted(errors.length - 10, 'erreur', 'erreurs')}`,
    );
  });

  it('dix ou moins : rien ne reste à dire', async () => {
    const { out } = await inspect(['--format', 'github']);
    expect(out).not.toContain('title=accostage::');
  });

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

it('ce qui est laissé de côté est dit, avec la façon de le faire juger, dans chaque format', async () => {
  const given = { 'd/k8s/app.example.yaml': '', 'd/examples/chart/Chart.yaml': '' };
  const said = async (format: string) => inspect(['--format', format], given);
  const { err } = await said('text');
  expect(err).toContain('examples/ : laissé de côté (1\u00a0fichier), ce dossier est d’exemples');
  expect(err).toContain('k8s/app.example.yaml : laissé de côté (1\u00a0fichier), son nom dit un exemple');
  expect(err.match(/accostage inspect <dossier>/g)).toHaveLength(1);
  const json = z.object({ aside: z.array(z.object({ path: z.string(), files: z.number() })) }).parse(JSON.parse((await said('json')).out));
  expect(json.aside).toEqual([
    { path: 'examples/', files: 1 },
    { path: 'k8s/app.example.yaml', files: 1 },
  ]);
  expect((await said('github')).out).toContain('::notice title=Laissé de côté::examples/');
  expect((await sarif(given)).errors).toEqual([]);
  expect((await said('sarif')).out).toContain('Laissé de côté');
});

it('--declared compare les limites à la demande', async () => {
  const container = 'containers: [{ name: a, image: docker.io/a/b:1, resources: { limits: { cpu: 4, memory: 1Gi } } }]';
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { ${container} }\n`;
  const given = { 'd/k8s/prod/kustomization.yaml': 'resources: [a.yaml]\n', 'd/k8s/prod/a.yaml': pod };
  expect((await inspect(['--declared', 'production : 2 vCPU, 4 Go de RAM'], given)).out).toMatch(
    /k8s\/prod\/a\.yaml:1: declared-resources: non conforme \(bloquant\) : .* 4 CPU et 1 Gi, plus que les 2 CPU et 4 Gi déclarés/,
  );
});

it('ce qu’une kustomization verse dans une ConfigMap est lu', async () => {
  const given = {
    'd/k8s/kustomization.yaml': 'configMapGenerator: [{ name: c, files: [app.properties] }]\n',
    'd/k8s/app.properties': 'spring.datasource.password=Kx81kslz9\n',
  };
  const { out, code } = await inspect([], given);
  expect(code).toBe(1);
  expect(out).toContain('la valeur de « app.properties » donne un mot de passe en clair');
});
