import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import type { FormField } from '../../src/form/issue-form.ts';
import { aChoice, aForm, aMultipleChoice, boxes } from './a-form.ts';

function read(field: FormField, written: string) {
  const { answers, remarks = {}, unplaced } = parseAnswers(aForm(field), `### ${field.label}\n\n${written}\n`);
  return {
    answer: answers[field.id],
    remarks: (remarks[field.id] ?? []).map(({ option, text }) => `${option} : ${text}`),
    left: unplaced.map(({ text }) => text),
  };
}

describe('un choix retouché à la main', () => {
  const reprise = aChoice('reprise', 'Reprise', ['Oui', 'Non', 'Je ne sais pas']);
  const bdd = aChoice('bdd', 'Base', ['Par l’application (migrations, initContainer)', 'Manuelle', 'Pratique']);

  it.each<[FormField, string, string | null, (readonly string[])?]>([
    [reprise, 'Oui (à confirmer)', 'Oui', ['Oui : (à confirmer)']],
    [reprise, 'Oui.', 'Oui'],
    [reprise, '**Oui**', 'Oui'],
    [reprise, '_Oui_', 'Oui'],
    [reprise, '`Oui`', 'Oui'],
    [reprise, '« Oui »', 'Oui'],
    [reprise, '- [x] Oui', 'Oui'],
    [reprise, '- [x] Oui\n- [ ] Non', 'Oui'],
    [reprise, 'Non, base neuve', 'Non', ['Non : base neuve']],
    [reprise, 'Non : base neuve.', 'Non', ['Non : base neuve.']],
    [reprise, 'Oui – 20 Go', 'Oui', ['Oui : 20 Go']],
    [reprise, 'Oui mais en lecture seule', 'Oui', ['Oui : mais en lecture seule']],
    [reprise, 'oui !', 'Oui'],
    [bdd, 'Manuelle (scripts SQL)', 'Manuelle', ['Manuelle : (scripts SQL)']],
    [bdd, 'Pratique (1 personne)', 'Pratique', ['Pratique : (1 personne)']],
    [
      bdd,
      'Par l’application (migrations, initContainer) : Flyway',
      'Par l’application (migrations, initContainer)',
      ['Par l’application (migrations, initContainer) : Flyway'],
    ],
    [reprise, 'Oui, Non', null],
    [reprise, 'Oui ou Non', null],
    [reprise, 'Non concerné', null],
    [reprise, 'Ouistreham', null],
    [reprise, '- [ ] Oui\n- [ ] Non', null],
  ])('%o %j est lu %j', (...[field, written, answer, remarks = []]) => {
    expect(read(field, written)).toMatchObject({ answer, remarks });
  });

  const exposition = aMultipleChoice('expo', 'Exposition', ['Internet', 'Intranet', 'RIE', 'DR']);

  it.each<[string, readonly string[], (readonly string[])?, (readonly string[])?]>([
    ['Internet et RIE', ['Internet', 'RIE']],
    ['Internet + RIE', ['Internet', 'RIE']],
    ['Internet/RIE', ['Internet', 'RIE']],
    ['Internet ; RIE', ['Internet', 'RIE']],
    ['Internet & RIE', ['Internet', 'RIE']],
    ['Internet, RIE et DR', ['Internet', 'RIE', 'DR']],
    ['Internet ainsi que RIE', ['Internet', 'RIE']],
    ['**Internet**, **RIE**', ['Internet', 'RIE']],
    ['Internet (prod), RIE (recette)', ['Internet', 'RIE'], ['Internet : (prod)', 'RIE : (recette)']],
    ['Internet (prod, recette), RIE', ['Internet', 'RIE'], ['Internet : (prod, recette)']],
    ['Internet : prod\nRIE : recette', ['Internet', 'RIE'], ['Internet : prod', 'RIE : recette']],
    ['- [x] Internet\n- [ ] RIE', ['Internet']],
    ['- [x] Internet', ['Internet']],
    ['- [x] Internet (prod)\n- [x] DR', ['Internet', 'DR'], ['Internet : (prod)']],
    ['Internet et Extranet', ['Internet'], [], ['Extranet']],
    ['Internet (', ['Internet'], ['Internet : (']],
  ])('plusieurs choix : %j', (...[written, answer, remarks = [], left = []]) => {
    expect(read(exposition, written)).toEqual({ answer, remarks, left });
  });
});

describe('une case et sa remarque', () => {
  const field = boxes('p', 'Prérequis', ['Les images tournent sans droits root (rootless)', 'Sondes (readiness, liveness)', 'Sans état']);
  const [rootless, probes, stateless] = ['Les images tournent sans droits root (rootless)', 'Sondes (readiness, liveness)', 'Sans état'];

  it.each<[string, readonly string[], readonly string[]]>([
    [`- [x] ${rootless} : sauf nginx, corrigé en mars`, [rootless], [`${rootless} : sauf nginx, corrigé en mars`]],
    [`- [X] ${stateless} (sessions dans Redis)`, [stateless], [`${stateless} : (sessions dans Redis)`]],
    [`- [x] ${probes}, /health`, [probes], [`${probes} : /health`]],
    [`- [x] ${stateless}.`, [stateless], []],
    [`- [x] **${stateless}** `, [stateless], []],
    [`- [ ] ${rootless} : prévu pour mars 2027`, [], [`${rootless} : prévu pour mars 2027`]],
    [`- [x] ${stateless} – sauf le lot 1`, [stateless], [`${stateless} : sauf le lot 1`]],
  ])('%j', (written, checked, remarks) => {
    const answer = { checked, unchecked: [rootless, probes, stateless].filter((box) => !checked.includes(box)) };
    expect(read(field, written)).toEqual({ answer, remarks, left: [] });
  });
});
