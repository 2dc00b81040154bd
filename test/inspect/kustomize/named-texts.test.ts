import { describe, expect, it } from 'vitest';
import { MAX_SIZE, selectFiles } from '../../../src/inspect/files/select-files.ts';
import { namedTexts, textsToName } from '../../../src/inspect/kustomize/named-texts.ts';
import { judge } from '../rules/cases.ts';

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
