import { expect, it } from 'vitest';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;

/** The line of the status that tells whose turn it was in the phase; undefined without one. */
function line(stage: ReturnType<typeof createToyHub>): string | undefined {
  return stage
    .commentIn('status')
    ?.split('\n')
    .find((text) => text.includes('Temps de la phase'))
    ?.replaceAll('\u00a0', ' ');
}

it('un dossier qui s’ouvre ne dit rien du temps : la date de la phase suffit', () => {
  const stage = createToyHub({ body: '' });
  stage.reconcile();
  expect(line(stage)).toBeUndefined();
});

it('le suivi dit à qui le temps de la phase a compté, et depuis quand le tour dure', () => {
  const stage = createToyHub({ body: '' });
  stage.reconcile();
  // From Monday the 4th to Thursday the 7th.
  stage.daysPass(3);
  stage.editBody(aBody());
  stage.reconcile();
  expect(line(stage)).toBe('- **Temps de la phase** : 3 jours ouvrés à l’équipe projet ; à la Service Team depuis le 7 janvier 2027');
  expect(stage.reconcile().writes).toBe(0);
  // Until Monday the 11th.
  stage.daysPass(4);
  expect(stage.reconcile().writes).toBe(0);
  stage.comment(serviceTeam, '/a-preciser architecture il manque le schéma');
  stage.reconcile();
  expect(line(stage)).toBe(
    '- **Temps de la phase** : 3 jours ouvrés à l’équipe projet, 2 à la Service Team ; à l’équipe projet depuis le 11 janvier 2027',
  );
  expect(stage.reconcile().writes).toBe(0);
});

it.each(['avant', 'après'] as const)('l’application s’arrête %s avoir changé l’étiquette d’attente : le même suivi à la fin', (when) => {
  const stage = createToyHub({ body: '' });
  stage.reconcile();
  stage.daysPass(3);
  stage.editBody(aBody());
  stage.killedAfter(when === 'avant' ? 0 : 2);
  stage.reconcile();
  expect(line(stage)).toBe('- **Temps de la phase** : 3 jours ouvrés à l’équipe projet ; à la Service Team depuis le 7 janvier 2027');
  expect(stage.reconcile().writes).toBe(0);
});

it('un dossier plus ancien que l’application : ses phases sont datées, les tours le sont dès la première étiquette d’attente', () => {
  const stage = createToyHub();
  // From Monday the 4th: in OVH on the 6th, a label set by hand on the 8th, the App comes on the 18th.
  stage.daysPass(2);
  stage.setLabel(serviceTeam, 'phase: OVH');
  stage.daysPass(2);
  stage.setLabel(serviceTeam, 'attente: service team');
  stage.daysPass(10);
  stage.reconcile();
  const { clocks } = stage.reconcile().plan.snapshot;
  expect(clocks.stays.map(({ phase, spent }) => [phase, spent['service-team'], spent.unknown])).toEqual([
    ['prerequis', 0, 2],
    ['ovh', 6, 2],
  ]);
});

it('la mémoire perdue, les horloges se relisent dans les étiquettes', () => {
  const stage = createToyHub({ body: '' });
  stage.reconcile();
  stage.daysPass(3);
  stage.editBody(aBody());
  stage.reconcile();
  stage.setLabel(serviceTeam, 'phase: OVH');
  stage.reconcile();
  stage.daysPass(5);
  stage.loseMemory();
  const { plan } = stage.reconcile();
  expect(plan.status.clocks.stays.map(({ phase, spent }) => [phase, spent.projet, spent['service-team']])).toEqual([
    ['prerequis', 3, 0],
    ['ovh', 3, 0],
  ]);
});

it('les jours passent sans que le suivi change', () => {
  const stage = createToyHub();
  stage.reconcile();
  stage.daysPass(2);
  stage.setLabel(serviceTeam, 'phase: OVH');
  stage.reconcile();
  stage.daysPass(1);
  expect(stage.reconcile().writes).toBe(0);
  stage.daysPass(20);
  stage.comment(author, '/pause vacances');
  stage.reconcile();
  const paused = line(stage);
  expect(paused).toMatch(/personne depuis le/);
  stage.daysPass(10);
  expect(stage.reconcile().writes).toBe(0);
  expect(line(stage)).toBe(paused);
});

it('les événements des étiquettes d’attente manquent : rien n’est daté à tort, et le suivi ne change pas chaque jour', () => {
  const stage = createToyHub({ body: '' });
  stage.reconcile();
  stage.daysPass(3);
  stage.editBody(aBody());
  stage.reconcile();
  stage.forgetEvents((event) => 'label' in event && event.label.startsWith('attente'));
  stage.daysPass(1);
  const { snapshot } = stage.reconcile().plan;
  expect(snapshot.clocks).toMatchObject({ turn: 'service-team', since: null });
  expect(line(stage)).toBeUndefined();
  stage.daysPass(3);
  expect(stage.reconcile().writes).toBe(0);
});

it('le bilan dit les jours ouvrés de chaque phase', () => {
  const stage = createToyHub();
  stage.reconcile();
  stage.daysPass(2);
  stage.setLabel(serviceTeam, 'phase: OVH');
  stage.reconcile();
  stage.daysPass(7);
  stage.comment(serviceTeam, '/forcer embarque décidé en comité');
  stage.reconcile();
  const closing = stage.commentIn('closing')?.replaceAll('\u00a0', ' ');
  expect(closing).toContain('**Prérequis** : 2 jours ouvrés à la Service Team, depuis le 4 janvier 2027');
  expect(closing).toContain('**OVH** : 5 jours ouvrés à l’équipe projet, depuis le 6 janvier 2027');
  // The weekend counts for nobody.
  expect(closing).toContain('**En tout** : 5 jours ouvrés à l’équipe projet, 2 à la Service Team.');
});
