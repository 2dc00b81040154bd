import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { assert, constantFrom, nat, property } from '../property.ts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { layerSchema } from '../../src/config/layer-schema.ts';
import { readDefaults } from '../../src/defaults.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';

const { layer: lowest, form } = readDefaults();
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(
  JSON.parse(readFileSync('config/accompagnement.schema.json', 'utf8')),
);

/** What an editor underlines in a value. */
function underlined(value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function read(text: string) {
  const yaml = readYaml(text, 'accostage.yml');
  if (!yaml.ok) throw new Error(yaml.problems.map(({ message }) => message).join('\n'));
  return yaml.yaml;
}

function problemsOf(text: string): readonly string[] {
  const compiled = compileProcedure([lowest, read(text)], form);
  return compiled.ok ? [] : compiled.problems.map(({ message }) => message);
}

/** The YAML blocks of the pages that show what a hub writes; a block of comments is the beginning of a file. */
const examples = ['README.md', 'docs/configuration.md'].flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```$/gm)].map(([, indent = '', block = '']) => {
    const text = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return /^[^#\n]/m.test(text) ? text : `${text}version: 1\n`;
  }),
);

describe('chaque exemple de la documentation est valable pour l’éditeur et pour le programme', () => {
  it('il y en a', () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  it.each(examples)('%j', (text) => {
    expect(underlined(read(text).value)).toEqual([]);
    expect(problemsOf(text)).toEqual([]);
  });

  it('le processus fourni aussi', () => {
    expect(underlined(lowest.value)).toEqual([]);
  });
});

describe('ce qu’un dépôt peut écrire', () => {
  it.each([
    'version: 1',
    '_extends: .github',
    '_extends: dnum-mi/.github',
    '_extends: dnum-mi/.github:.github/accostage.yml',
    'phases: []',
    'phases: [{ id: ovh, title: PAX }]',
    'phases: [{ id: ovh, checklist: [{ id: console-acces, after: fichier-ci }, { id: acces-monitoring, remove: true }] }]',
    'phases: [{ id: ovh, reminders: { atMost: 1 }, label: { color: "000000" } }]',
    'labels: { asleep: { name: endormi } }',
    'prerequisites: [{ id: sauvegarde, when: { field: creation-bdd, notIn: [Manuelle] } }]',
    'prerequisites: [{ id: contacts, help: "  Qui joindre ?" }]',
    'mirror: { console: "https://console.example/projets" }',
    'mirror: { platforms: [{ id: ovh, title: PAX }] }',
    'mirror: { platforms: [{ id: ovh, transport: { kind: github-action, runsOn: [self-hosted] } }] }',
    'mirror: { platforms: [{ id: ovh, transport: { kind: reusable } }, { id: cloud-pi-native, transport: { kind: console } }] }',
    'checks: { attestations: [] }',
    'serviceTeam: { permission: maintain }',
  ])('%s', (text) => {
    expect({ editor: underlined(read(text).value), program: problemsOf(text) }).toEqual({ editor: [], program: [] });
  });
});

describe('ce que le programme refuse pour sa forme, l’éditeur le souligne', () => {
  it.each([
    'phase: []',
    '_extends: autre',
    '_extends: .github:charts/values.yaml',
    '_extends: [.github]',
    'version: 2',
    'version: "1"',
    'form: dossier/embarquement.yml',
    'serviceTeam: {}',
    'serviceTeam: { team: equipe }',
    'labels: { asleep: { nom: x } }',
    'labels: { autre: { name: x } }',
    'labels: { asleep: { color: "#ffffff" } }',
    'comments: { maxPerDay: 0 }',
    'comments: { maxPerDay: 2.5 }',
    'comments: { maxPerDay: beaucoup }',
    'phases: {}',
    'phases: [{ title: Sans identifiant }]',
    'phases: [{ id: OVH }]',
    'phases: [{ id: ovh, title: " " }]',
    'phases: [{ id: ovh, remove: false }]',
    'phases: [{ id: ovh, after: 3 }]',
    'phases: [{ id: ovh, reminders: { afterDays: 0 } }]',
    'phases: [{ id: ovh, gate: [{ condition: lune }] }]',
    'phases: [{ id: ovh, gate: [{ condition: checklist-done }] }]',
    'phases: [{ id: ovh, gate: [{ id: x, condition: prerequisites-met }] }]',
    'phases: [{ id: ovh, skipWhen: jamais }]',
    'phases: [{ id: ovh, intro: "Voyez http://evil.example" }]',
    'phases: [{ id: ovh, checklist: [{ id: accostage, link: "http://cloud-pi-native.fr" }] }]',
    'phases: [{ id: ovh, checklist: [{ id: accostage, link: "https://moi@cloud-pi-native.fr" }] }]',
    'prerequisites: [{ id: contacts, kind: lune }]',
    'prerequisites: [{ id: contacts, acceptsNone: oui }]',
    'prerequisites: [{ id: contacts, documentation: le guide }]',
    'prerequisites: [{ id: contacts, when: { field: exposition } }]',
    'prerequisites: [{ id: contacts, when: { field: exposition, in: [NP], notIn: [RIE] } }]',
    'prerequisites: [{ id: contacts, when: { field: exposition, in: [] } }]',
    'mirror: { console: "javascript:alert(1)" }',
    'mirror: { platforms: [{ id: ovh, title: "${{ secrets.X }}" }] }',
    'mirror: { platforms: [{ id: ovh, transport: { kind: pigeon } }] }',
    'mirror: { platforms: [{ id: ovh, transport: { kind: reusable, version: main } }] }',
    'mirror: { platforms: [{ id: ovh, transport: { kind: console, runsOn: [mi] } }] }',
    'checks: { mode: parfois }',
    'checks: { attestations: [{ field: x, option: y, rules: [] }] }',
    'texts: { welcome: "" }',
    'texts: { welcome: null }',
    'texts: { bonjour: x }',
  ])('%s', (text) => {
    expect(problemsOf(text)).not.toEqual([]);
    expect(underlined(read(text).value)).not.toEqual([]);
  });

  it('deux fois le même identifiant : l’éditeur ne peut pas le voir, le programme le refuse', () => {
    const text = 'mirror: { platforms: [{ id: ovh, title: PAX }, { id: ovh, title: PAX }] }';
    expect(problemsOf(text)).not.toEqual([]);
    expect(hasTwins(read(text).value)).toBe(true);
    expect(hasTwins(lowest.value)).toBe(false);
  });

  it('quelle que soit la valeur changée dans le processus fourni, l’éditeur et le programme jugent de même', () => {
    const paths = pathsOf(lowest.value);
    const values = constantFrom<unknown>(
      null,
      '',
      ' ',
      'ovh',
      'OVH',
      0,
      1,
      2.5,
      -1,
      1000,
      true,
      false,
      [],
      {},
      [3],
      ['ovh'],
      [{ id: 'ovh' }],
      'http://evil.example',
      'https://bon.example/x',
      'x'.repeat(200),
    );
    assert(
      property(nat(paths.length - 1), values, (rank, value) => {
        const changed = replaced(lowest.value, paths[rank] ?? [], value);
        // That two elements of a list have the same id is beyond what a JSON Schema can say: the program alone refuses it.
        const wanted = underlined(changed).length === 0 && !hasTwins(changed);
        expect(layerSchema.safeParse(changed).success).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });
});

/** True where two elements of one list have the same id. */
function hasTwins(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const ids = Array.isArray(value) ? value.flatMap((element: unknown) => withId.safeParse(element).data?.id ?? []) : [];
  return new Set(ids).size < ids.length || Object.values(value).some(hasTwins);
}

const withId = z.object({ id: z.string() });

/** Every path into a value. */
function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, item]) => pathsOf(item).map((path) => [key, ...path]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? replaced(item, rest, by) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, name === key ? replaced(item, rest, by) : item]));
}
