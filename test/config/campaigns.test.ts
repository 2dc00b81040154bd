import { describe, expect, it } from 'vitest';
import { problemsOf as problemsOfText } from './over-shipped.ts';

const problemsOf = (value: object) => problemsOfText(JSON.stringify(value));
const good = {
  id: 'quitter-bitnami',
  title: 'Quitter bitnami',
  rule: 'restrict-image-registry',
  until: '2027-06-30',
  text: 'Remplacez ces images.',
};
const { rule: _, ...bare } = good;

it('une campagne sur une règle, ou sur une condition', () => {
  expect(problemsOf({ campaigns: [good, { ...bare, id: 'flux', condition: 'flows-settled' }] })).toEqual([]);
});

describe('est refusée, à sa place,', () => {
  it.each<[string, object, RegExp]>([
    ['celle qui n’a ni règle ni condition', bare, /exactement un de « rule » et « condition »/],
    ['celle qui a les deux', { ...good, condition: 'flows-settled' }, /exactement un de « rule » et « condition »/],
    ['une date qui n’existe pas', { ...good, until: '2027-02-30' }, /date d’un jour qui existe attendue/],
    ['une date écrite autrement', { ...good, until: '30/06/2027' }, /date d’un jour qui existe attendue/],
    ['une règle inconnue', { ...good, rule: 'bitnami' }, /rule/],
    ['une condition qui dépend d’une phase', { ...bare, condition: 'checklist-done' }, /condition/],
    ['un lien sans protection', { ...good, text: 'Lisez http://evil.example' }, /https/],
    ['un texte sans fin', { ...good, text: 'a'.repeat(2_001) }, /2000 caractères/],
    ['un identifiant qui est une propriété de tout objet', { ...good, id: 'constructor' }, /autre que « constructor »/],
    ['un identifiant qui serait un marqueur', { ...good, id: 'a -->' }, /identifiant en minuscules/],
    ['une clé inconnue', { ...good, date: '2027-06-30' }, /date/],
  ])('%s', (_name, campaign, problem) => {
    const problems = problemsOf({ campaigns: [campaign] });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatch(problem);
    expect(problems[0]).toMatch(/^accostage\.yml:1:\d+: /);
  });

  it('deux du même nom', () => {
    expect(problemsOf({ campaigns: [good, good] })[0]).toMatch(/l’identifiant « quitter-bitnami » est déjà pris/);
  });

  it('une règle, quand rien n’est vérifié', () => {
    expect(problemsOf({ campaigns: [good], checks: { mode: 'off' } })).toEqual([
      expect.stringMatching(/aucune vérification n’est faite : nul ne serait concerné/),
    ]);
    expect(problemsOf({ campaigns: [{ ...bare, condition: 'flows-settled' }], checks: { mode: 'off' } })).toEqual([]);
  });
});
