import { describe, expect, it } from 'vitest';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { presetNames } from '../../src/config/presets.ts';
import { readDefaults } from '../../src/defaults.ts';
import { createToyHub, people } from '../dossier/toy-hub.ts';
import { procedureOf } from './over-shipped.ts';

const { presets, form } = readDefaults();

describe.each(presetNames)('les étapes de la console, sous le préréglage %s', (name) => {
  const compiled = compileProcedure([presets[name]], form);
  if (!compiled.ok) throw new Error('the shipped process is wrong');
  const { phases, pages } = compiled.procedure;
  const titleOf = (url: string | undefined) => pages.find((page) => page.url === url)?.title;
  const steps = phases.find(({ id }) => id === 'ovh')?.checklist ?? [];

  it('ce que font les administrateurs se demande à la Service Team, le reste à l’équipe projet, chacun avec sa page', () => {
    const told = steps.filter(({ id }) => id.startsWith('console-')).map(({ id, owner, link }) => [id, owner, titleOf(link)]);
    expect(told).toEqual([
      ['console-acces', 'service-team', 'Prise en main de la console'],
      ['console-projet', 'projet', 'Gestion des projets'],
      ['console-equipe', 'projet', 'Gestion de l’équipe'],
      ['console-depots', 'projet', 'Gestion des dépôts'],
      ['console-environnements', 'projet', 'Gestion des environnements'],
    ]);
  });

  it.each([
    ['console-acces', /administrateurs de la plateforme/],
    ['console-projet', /ne pourra plus changer.*secrets.*propriétaire/],
    ['console-depots', /onglet « Ressources »/],
    ['console-environnements', /onglet « Configuration ».*demande d’hébergement validée/],
  ])('%s dit ce que la console impose', (id, said) => {
    expect(steps.find((step) => step.id === id)?.help.replaceAll(/\s+/g, ' ')).toMatch(said);
  });

  it('une aide tient en deux phrases, et finit par un point', () => {
    const helps = phases.flatMap(({ checklist }) => checklist.map(({ help }) => help));
    expect(helps.filter((help) => !help.endsWith('.') || help.length > 330 || (help.match(/\.\s/g) ?? []).length > 1)).toEqual([]);
  });

  it('les étapes reprises sur Cloud π native sont les mêmes, dans le même ordre', () => {
    const included = phases.find(({ id }) => id === 'cloud-pi-native')?.checklist.slice(0, steps.length);
    expect(included).toEqual(steps);
  });
});

describe('un dossier déjà dans la phase quand les étapes changent', () => {
  const { procedure } = readDefaults();
  const added = ['console-projet', 'console-equipe', 'console-environnements'];
  const withoutThem = procedure.phases.map((phase) => ({ ...phase, checklist: phase.checklist.filter(({ id }) => !added.includes(id)) }));

  it('garde ce qui y est fait ; les étapes nouvelles sont à faire', () => {
    const hub = createToyHub();
    hub.configure({ form, procedure: { ...procedure, phases: withoutThem } });
    hub.reconcile();
    hub.setLabel(people.serviceTeam, 'phase: OVH');
    hub.reconcile();
    hub.comment(people.serviceTeam, '/fait console-acces');
    hub.reconcile();
    hub.configure({ form, procedure });
    hub.reconcile();
    expect(hub.commentIn('checklist/ovh')).toMatch(/- \[x\].*`console-acces`/);
    for (const id of added) expect(hub.commentIn('checklist/ovh')).toMatch(new RegExp(`- \\[ \\].*\`${id}\``));
  });
});

describe('une étape reprise d’une autre phase', () => {
  const stepsOf = (phase: string, ...texts: readonly string[]) =>
    procedureOf(...texts).phases.find(({ id }) => id === phase)?.checklist ?? [];
  const shipped = stepsOf('cloud-pi-native', 'version: 1').map(({ id }) => id);
  const changed = (id: string, title: string) =>
    `  - id: ${id}\n    checklist: [{id: console-acces, title: ${title}, owner: projet, help: Ici.}]\n`;

  it('et que la phase redéfinit y est une fois, dans ses mots', () => {
    const steps = stepsOf('cloud-pi-native', `phases:\n${changed('cloud-pi-native', 'Ailleurs')}`);
    expect(steps.map(({ id }) => id).toSorted()).toEqual(shipped.toSorted());
    expect(steps.find(({ id }) => id === 'console-acces')).toMatchObject({ title: 'Ailleurs', owner: 'projet' });
  });

  it('et que deux phases reprises ont chacune y est une fois, dans les mots de la première nommée', () => {
    const including = (phases: string) => `phases:\n${changed('prerequis', 'Avant')}  - {id: cloud-pi-native, include: [${phases}]}\n`;
    const first = stepsOf('cloud-pi-native', including('prerequis, ovh'));
    expect(first.filter(({ id }) => id === 'console-acces').map(({ title }) => title)).toEqual(['Avant']);
    const second = stepsOf('cloud-pi-native', including('ovh, prerequis'));
    expect(second.filter(({ id }) => id === 'console-acces').map(({ title }) => title)).not.toEqual(['Avant']);
    expect(second.filter(({ id }) => id === 'console-acces')).toHaveLength(1);
  });

  it('nommée deux fois parmi les phases reprises : une fois aussi', () => {
    const steps = stepsOf('cloud-pi-native', 'phases:\n  - {id: cloud-pi-native, include: [ovh, ovh]}');
    expect(steps.map(({ id }) => id)).toEqual(shipped);
  });
});
