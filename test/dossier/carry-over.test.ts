import { describe, expect, it } from 'vitest';
import { compileProcedure } from '../../src/config/compile-procedure.ts';
import { setupOf } from '../../src/config/hub-setup.ts';
import { carryOver } from '../../src/dossier/carry-over.ts';
import { neededBefore } from '../../src/dossier/due.ts';
import { readYaml } from '../../src/yaml/located-yaml.ts';
import { createToyHub, defaults, people } from './toy-hub.ts';

/** A hub's process over the shipped one, with the shipped form. */
function configured(text: string, form = defaults.form) {
  const read = readYaml(text, 'accostage.yml');
  const compiled = read.ok ? compileProcedure([defaults.layer, read.yaml], form) : read;
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return setupOf(compiled.procedure, form);
}

/** « OVH » gives way to « PAX », another phase with another label. */
const paxText = `phases:
  - id: pax
    was: [ovh]
    after: prerequis
    title: PAX
    intro: Vos environnements s’ouvrent.
    label: { name: 'phase: PAX', color: 'ffffff', description: Le projet s’installe sur PAX }
    gate: [{ condition: prerequisites-met }, { condition: answers-validated }]
    mirror: [ovh]
    checklist:
      - { id: console-acces, title: Accès à la console, owner: service-team, help: Ouvrez l’accès. }
  - { id: ovh, remove: true }
  - id: cloud-pi-native
    include: [pax]
    gate: [{ condition: checklist-done, phase: pax }]
`;
const pax = configured(paxText);

/** « contacts » gives way to « equipe », which asks for the same. */
const equipeText = `prerequisites:
  - { id: contacts, remove: true }
  - { id: equipe, was: [contacts], after: projet-nom, title: Équipe, field: contacts, kind: described-text, help: Nommez l’équipe. }
`;
const equipe = configured(equipeText);

function aDossierInOvh() {
  const hub = createToyHub();
  hub.reconcile();
  hub.setLabel(people.serviceTeam, 'phase: OVH');
  hub.reconcile();
  hub.comment(people.serviceTeam, '/fait console-acces');
  hub.reconcile();
  expect(hub.labels()).toContain('phase: OVH');
  return hub;
}

describe('une phase renommée (was) porte les dossiers qui s’y trouvent', () => {
  it('phase, étapes faites, étiquette et liste suivent ; rien n’est annoncé de nouveau', () => {
    const hub = aDossierInOvh();
    const before = hub.comments().length;
    hub.configure(pax);
    hub.reconcile();
    expect(hub.state().phase).toBe('pax');
    expect(hub.labels()).toContain('phase: PAX');
    expect(hub.labels()).not.toContain('phase: OVH');
    expect(hub.state().items).toHaveProperty('pax/console-acces');
    expect(hub.commentIn('checklist/pax')).toMatch(/\[x\] .*console/);
    expect(hub.commentIn('checklist/ovh')).toBeUndefined();
    expect(hub.comments()).toHaveLength(before);
    expect(hub.commentIn('status')).toMatch(/entrée dans la phase «\sPAX\s»/);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('un refus debout suit : un second le remplace, l’entrée l’efface', () => {
    const hub = createToyHub({ body: '' });
    hub.reconcile();
    const standing = () => hub.comments().filter(({ body }) => body.includes('refusal/')).length;
    hub.setLabel(people.serviceTeam, 'phase: OVH');
    hub.reconcile();
    expect(standing()).toBe(1);
    hub.configure(pax);
    hub.reconcile();
    hub.setLabel(people.serviceTeam, 'phase: PAX');
    hub.reconcile();
    expect(standing()).toBe(1);
    hub.comment(people.serviceTeam, '/forcer pax décidé en comité');
    hub.reconcile();
    expect(standing()).toBe(0);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('ce qui était nécessaire avant elle l’est avant celle qui l’a reprise, et pas plus tôt', () => {
    const { procedure } = configured(`phases:
  - id: cpn
    was: [cloud-pi-native]
    after: ovh
    title: CPN
    intro: Vos environnements s’ouvrent.
    label: { name: 'phase: CPN', color: 'ffffff', description: Le projet s’installe }
    gate: [{ condition: prerequisites-met }]
    checklist: [{ id: console-acces, title: Accès à la console, owner: service-team, help: Ouvrez l’accès. }]
  - { id: cloud-pi-native, remove: true }
  - { id: ouverture-de-flux, gate: [{ condition: prerequisites-met }] }
  - { id: embarque, gate: [{ condition: prerequisites-met }] }
`);
    const late = procedure.prerequisites.find(({ requiredFor }) => requiredFor === 'cloud-pi-native');
    const early = procedure.prerequisites.find(({ requiredFor }) => requiredFor === undefined);
    if (late === undefined || early === undefined) throw new Error('no prerequisite');
    expect([early, late].map((prerequisite) => neededBefore({ prerequisite, procedure }).id)).toEqual(['ovh', 'cpn']);
  });

  it('l’étiquette d’avant s’en va, même quand seul son nom et sa description ont changé', () => {
    const hub = aDossierInOvh();
    hub.configure(configured("phases:\n  - id: ovh\n    label: { name: 'phase: autre', description: Tout autre chose }"));
    hub.reconcile();
    expect(hub.labels().filter((label) => label.startsWith('phase:'))).toEqual(['phase: autre']);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('deux phases réunies : ce qui était déjà sous le nom présent reste', () => {
    const hub = aDossierInOvh();
    hub.changeState((state) => ({ ...state, items: { ...state.items, 'pax/console-acces': { done: false, by: 'lea', at: hub.clock() } } }));
    const observed = { ...hub.observation(), ...pax };
    const { memory } = carryOver(observed);
    expect(memory).toMatchObject({ state: { phase: 'pax', items: { 'pax/console-acces': { by: 'lea' } } } });
    expect(memory).not.toHaveProperty(['state', 'items', 'ovh/console-acces']);
  });

  it('sans ancien nom, l’observation reste la même', () => {
    const hub = aDossierInOvh();
    hub.configure(configured('prerequisites:\n  - { id: reprise-donnees, was: [] }'));
    const observed = hub.observation();
    expect(carryOver(observed)).toBe(observed);
  });
});

describe('un prérequis renommé (was)', () => {
  it('reste validé : rien n’est à relire', () => {
    const hub = aDossierInOvh();
    hub.configure(equipe);
    hub.reconcile();
    expect(hub.state().validated).toHaveProperty('equipe');
    expect(hub.state().validated).not.toHaveProperty('contacts');
    expect(hub.labels()).not.toContain(defaults.procedure.labels.revalidate.name);
    expect(hub.reconcile().writes).toBe(0);
  });

  it('reste dispensé', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.comment(people.serviceTeam, '/sans-objet contacts déjà connus de la Service Team');
    hub.reconcile();
    expect(hub.state().waivers).toHaveProperty('contacts');
    hub.configure(equipe);
    hub.reconcile();
    expect(hub.state().waivers).toHaveProperty('equipe');
    expect(hub.reconcile().writes).toBe(0);
  });

  it('reste renvoyé, et ce que le dernier suivi montrait reste montré', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.comment(people.serviceTeam, '/a-preciser contacts qui répond la nuit ?');
    hub.reconcile();
    hub.changeState((state) => ({ ...state, promisesTold: { contacts: '2027-04-30' }, answersShown: { contacts: 'abc' } }));
    const { memory } = carryOver({ ...hub.observation(), procedure: equipe.procedure });
    const reason = 'qui répond la nuit ?';
    expect(memory).toMatchObject({
      state: { sentBack: { equipe: { reason } }, promisesTold: { equipe: '2027-04-30' }, answersShown: { equipe: 'abc' } },
    });
    hub.configure(equipe);
    hub.reconcile();
    expect(hub.plan().prerequisites.find(({ prerequisite }) => prerequisite.id === 'equipe')?.status).toBe('missing');
  });
});

it('tout ce que l’état garde par phase, par étape ou par prérequis passe sous le nom d’aujourd’hui', () => {
  const hub = aDossierInOvh();
  hub.comment(people.serviceTeam, '/sans-objet contacts déjà connus de la Service Team');
  hub.reconcile();
  const [waiver] = Object.values(hub.state().waivers);
  if (waiver === undefined) throw new Error('no waiver');
  const kept = (phase: string, prerequisite: string) => ({
    phase,
    personalChecklists: { '7': phase },
    shown: { [`checklist/${phase}`]: ['console-acces'] },
    waivers: { [`${phase}/console-acces`]: waiver, [prerequisite]: waiver },
    answersShown: { [prerequisite]: 'a' },
    lackingShown: { [prerequisite]: 'b' },
    promisesTold: { [prerequisite]: '2027-04-30' },
  });
  hub.changeState((state) => ({ ...state, ...kept('ovh', 'contacts') }));
  const { procedure } = configured(`${paxText}${equipeText}`);
  const { memory } = carryOver({ ...hub.observation(), procedure });
  if (memory.kind !== 'kept') throw new Error('no memory');
  const { phase, personalChecklists, shown, waivers, answersShown, lackingShown, promisesTold, history } = memory.state;
  expect({ phase, personalChecklists, shown, waivers, answersShown, lackingShown, promisesTold }).toEqual(kept('pax', 'equipe'));
  expect(history.map((entry) => entry.phase)).not.toContain('ovh');
});

it('une liste qui est déjà là sous le nom d’aujourd’hui garde sa place : celle d’avant n’en fait pas un double', () => {
  const hub = aDossierInOvh();
  const { comments, ...observed } = hub.observation();
  const former = comments.find(({ slot }) => slot === 'checklist/ovh');
  if (former === undefined) throw new Error('no list of steps');
  const present = { ...former, id: former.id + 1, slot: 'checklist/pax' };
  const slots = (there: typeof comments) => carryOver({ ...observed, ...pax, comments: there }).comments.map(({ slot }) => slot);
  expect(slots([former])).toEqual(['checklist/pax']);
  expect(slots([former, present])).toEqual(['checklist/ovh', 'checklist/pax']);
});

it('un titre du formulaire renommé (was) ne change aucune réponse et ne demande aucune relecture', () => {
  const [first, second] = defaults.form.fields.filter(({ type }) => type === 'textarea');
  const ids = [first?.id, second?.id];
  const fields = defaults.form.fields.map((field) =>
    ids.includes(field.id) ? { ...field, label: `Nouveau titre de ${field.id}` } : field,
  );
  const was = (id: string | undefined) =>
    `  - { id: ${id ?? ''}, was: ['${defaults.form.fields.find((field) => field.id === id)?.label.replaceAll("'", "''") ?? ''}'] }\n`;
  const hub = aDossierInOvh();
  const before = hub.plan();
  hub.configure(configured(`fields:\n${ids.map(was).join('')}`, { ...defaults.form, fields }));
  const after = hub.plan();
  expect(after.status.answers).toEqual(before.status.answers);
  expect(after.status.rereads).toEqual([]);
  expect(after.labels).toEqual({ add: [], remove: [] });
  hub.configure(configured('version: 1', { ...defaults.form, fields }));
  expect(hub.plan().status.rereads).not.toEqual([]);
});
