import { describe, expect, it } from 'vitest';
import { compileHub, type HubAnswer } from '../../src/config/compile-hub.ts';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { presetNames } from '../../src/config/presets.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import { readDefaults } from '../../src/defaults.ts';
import { describeProblem } from '../../src/yaml/problem.ts';

const defaults = readDefaults();
const hub = { owner: 'dnum-mi', repo: 'hub' };

/** What a hub with this file, and the organisation's where it asks for it, works with. */
function reading(own: string, organisation: string | null = null) {
  const answers: HubAnswer[] = [{ kind: 'file', text: own }];
  for (;;) {
    const compilation = compileHub({ hub, answers }, defaults);
    if (compilation.kind === 'compiled') return compilation.reading;
    const { question } = compilation;
    if (question.kind === 'folder') answers.push({ kind: 'folder', names: [] });
    else answers.push({ kind: 'file', text: question.kind === 'extended' ? organisation : null });
  }
}

function procedureOf(own: string, organisation: string | null = null): Procedure {
  const { setup, problems } = reading(own, organisation);
  if (setup === null) throw new Error(problems.map(describeProblem).join('\n'));
  return setup.procedure;
}

const problemsOf = (own: string, organisation: string | null = null) => reading(own, organisation).problems.map(describeProblem);
const phase = ({ phases }: Procedure, id: string) => phases.find((candidate) => candidate.id === id);
const step = (procedure: Procedure, at: string, id: string) => phase(procedure, at)?.checklist.find((item) => item.id === id);

describe('les préréglages fournis', () => {
  it.each(presetNames)('%s se compile avec le formulaire fourni', (name) => {
    expect(compileProcedure([defaults.presets[name]], defaults.form)).toMatchObject({ ok: true });
  });

  it('pax nomme PAX la première plateforme, partout, et garde les identifiants', () => {
    const procedure = procedureOf('preset: pax');
    expect(phase(procedure, 'ovh')).toMatchObject({ title: 'PAX', label: { name: 'phase: PAX' } });
    expect(procedure.mirror.platforms).toMatchObject([
      { id: 'ovh', title: 'PAX' },
      { id: 'cloud-pi-native', title: 'Cloud π native' },
    ]);
    const { label: _, ...texts } = phase(procedure, 'ovh') ?? {};
    expect(JSON.stringify([texts, phase(procedure, 'cloud-pi-native')])).not.toContain('OVH');
  });

  it('l’étiquette garde sa couleur et sa description : elle est renommée en place', () => {
    const { name: _, ...kept } = phase(defaults.procedure, 'ovh')?.label ?? { name: '' };
    expect(phase(procedureOf('preset: pax'), 'ovh')?.label).toMatchObject(kept);
  });

  it('pax demande les comptes de l’équipe à la Service Team, et l’adaptation à OpenShift au projet', () => {
    const procedure = procedureOf('preset: pax');
    expect(step(procedure, 'ovh', 'console-acces')).toMatchObject({
      title: 'Comptes de l’équipe pour la console et les services',
      owner: 'service-team',
    });
    expect(step(procedure, 'cloud-pi-native', 'adaptation-openshift')).toMatchObject({ owner: 'projet' });
    expect(step(procedure, 'ovh', 'adaptation-openshift')).toBeUndefined();
  });

  it('l’aide de l’étape qui nomme la plateforme ne change que de nom', () => {
    const help = step(procedureOf('preset: pax'), 'cloud-pi-native', 'triggers-deploiement')?.help;
    expect(help).toBe(step(defaults.procedure, 'cloud-pi-native', 'triggers-deploiement')?.help.replace('d’OVH', 'de PAX'));
  });

  it('pax garde toutes les étapes du processus fourni, dans leur ordre', () => {
    const own = (procedure: Procedure) => procedure.phases.flatMap(({ id, checklist }) => checklist.map((item) => `${id}/${item.id}`));
    const kept = own(procedureOf('preset: pax')).filter((item) => item !== 'cloud-pi-native/adaptation-openshift');
    expect(kept).toEqual(own(defaults.procedure));
  });
});

describe('la clé preset', () => {
  it('ce que le dépôt écrit s’applique sur le préréglage', () => {
    const procedure = procedureOf('preset: pax\nphases:\n  - id: ovh\n    title: PAX, essai\ncomments: { maxPerDay: 2 }');
    expect(phase(procedure, 'ovh')).toMatchObject({ title: 'PAX, essai', label: { name: 'phase: PAX' } });
    expect(procedure.comments.maxPerDay).toBe(2);
  });

  it('ce que l’organisation écrit s’applique aussi sur le préréglage du dépôt', () => {
    const procedure = procedureOf('_extends: .github\npreset: pax', 'phases:\n  - id: ovh\n    title: Essai');
    expect(phase(procedure, 'ovh')).toMatchObject({ title: 'Essai', label: { name: 'phase: PAX' } });
  });

  it('celle de l’organisation vaut pour le dépôt qui n’en dit rien', () => {
    expect(phase(procedureOf('_extends: .github', 'preset: pax'), 'ovh')?.title).toBe('PAX');
  });

  it('celle du dépôt l’emporte sur celle de l’organisation', () => {
    expect(phase(procedureOf('_extends: .github\npreset: ovh', 'preset: pax'), 'ovh')?.title).toBe('OVH');
    expect(phase(procedureOf('_extends: .github\npreset: pax', 'preset: ovh'), 'ovh')?.title).toBe('PAX');
  });

  it('sans elle, le processus fourni est celui du document', () => {
    expect(phase(procedureOf('comments: { maxPerDay: 2 }'), 'ovh')?.title).toBe('OVH');
  });

  it.each([
    ['preset: nubo', 'nubo'],
    ['version: 1\npreset: PAX', 'PAX'],
    ['version: 1\npreset: [pax]', 'liste'],
    ['version: 1\npreset: 3', 'nombre'],
    ['version: 1\npreset:', 'vide'],
  ])('%j : un préréglage inconnu est dit à sa ligne, avec ceux qui existent', (own) => {
    const line = own.split('\n').length;
    expect(problemsOf(own)).toEqual([
      expect.stringMatching(
        new RegExp(`^\\.github/accostage\\.yml:${line}:\\d+: preset : ce préréglage n’existe pas \\(écrivez ovh ou pax\\)$`),
      ),
    ]);
  });

  it('une clé proche est reconnue', () => {
    expect(problemsOf('presets: pax')).toEqual(['.github/accostage.yml:1:10: presets : cette clé n’existe pas (écrivez « preset »)']);
  });

  it('un préréglage inconnu de l’organisation est dit par sa place seule', () => {
    expect(problemsOf('_extends: .github', 'version: 1\npreset: secret')).toEqual([
      expect.stringMatching(/^dnum-mi\/\.github:\.github\/accostage\.yml:2:9: erreur ligne 2/),
    ]);
  });

  it('une erreur sur un préréglage est dite dans le fichier du dépôt, jamais dans un fichier fourni', () => {
    expect(
      problemsOf('preset: pax\nphases:\n  - id: cloud-pi-native\n    remove: true').every((told) =>
        told.startsWith('.github/accostage.yml:'),
      ),
    ).toBe(true);
    expect(problemsOf("preset: pax\nlabels:\n  asleep:\n    name: 'phase: PAX'")).toEqual([
      expect.stringMatching(/^\.github\/accostage\.yml:4:11: .*« phase: PAX » sert deux fois/),
    ]);
  });
});

describe('une phase que le processus n’a pas', () => {
  const phases = 'prerequis, ovh, cloud-pi-native, ouverture-de-flux, embarque';

  it.each([
    [
      'pax, sans préréglage',
      'phases:\n  - id: pax\n    reminders: { afterDays: 3, everyDays: 3, atMost: 1 }',
      `écrivez une de ces phases : ${phases}`,
    ],
    [
      'pax, sous le préréglage qui la nomme ainsi',
      'preset: pax\nphases:\n  - id: pax\n    checklist: []',
      'écrivez « ovh », l’identifiant de cette phase',
    ],
    ['un nom mal tapé', 'phases:\n  - id: embarqe\n    title: Embarqué', `écrivez « embarque » (les phases : ${phases})`],
    [
      'une phase décrite à moitié',
      'phases:\n  - id: nubo\n    title: Nubo\n    intro: Bienvenue.',
      `écrivez une de ces phases : ${phases}`,
    ],
    [
      'une étape dans une phase inconnue',
      'preset: pax\nphases:\n  - id: openshift\n    checklist: [{ id: a, title: A, owner: projet, help: A. }]',
      `écrivez une de ces phases : ${phases}`,
    ],
  ])('%s', (_, own, fix) => {
    const id = /id: (\S+)/.exec(own)?.[1] ?? '';
    const line = own.split('\n').findIndex((text) => text.includes('- id:')) + 1;
    expect(problemsOf(own)).toEqual([
      `.github/accostage.yml:${line}:9: la phase « ${id} » n’existe pas (${fix}, ou décrivez-la en entier (title, label, intro))`,
    ]);
  });

  it('les autres erreurs de forme sont dites avec elle', () => {
    expect(problemsOf('comments: { maxPerDay: 60 }\nphases:\n  - id: pax\n    checklist: []')).toEqual([
      expect.stringMatching(/^\.github\/accostage\.yml:1:\d+: comments\.maxPerDay/),
    ]);
  });
});
