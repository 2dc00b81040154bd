import { describe, expect, it } from 'vitest';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { readShipped, shippedForm, shippedProcess } from '../../src/defaults.ts';
import { parseForm } from '../../src/form/parse-form.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';
import { describeProblem } from '../../src/yaml/problem.ts';
import { problemsOf, procedureOf } from './over-shipped.ts';

describe('une erreur est dite à sa place, avec le remède', () => {
  it.each([
    ['clé mal orthographiée', 'version: 1\nphase: []', 'accostage.yml:2:8: phase : cette clé n’existe pas (écrivez « phases »)'],
    [
      'clé mal orthographiée au fond',
      'phases:\n  - id: ovh\n    titel: OVH',
      'accostage.yml:3:12: phases[ovh].titel : cette clé n’existe pas (écrivez « title »)',
    ],
    [
      'clé sans rapport',
      'comments:\n  plafond: 3',
      'accostage.yml:2:12: comments.plafond : cette clé n’existe pas (supprimez-la, ou écrivez une de celles-ci : maxPerDay)',
    ],
    ['type faux', 'comments:\n  maxPerDay: beaucoup', /^accostage\.yml:2:14: comments\.maxPerDay : .*\(écrivez un nombre\)$/],
    ['valeur hors limites', 'comments:\n  maxPerDay: 0', /^accostage\.yml:2:14: comments\.maxPerDay : .*1/],
    ['version inconnue', 'version: 2', /^accostage\.yml:1:10: version : .*\(écrivez 1\)$/],
    [
      'condition inconnue',
      'phases:\n  - id: ovh\n    gate:\n      - condition: lune',
      /^accostage\.yml:4:20: .*prerequisites-met ou answers-validated/,
    ],
    [
      'réponse nécessaire avant une phase qui n’existe pas',
      'prerequisites:\n  - id: contacts\n    requiredFor: cloud',
      /^accostage\.yml:3:18: la phase « cloud » n’existe pas \(écrivez une des phases qui suivent la première : ovh, cloud-pi-native, /,
    ],
    [
      'réponse nécessaire avant la première phase, où personne n’entre',
      'prerequisites:\n  - id: contacts\n    requiredFor: prerequis',
      /^accostage\.yml:3:18: la phase « prerequis » est la première : aucune réponse n’est nécessaire pour y entrer/,
    ],
    [
      'phase qui n’est plus là, dont des réponses étaient attendues : dit à la ligne qui la retire',
      'phases:\n  - id: cloud-pi-native\n    remove: true',
      /accostage\.yml:3:13: prerequisites\[flux-mi\]\.requiredFor : la phase « cloud-pi-native » n’existe pas \(ajoutez was: \[cloud-pi-native\] à la phase qui la remplace, ou .*flux-mi, flux-internet, .*maturite-openshift, /,
    ],
    ['couleur fausse', "phases:\n  - id: ovh\n    label:\n      color: '#fff'", /^accostage\.yml:4:14: .*six chiffres hexadécimaux/],
    ['étiquette trop longue pour GitHub', `labels:\n  asleep:\n    name: ${'x'.repeat(51)}`, /^accostage\.yml:3:11: .*50 caractères/],
    [
      'champ absent du formulaire',
      'prerequisites:\n  - id: contacts\n    field: contact',
      /^accostage\.yml:3:12: le champ « contact » n’est pas dans le formulaire \(écrivez un de ses champs : projet-nom, .*contacts/,
    ],
    [
      'champ d’un type que la vérification ne lit pas',
      'prerequisites:\n  - id: contacts\n    kind: attested-boxes',
      /^accostage\.yml:3:11: « attested-boxes » ne sait pas lire le champ « contacts »/,
    ],
    [
      'choix absent de la liste',
      'prerequisites:\n  - id: sauvegarde\n    when:\n      field: creation-bdd\n      in: [Peut-être]',
      /^accostage\.yml:5:\d+: « Peut-être » n’est pas un choix du champ « creation-bdd »/,
    ],
    [
      'identifiant répété',
      'phases:\n  - id: ovh\n    checklist:\n      - {id: a, title: A, owner: projet, help: a}\n      - {id: a, title: B, owner: projet, help: b}',
      /l’identifiant « a » est déjà pris/,
    ],
    [
      'étiquette répétée, à la casse près',
      'labels:\n  asleep:\n    name: ACCOMPAGNEMENT',
      /^accostage\.yml:3:11: l’étiquette « ACCOMPAGNEMENT » sert deux fois/,
    ],
    [
      'phase inconnue',
      'phases:\n  - id: ovh\n    gate:\n      - {condition: phase-entered, phase: lune}',
      /^accostage\.yml:4:43: la phase « lune » n’existe pas/,
    ],
    [
      'phase que personne n’atteint',
      'phases:\n  - id: ovh\n    gate:\n      - {condition: phase-entered, phase: embarque}',
      /^accostage\.yml:4:43: personne ne peut entrer dans la phase « ovh » : elle attend « embarque »/,
    ],
    ['condition sans sa phase', 'phases:\n  - id: ovh\n    gate:\n      - condition: checklist-done', /ne dit pas de quelle phase/],
    [
      'phase incluse qui vient après',
      'phases:\n  - id: ovh\n    include: [embarque]',
      /^accostage\.yml:3:15: la phase « embarque » n’est pas une phase précédente/,
    ],
    ['dernière phase qui ne ferme pas', 'phases:\n  - id: embarque\n    closes: false', /la dernière phase ne ferme pas le dossier/],
    ['équipe mal écrite', 'serviceTeam:\n  team: service-team', /^accostage\.yml:2:9: .*organisation\/nom/],
    ['Service Team vide', 'serviceTeam: {}', /^accostage\.yml:1:14: .*au moins un de « team » et « permission »/],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text).join('\n')).toMatch(expected);
  });

  it.each([
    ['pas des clés', '- a\n- b', 'accostage.yml:1:1: le fichier ne contient pas de clés'],
    ['vide', '', 'accostage.yml:1:1: le fichier ne contient pas de clés'],
    ['tabulation', 'comments:\n\tmaxPerDay: 3', /^accostage\.yml:2:1: YAML illisible : une tabulation/],
    ['clé répétée', 'version: 1\nversion: 1', /^accostage\.yml:2:1: YAML illisible : cette clé est écrite deux fois/],
    ['guillemet non fermé', 'form: "embarquement.yml', /^accostage\.yml:1:\d+: YAML illisible : il manque un signe/],
    ['deux documents', 'version: 1\n---\nversion: 1', /^accostage\.yml:2:1: YAML illisible : le fichier contient plusieurs documents/],
    [
      'deux-points dans un texte',
      'texts:\n  welcome: Bonjour : bienvenue',
      /^accostage\.yml:2:\d+: YAML illisible : deux clés sur une même ligne/,
    ],
    ['bombe d’alias', bomb(), /^accostage\.yml:1:1: trop d’alias YAML/],
    [
      'alias qui se contient',
      'phases:\n  - &a\n    id: ovh\n    checklist: *a',
      /^accostage\.yml:4:16: l’alias YAML \*a se contient lui-même/,
    ],
    ['fusion qui se contient', 'version: 1\nx: &a\n  <<: *a', /^accostage\.yml:3:7: l’alias YAML \*a se contient/],
    ['alias sans valeur', 'version: 1\nform: *x', /^accostage\.yml:2:7: l’alias YAML \*x ne nomme aucune valeur/],
    ['accolades sans fin', `version: 1\nx: ${'{'.repeat(2_000)}`, /^accostage\.yml:2:\d+: plus de 100 niveaux imbriqués/],
    ['crochets sans fin', '['.repeat(60_000), /^accostage\.yml:1:\d+: plus de 100 niveaux imbriqués/],
    ['fichier démesuré', `# ${'x'.repeat(300_000)}`, /^accostage\.yml:1:1: fichier de 30000\d caractères/],
  ])('YAML : %s', (_, text, expected) => {
    expect(problemsOf(text)[0]).toMatch(expected);
  });

  it('toutes les erreurs viennent ensemble, jusqu’à vingt ; les autres sont comptées', () => {
    expect(problemsOf('comments:\n  maxPerDay: x\nform: a b')).toHaveLength(2);
    const many = problemsOf(Array.from({ length: 30 }, (_, index) => `cle${index}: 1`).join('\n'));
    expect(many).toHaveLength(21);
    expect(many.at(-1)).toMatch(/^accostage\.yml:21:\d+: 10 autres erreurs, à partir de celle-ci : cle20 : cette clé n’existe pas/);
  });

  it('une erreur de la couche d’en dessous y est située', () => {
    const low = readYaml('version: 1\nphases: 3\n', 'defaut.yml');
    const high = readYaml('form: a.yml\n', 'accostage.yml');
    if (!low.ok || !high.ok) throw new Error('unreadable');
    const compiled = compileProcedure([low.yaml, high.yaml], null);
    expect(compiled.ok ? [] : compiled.problems.map(describeProblem)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^defaut\.yml:2:9: phases : /)]),
    );
  });
});

describe('ce qu’un dépôt redéfinit', () => {
  it('une condition d’un prérequis remplace celle d’en dessous, elle ne s’y ajoute pas', () => {
    const { prerequisites } = procedureOf('prerequisites:\n  - id: domaines\n    when: {field: exposition, in: [RIE]}');
    expect(prerequisites.find(({ id }) => id === 'domaines')?.when).toEqual({ field: 'exposition', in: ['RIE'] });
  });

  it('une étape reprise d’une phase d’avant, redéfinie dans la phase, n’y est qu’une fois, telle qu’elle y est écrite', () => {
    const [first = ''] =
      procedureOf('version: 1')
        .phases.find(({ id }) => id === 'ovh')
        ?.checklist.map(({ id }) => id) ?? [];
    const { phases } = procedureOf(
      `phases:\n  - id: cloud-pi-native\n    checklist:\n      - {id: ${first}, title: Redéfinie, owner: projet, help: Autrement.}`,
    );
    const same = phases.find(({ id }) => id === 'cloud-pi-native')?.checklist.filter(({ id }) => id === first) ?? [];
    expect(same.map(({ title }) => title)).toEqual(['Redéfinie']);
  });
});

describe('ce qui enfle est borné', () => {
  it('vingt-quatre phases qui reprennent toutes celles d’avant : chaque étape une fois', () => {
    const { phases } = procedureOf(`phases:\n${includers(24)}\n`);
    const ids = phases.at(-2)?.checklist.map(({ id }) => id) ?? [];
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toContain('e22');
  });

  it('trop de phases, d’étapes ou de phases reprises : l’erreur dit combien au plus', () => {
    const steps = Array.from({ length: 101 }, (_, index) => `{id: e${index}, title: E, owner: projet, help: h}`).join(', ');
    expect(problemsOf(`phases:\n${includers(29)}`).join('\n')).toContain('phases : au plus 30 phases');
    expect(problemsOf(`phases:\n  - id: prerequis\n    checklist: [${steps}]`)[0]).toContain('au plus 100 étapes');
    expect(problemsOf(`phases:\n  - id: ovh\n    include: [${'prerequis, '.repeat(31)}]`)[0]).toContain('au plus 30 phases');
  });

  it('mille alias d’une même étape ne sont pas comparés un à un', () => {
    const problems = problemsOf(
      `phases:\n  - id: ovh\n    checklist:\n      - &e {id: e, title: E, owner: projet, help: h}\n${'      - *e\n'.repeat(5_000)}`,
    );
    expect(problems).toHaveLength(21);
    expect(problems[0]).toContain('l’identifiant « e » est déjà pris');
    expect(problems.at(-1)).toContain('4980 autres erreurs');
  });

  it('cinq mille clés inconnues : vingt erreurs et un compte, et aucune citation sans fin', () => {
    const problems = problemsOf(`${'x'.repeat(900)}: 1\n${Array.from({ length: 5_000 }, (_, index) => `k${index}: 1\n`).join('')}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toContain('4981 autres erreurs');
    expect(Math.max(...problems.map((problem) => problem.length))).toBeLessThan(700);
  });

  it('cinq mille clés répétées sont dites vingt fois, chacune à sa place', () => {
    const problems = problemsOf('version: 1\n'.repeat(5_000));
    expect(problems).toHaveLength(20);
    expect(problems[18]).toMatch(/^accostage\.yml:20:1: YAML illisible : cette clé est écrite deux fois/);
  });
});

/** Phases placed before the last one, each of which includes all those before it. */
function includers(count: number): string {
  return Array.from({ length: count }, (_, rank) => {
    const include = Array.from({ length: rank }, (__, before) => `p${before}`).join(', ');
    const label = `{name: 'phase ${rank}', color: 'ffffff', description: 'Phase ${rank}'}`;
    const item = `{id: e${rank}, title: E, owner: projet, help: h}`;
    const after = rank === 0 ? 'ouverture-de-flux' : `p${rank - 1}`;
    return `  - {id: p${rank}, after: ${after}, title: P, intro: I, label: ${label}, include: [${include}], checklist: [${item}]}`;
  }).join('\n');
}

describe('les couches', () => {
  it('un fichier vide de choix laisse le processus tel quel', () => {
    expect(procedureOf('version: 1')).toEqual(procedureOf('version: 1\n_extends: .github'));
  });

  it('un titre change, le reste de la phase demeure', () => {
    const ovh = procedureOf('phases:\n  - id: ovh\n    title: PAX').phases[1];
    expect(ovh).toMatchObject({ id: 'ovh', title: 'PAX', label: { name: 'phase: OVH' } });
    expect(ovh?.checklist.length).toBeGreaterThan(5);
  });

  it('une étape s’ajoute, se place après une autre, se retire', () => {
    const { phases } = procedureOf(
      `phases:
  - id: ovh
    checklist:
      - {id: atelier, title: Atelier, owner: service-team, help: h, after: accostage}
      - {id: images-docker, remove: true}
      - {id: bilan, title: Bilan, owner: projet, help: h}`,
    );
    const ids = phases[1]?.checklist.map(({ id }) => id) ?? [];
    expect(ids.slice(0, 2)).toEqual(['accostage', 'atelier']);
    expect(ids).not.toContain('images-docker');
    expect(ids.at(-1)).toBe('bilan');
    // « Identique à OVH, plus… » : la phase qui inclut suit.
    expect(phases[2]?.checklist.map(({ id }) => id)).toEqual(expect.arrayContaining(['atelier', 'bilan', 'triggers-deploiement']));
  });

  it('« after » qui nomme une étape absente est une erreur', () => {
    expect(problemsOf('phases:\n  - id: ovh\n    checklist:\n      - {id: x, title: X, owner: projet, help: h, after: rien}')).toEqual([
      expect.stringMatching(/^accostage\.yml:4:\d+: « after » ne nomme aucun élément/),
    ]);
  });

  it('la Service Team du dépôt remplace celle par défaut en entier', () => {
    expect(procedureOf('serviceTeam:\n  team: dnum-mi/service-team').serviceTeam).toEqual({ team: 'dnum-mi/service-team' });
  });

  it('une phase du dépôt se place où il veut', () => {
    const { phases } = procedureOf(
      `phases:
  - id: formation
    after: prerequis
    title: Formation
    intro: Bienvenue.
    label: {name: 'phase: formation', color: 'ffffff', description: Phase de formation}`,
    );
    expect(phases.map(({ id }) => id)).toEqual(['prerequis', 'formation', 'ovh', 'cloud-pi-native', 'ouverture-de-flux', 'embarque']);
  });
});

it('un texte du processus est toujours bien formé, même écrit par échappement', () => {
  expect(procedureOf('texts:\n  welcome: "a\\uD800b"').texts.welcome).toBe('a\uFFFDb');
});

it('le processus et le formulaire fournis sont sans erreur', () => {
  const read = readYaml(readShipped(shippedProcess), shippedProcess);
  const shipped = parseForm(readShipped(shippedForm), shippedForm);
  expect(read.ok && shipped.ok && compileProcedure([read.yaml], shipped.form)).toMatchObject({ ok: true });
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let depth = 1; depth < 9; depth++) {
    lines.push(`a${depth}: &a${depth} [${Array.from({ length: 10 }, () => `*a${depth - 1}`).join(', ')}]`);
  }
  return lines.join('\n');
}
