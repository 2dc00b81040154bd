import { describe, expect, it } from 'vitest';
import { isRelevantPath, MAX_SIZE, selectFiles } from '../../src/inspect/files/select-files.ts';
import { namedTexts, textsToName } from '../../src/inspect/named-texts.ts';
import { judge } from './rules/cases.ts';

/** What is read of the files: what their paths tell, then what the kustomizations name. */
function read(files: Readonly<Record<string, string>>, sizes: Readonly<Record<string, number>> = {}) {
  const tree = Object.entries(files).map(([path, text]) => ({ path, size: sizes[path] ?? text.length }));
  const { wanted } = selectFiles(tree);
  const given = textsToName(
    tree,
    wanted.map((path) => ({ path, text: files[path] ?? '' })),
  );
  return { wanted, named: given === null ? [] : namedTexts(given) };
}

/** What a rule says of the files, as far as they are read. */
function judged(files: Readonly<Record<string, string>>) {
  const { wanted, named } = read(files);
  const known = new Set([...wanted, ...named]);
  const { outcome, findings } = judge(
    'cm-no-credentials',
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, known.has(path) ? text : null])),
  );
  return { outcome, findings };
}

const of = (generator: string) => `configMapGenerator:\n  - name: c\n    ${generator}\n`;

describe('ce qu’une kustomization verse dans une ConfigMap est lu', () => {
  it.each(['app.properties', 'conf/app.conf', '../commun/a.txt', 'settings.xml', '.env', 'prod.env'])('%s', (written) => {
    const path = new URL(written, 'file:///k/').pathname.slice(1);
    const files = { 'k/kustomization.yaml': of(`files: [${written}]`), [path]: 'spring.datasource.password=Kx81kslz9\n' };
    expect(read(files).named).toEqual([path]);
    expect(judged(files)).toEqual({ outcome: 'violation', findings: ['!k/kustomization.yaml:3'] });
    expect(judged({ ...files, [path]: 'server.port=8080\n' })).toEqual({ outcome: 'conforming', findings: [] });
  });

  it('ligne par ligne, sous un autre nom, et par un générateur dans un fichier', () => {
    const env = { 'k/a.env': 'DB_PASSWORD=azerty\n' };
    expect(judged({ 'k/kustomization.yaml': of('envs: [a.env]'), ...env }).outcome).toBe('violation');
    expect(judged({ 'k/kustomization.yaml': of('files: [x=a.env]'), ...env }).outcome).toBe('violation');
    const written = 'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: { name: c }\nenvs: [a.env]\n';
    expect(judged({ 'k/kustomization.yaml': 'generators: [g.yaml]\n', 'k/g.yaml': written, ...env }).outcome).toBe('violation');
  });

  it('rien d’autre ne l’est : ce que rien ne nomme, ce dont un Secret est fait, ce qui est trop long, une image', () => {
    const env = { 'k/a.env': 'A=b\n', 'k/b.env': 'A=b\n', 'k/c.png': 'x' };
    expect(read(env).named).toEqual([]);
    expect(read({ 'k/kustomization.yaml': 'secretGenerator: [{ name: c, envs: [a.env] }]\n', ...env }).named).toEqual([]);
    const files = { 'k/kustomization.yaml': of('files: [a.env, c.png, ../../../etc/a.conf]'), ...env };
    expect(read(files).named).toEqual(['k/a.env']);
    expect(read(files, { 'k/a.env': MAX_SIZE + 1 }).named).toEqual([]);
    expect(judged(files).outcome).toBe('undetermined');
  });
});

describe('ce qu’un gabarit lit par .Files est lu', () => {
  const chart = (template: string, values = '', more: Readonly<Record<string, string>> = {}) => ({
    'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'c/values.yaml': values,
    'c/templates/a.yaml': template,
    'c/secrets/dev/a.yml.enc': 'a: b\n',
    'c/secrets/prod/a.yml.enc': 'a: b\n',
    'c/secrets/prod/a.yml.dec': 'a: b\n',
    'c/Makefile': 'a:\n',
    ...more,
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['{{ .Files.Get "secrets/dev/a.yml.enc" }}', '', ['c/secrets/dev/a.yml.enc']],
    ['{{ (printf "secrets/%s/a.yml.enc" .Values.env | .Files.Get) }}', '', ['c/secrets/dev/a.yml.enc', 'c/secrets/prod/a.yml.enc']],
    ['{{ .Files.Get (printf "secrets/%s/a.yml.enc" .Values.env) }}', '', ['c/secrets/dev/a.yml.enc', 'c/secrets/prod/a.yml.enc']],
    ['{{ "secrets/prod/a.yml.dec" | $.Files.Get }}', '', ['c/secrets/prod/a.yml.dec']],
    ['{{ .Files.Get .Values.a.nom }}', 'a:\n  nom: secrets/prod/a.yml.enc\n', ['c/secrets/prod/a.yml.enc']],
    [
      '{{ range $p, $_ := .Files.Glob $.Values.motif }}{{ $.Files.Get $p }}{{ end }}',
      'motif: "secrets/*/*.dec"\n',
      ['c/secrets/prod/a.yml.dec'],
    ],
  ])('%s', (template, values, named) => {
    const files = chart(template, values);
    expect(read(files).named).toEqual(named);
    expect(named.filter((path) => !isRelevantPath(path))).toEqual([]);
  });

  it('par une valeur que donne un environnement', () => {
    const more = { 'c/values-prod.yaml': 'nom: secrets/prod/a.yml.enc\n' };
    expect(read(chart('{{ .Files.Get .Values.nom }}', 'nom: ""\n', more)).named).toEqual(['c/secrets/prod/a.yml.enc']);
  });

  it('tous, là où rien ne dit lesquels', () => {
    const all = ['c/secrets/dev/a.yml.enc', 'c/secrets/prod/a.yml.enc', 'c/secrets/prod/a.yml.dec'];
    expect(read(chart('{{ .Files.Get (index .Values "nom") }}')).named).toEqual(all);
    expect(read(chart('{{ .Files.Get (default "x" .Values.nom) }}')).named).toEqual(all);
    expect(read(chart('{{ default "x" .Values.nom | .Files.Get }}')).named).toEqual(all);
    expect(read(chart('{{ .Files.Get .Values.nom }}', 'nom: "{{ .Release.Name }}"\n')).named).toEqual(all);
  });

  it('rien d’autre ne l’est : ce qu’aucun ne lit, ce qu’aucune valeur ne nomme, ce qui est d’un autre chart, trop long', () => {
    expect(read(chart('a: b\n')).named).toEqual([]);
    expect(read(chart('{{ if .Values.nom }}{{ .Files.Get .Values.nom }}{{ end }}', 'nom:\n')).named).toEqual([]);
    expect(read(chart('{{ .Files.Get "a.enc" }}', '', { 'd/a.enc': 'x' })).named).toEqual([]);
    expect(read(chart('{{ .Files.Get "a.enc" }}', '', { 'c/a.enc': 'x' }), { 'c/a.enc': MAX_SIZE + 1 }).named).toEqual([]);
  });
});
