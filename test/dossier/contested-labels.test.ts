import { describe, expect, it } from 'vitest';
import { createToyHub, defaults, people } from './toy-hub.ts';

const { author, stranger } = people;
const { procedure } = defaults;
const label = (id: string) => procedure.phases.find((phase) => phase.id === id)?.label.name ?? '';
const phaseLabels = (stage: ReturnType<typeof createToyHub>) => stage.labels().filter((name) => name.startsWith('phase:'));

function opened() {
  const stage = createToyHub();
  stage.reconcile();
  return stage;
}

const HOUR_MS = 3_600_000;

describe('une étiquette qu’un automatisme retire sans cesse', () => {
  const automatism = 'balai[bot]';
  /** The label goes as soon as it is back, for so many hours; the App looks when it said that it would, and once before. */
  function fight(hours: number) {
    const stage = opened();
    const isBack = () => stage.labels().includes(label('prerequis'));
    let left = hours;
    let restored = 0;
    while (left > 0) {
      if (isBack()) {
        restored++;
        stage.removeLabel(automatism, label('prerequis'));
      }
      const { plan } = stage.reconcile();
      if (isBack()) continue;
      const wait = Math.min(left, (Date.parse(plan.again ?? '') - Date.parse(stage.clock())) / HOUR_MS);
      stage.daysPass(wait / 48);
      stage.reconcile();
      expect(isBack()).toBe(false);
      stage.daysPass(wait / 48);
      stage.reconcile();
      left -= wait;
    }
    return { stage, restored };
  }

  it('revient aussitôt, puis de moins en moins souvent', () => {
    expect(fight(0.9).restored).toBe(3);
    expect(fight(10).restored).toBe(6);
  });

  it('est dite une fois à la Service Team', () => {
    const { stage } = fight(10);
    const told = stage.comments().filter(({ slot }) => slot?.startsWith('contested/') === true);
    expect(told).toHaveLength(1);
    expect(told[0]?.body).toContain(`\`${label('prerequis')}\` est retirée par \`${automatism}\``);
  });

  it('revient le lendemain, l’automatisme réglé', () => {
    const { stage } = fight(3);
    stage.daysPass(1);
    stage.reconcile();
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('qu’il a posée et retirée lui-même ne l’est pas contre l’application : elle revient aussitôt', () => {
    const stage = opened();
    for (const again of [true, true, false]) {
      stage.removeLabel(automatism, label('prerequis'));
      if (again) stage.setLabel(automatism, label('prerequis'));
    }
    stage.reconcile();
    expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    expect(stage.comments().filter(({ slot }) => slot?.startsWith('contested/') === true)).toEqual([]);
  });

  it('retirée deux fois à la main, elle revient deux fois, sans un mot', () => {
    const stage = opened();
    for (const login of [author, stranger]) {
      stage.removeLabel(login, 'attente: service team');
      stage.reconcile();
      expect(stage.labels()).toContain('attente: service team');
    }
    expect(stage.comments().filter(({ slot }) => slot?.startsWith('contested/') === true)).toEqual([]);
  });
});

describe('une étiquette qu’un automatisme pose sans cesse', () => {
  const automatism = 'robot[bot]';
  /** The label is back as soon as it is taken off, for so many looks a minute apart. */
  function fight(stage: ReturnType<typeof createToyHub>, name: string, looks: number): number {
    let takenOff = 0;
    for (let look = 0; look < looks; look++) {
      if (!stage.labels().includes(name)) stage.setLabel(automatism, name);
      stage.reconcile();
      if (!stage.labels().includes(name)) takenOff++;
    }
    return takenOff;
  }

  it.each([
    ['attente: projet', 'un tour qui n’est pas le bon'],
    ['prérequis: incomplets', 'des réponses qui ne le sont pas'],
    [label('ovh'), 'une phase qu’il ne peut pas demander'],
    ['en sommeil', 'un sommeil qui n’en est pas un'],
  ])('« %s », %s : retirée aussitôt, puis de moins en moins souvent', (name) => {
    const stage = opened();
    expect(fight(stage, name, 30)).toBeLessThanOrEqual(6);
    const told = stage.comments().filter(({ slot }) => slot?.startsWith('contested/') === true);
    expect(told).toHaveLength(1);
    expect(told[0]?.body).toContain(`\`${name}\` est posée par \`${automatism}\``);
    expect(stage.reconcile().writes).toBe(0);
    expect(stage.state().phase).toBe('prerequis');
    stage.daysPass(2);
    stage.reconcile();
    expect(stage.labels()).not.toContain(name);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('l’application revient d’elle-même la retirer', () => {
    const stage = opened();
    fight(stage, 'attente: projet', 30);
    const { plan } = stage.reconcile();
    expect(Date.parse(plan.again ?? '')).toBeGreaterThan(Date.parse(stage.clock()));
    stage.daysPass((Date.parse(plan.again ?? '') - Date.parse(stage.clock())) / (24 * HOUR_MS));
    stage.reconcile();
    expect(stage.labels()).not.toContain('attente: projet');
  });

  it.each([
    ['fermé', (stage: ReturnType<typeof createToyHub>) => stage.close(author)],
    ['qui n’est plus suivi', (stage: ReturnType<typeof createToyHub>) => void stage.removeLabel(people.serviceTeam, 'accompagnement')],
  ])('de même sur un dossier %s, sans un mot', (_, end) => {
    const stage = opened();
    end(stage);
    stage.reconcile();
    expect(fight(stage, 'attente: projet', 30)).toBeLessThanOrEqual(6);
    expect(stage.comments().filter(({ slot }) => slot?.startsWith('contested/') === true)).toEqual([]);
  });

  it('une personne qui essaie plusieurs fois dans la journée a sa réponse chaque fois', () => {
    const stage = opened();
    for (const _ of [1, 2, 3, 4, 5]) {
      stage.setLabel(stranger, label('ovh'));
      expect(stage.reconcile().created).toContainEqual(expect.stringMatching(/^refusal\/ovh\//));
      expect(phaseLabels(stage)).toEqual([label('prerequis')]);
    }
  });
});
