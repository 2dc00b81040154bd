import { describe, expect, it } from 'vitest';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam } = people;
const { complete, incomplete } = defaults.procedure.labels;
const lateOnes = defaults.procedure.prerequisites.filter(({ requiredFor }) => requiredFor === 'cloud-pi-native');
const lateFields = Object.fromEntries(
  lateOnes
    .filter(({ field }) => defaults.procedure.prerequisites.every((other) => other.field !== field || lateOnes.includes(other)))
    .map(({ field }) => [field, null]),
);

function opened(body: string) {
  const hub = createToyHub({ body });
  hub.reconcile();
  return hub;
}

describe('une réponse compte à partir de la phase qui en a besoin', () => {
  it('ce qu’il faut pour essayer est à peu près la moitié', () => {
    expect(lateOnes.length / defaults.procedure.prerequisites.length).toBeGreaterThan(0.35);
    expect(lateOnes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['domaines', 'certificats', 'volumetrie-donnees', 'reprise-donnees', 'sauvegarde', 'flux-mi']),
    );
  });

  it('sans ce qui ne sert que plus tard, le dossier est complet, et passe', () => {
    const hub = opened(aBody(lateFields));
    expect(hub.labels()).toContain(complete.name);
    hub.comment(serviceTeam, '/phase ovh');
    hub.reconcile();
    expect(hub.state().phase).toBe('ovh');
  });

  it('une fois dans la phase, ce que la suivante demande manque : le suivi le dit, et la condition de la suivante l’exige', () => {
    const hub = opened(aBody(lateFields));
    hub.comment(serviceTeam, '/phase ovh');
    hub.reconcile();
    expect(hub.labels()).toContain(incomplete.name);
    const late = hub.plan().status.due;
    expect(late.later).toEqual([]);
    hub.comment(serviceTeam, '/pourquoi cloud-pi-native');
    hub.reconcile();
    expect(hub.observation().comments.at(-1)?.body).toMatch(/❌ \*\*Prérequis fournis\*\*[^✅❌]*Sauvegarde et restauration/);
  });

  it('les étapes de la phase passent avant ce que seule la suivante demande', () => {
    const hub = opened(aBody(lateFields));
    hub.comment(serviceTeam, '/phase ovh\n/fait accostage premiere-copie dockerfiles images-docker');
    hub.reconcile();
    expect(hub.plan().status.waitingFor).toBe('service-team');
    hub.editBody(aBody({ ...lateFields, architecture: null }));
    hub.reconcile();
    expect(hub.plan().status.waitingFor).toBe('projet');
  });

  it('le suivi montre ce qui compte maintenant, puis, replié, ce qui viendra', () => {
    const text = opened(aBody({ ...lateFields, architecture: null })).commentIn('status');
    expect(text).toMatch(/### 1\sprérequis à fournir ou à corriger[^<]*architecture/);
    expect(text).toMatch(/<details>\n<summary>Plus tard\s: \d+\sprérequis, dont 2\sdéjà fournis<\/summary>[^<]*Sauvegarde/);
  });

  it('sans requiredFor, une réponse est nécessaire dès la deuxième phase', () => {
    const hub = opened(aBody({ architecture: null }));
    expect(
      hub
        .plan()
        .status.due.now.filter(({ status }) => status === 'missing')
        .map(({ prerequisite }) => prerequisite.id),
    ).toEqual(['architecture']);
  });

  it('un dossier vide n’a rien fourni', () => {
    expect(opened('').commentIn('status')).toMatch(/\*\*Prérequis\*\*\s: ▱{10} 0\/\d+/);
  });
});

describe('une réponse annoncée', () => {
  const promise = (day: string) => aBody({ sauvegarde: `à préciser avant le ${day}` });
  const late = promise('30/04/2028');

  const { fields } = defaults.form;
  const asked = defaults.procedure.prerequisites.filter(({ field }) =>
    fields.some(({ id, type }) => id === field && (type === 'input' || type === 'textarea')),
  );

  it.each(asked.map((prerequisite) => [prerequisite.id, prerequisite] as const))(
    '%s : attend sa date, ou dit qu’il ne le peut pas',
    (id, { field, promises }) => {
      for (const text of ['à préciser avant le 30/04/2028', 'À définir fin avril 2028', 'sera transmis au plus tard le 2028-04-30']) {
        const { prerequisites } = opened(aBody({ [field]: text })).plan();
        const result = prerequisites.find(({ prerequisite }) => prerequisite.id === id);
        expect(result).toMatchObject(promises ? { status: 'promised', until: '2028-04-30' } : { status: 'missing' });
      }
    },
  );

  it('le suivi dit comment l’écrire, là où une réponse manque et peut attendre', () => {
    expect(opened(aBody({ architecture: null })).commentIn('status')).toContain('`à préciser avant le`');
    expect(opened(aBody({ 'projet-nom': null })).commentIn('status')).not.toContain('`à préciser avant le`');
  });

  it('vaut tant que sa phase est loin : le dossier entre dans celle d’avant', () => {
    const hub = opened(late);
    expect(hub.labels()).toContain(complete.name);
    hub.comment(serviceTeam, '/phase ovh');
    hub.reconcile();
    expect(hub.state().phase).toBe('ovh');
    expect(hub.labels()).toContain(incomplete.name);
    expect(hub.commentIn('status')).toMatch(/### Réponses annoncées[^#]*Sauvegarde et restauration\*\*\s: annoncé pour le 30\savril\s2028/);
  });

  it('ne passe pas la porte de la phase qui en a besoin, sans être une réponse', () => {
    const hub = opened(late);
    hub.comment(serviceTeam, '/phase ovh');
    hub.reconcile();
    hub.comment(serviceTeam, '/pourquoi cloud-pi-native');
    hub.reconcile();
    expect(hub.observation().comments.at(-1)?.body).toMatch(/Sauvegarde et restauration\s: annoncé pour le 30\savril\s2028/);
  });

  it('nécessaire dès maintenant, elle n’est pas fournie : le dossier attend le projet, sans le relancer avant l’heure', () => {
    const hub = opened(aBody({ architecture: 'à préciser avant le 30/04/2027' }));
    expect(hub.labels()).toEqual(expect.arrayContaining([incomplete.name, 'attente: projet']));
    hub.daysPass(40);
    expect(hub.reconcile().created).toEqual([]);
  });

  it.each([
    ['Nom du projet', { 'projet-nom': 'à préciser avant le 30/04/2028' }],
    ['Dépôts applicatifs', { 'depots-applicatifs': 'à définir en juin 2027' }],
  ])('n’est pas une réponse pour ce qui dit qui vous êtes ou où est le code (%s)', (title, answers) => {
    expect(opened(aBody(answers)).commentIn('status')).toMatch(new RegExp(`${title}\\*\\* \\((?:manquant|à corriger)\\)`));
  });
});
