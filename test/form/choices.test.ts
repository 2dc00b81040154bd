import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import type { FormField } from '../../src/form/issue-form.ts';
import { aChoice, aForm, aMultipleChoice, boxes } from './a-form.ts';

/** The answer to the only field of a form, and the texts left over. */
function read(field: FormField, written: string) {
  const { answers, unplaced } = parseAnswers(aForm(field), `### ${field.label}\n\n${written}\n`);
  return { answer: answers[field.id], left: unplaced.map(({ text }) => text) };
}

describe('liste à un choix', () => {
  const field = aChoice('bdd', 'Base', ['Par l’application (migrations, initContainer)', 'Manuelle', 'Maîtrise']);

  it.each([
    ['Manuelle', 'Manuelle'],
    ['  manuelle ', 'Manuelle'],
    ['MAITRISE', 'Maîtrise'],
    ["Par l'application  (migrations, initContainer)", 'Par l’application (migrations, initContainer)'],
    ['- Manuelle', 'Manuelle'],
    ['Manuelle <!-- vu -->', 'Manuelle'],
    ['_No response_', null],
    ['None', null],
    ['', null],
  ])('%j est lu %j', (written, answer) => {
    expect(read(field, written)).toEqual({ answer, left: [] });
  });

  it('rend null et signale une valeur inconnue', () => {
    expect(read(field, 'Autre')).toEqual({ answer: null, left: ['Autre'] });
  });

  it('garde l’option et signale le texte ajouté', () => {
    expect(read(field, 'Manuelle\n\nmais bientôt automatique\npar Flyway')).toEqual({
      answer: 'Manuelle',
      left: ['mais bientôt automatique\npar Flyway'],
    });
  });

  it('ne choisit pas entre deux options', () => {
    expect(read(field, 'Manuelle\nMaîtrise')).toEqual({ answer: null, left: ['Manuelle\nMaîtrise'] });
  });

  it('préfère l’option la plus longue entre deux lectures possibles', () => {
    expect(read(aMultipleChoice('x', 'Choix', ['a', 'b', 'a, b']), 'a, b').answer).toEqual(['a, b']);
  });

  it('distingue deux options qui ne diffèrent que par la casse', () => {
    expect(read(aChoice('l', 'Langage', ['c', 'C', 'C#']), 'C').answer).toBe('C');
    expect(read(aChoice('l', 'Langage', ['C', 'C#']), 'c#').answer).toBe('C#');
  });

  it('lit « None » comme une option quand le formulaire la propose', () => {
    expect(read(aChoice('x', 'Choix', ['None', 'Some']), 'None').answer).toBe('None');
  });
});

describe('un choix tapé à la main, plus court que l’option', () => {
  const field = aChoice('etat', 'État', [
    'Idée ou cadrage',
    'En développement',
    'En recette',
    'Déjà en production (ailleurs)',
    'Refonte d’une application en production',
    'Pas de base de données',
  ]);

  it.each([
    ['En dev', 'En développement'],
    ['Idée', 'Idée ou cadrage'],
    ['cadrage', 'Idée ou cadrage'],
    ['refonte (2 lots)', 'Refonte d’une application en production'],
    ['Pas de BDD', 'Pas de base de données'],
    ['prod', null],
    ['en production', null],
    ['En', null],
    ['application', null],
  ])('%j est lu %j', (written, answer) => {
    expect(read(field, written).answer).toBe(answer);
  });

  it('n’est aucun de deux qu’il commence', () => {
    expect(read(aChoice('x', 'Choix', ['Serveur web', 'Serveur de base']), 'serveur').answer).toBeNull();
  });
});

describe('liste à plusieurs choix', () => {
  const field = aMultipleChoice('expo', 'Exposition', ['Internet', 'RIE, via la passerelle', 'RIE', 'DR', 'a, b', 'b, c', 'c']);

  it.each([
    ['Internet', ['Internet'], []],
    ['Internet, RIE', ['Internet', 'RIE'], []],
    ['RIE, Internet', ['RIE', 'Internet'], []],
    ['RIE, via la passerelle', ['RIE, via la passerelle'], []],
    ['RIE, via la passerelle, RIE, DR', ['RIE, via la passerelle', 'RIE', 'DR'], []],
    ['RIE, RIE, via la passerelle', ['RIE', 'RIE, via la passerelle'], []],
    ['a, b, c', ['a, b', 'c'], []],
    ['internet,dr', ['Internet', 'DR'], []],
    ['- Internet\n- RIE, via la passerelle', ['Internet', 'RIE, via la passerelle'], []],
    ['Internet, Internet', ['Internet'], []],
    ['Internet, Extranet, DR', ['Internet', 'DR'], ['Extranet']],
    ['Extranet, Minitel', [], ['Extranet, Minitel']],
    ['Internet\n\ncar c’est public', ['Internet'], ['car c’est public']],
    ['_No response_', [], []],
    ['None', [], []],
    ['', [], []],
  ])('%j est lu %j', (written, answer, left) => {
    expect(read(field, written)).toEqual({ answer, left });
  });
});

describe('cases à cocher', () => {
  const field = boxes('p', 'Prérequis', ['Sans état', 'Ports > 1024', 'Voir [la doc](https://exemple.fr)']);
  const [first, second, third] = ['Sans état', 'Ports > 1024', 'Voir [la doc](https://exemple.fr)'];

  it.each([
    ['comme GitHub les écrit', `- [X] ${first}\n- [ ] ${second}\n- [x] ${third}`, [first, third]],
    ['déplacées', `- [x] ${third}\n- [ ] ${second}\n- [x] ${first}`, [first, third]],
    ['imbriquées', `- [x] ${first}\n  - [ ] ${second}\n    - [X] ${third}`, [first, third]],
    ['avec d’autres puces', `* [x] ${first}\n+ [ ] ${second}\n1. [x] ${third}`, [first, third]],
    ['retouchées en casse, accents et espaces', `- [x] SANS  ETAT\n- [ ] ports > 1024`, [first]],
    ['dont il manque une', `- [x] ${second}`, [second]],
    ['sans réponse', '_No response_', []],
    ['vides', '', []],
  ])('%s', (_rule, written, checked) => {
    expect(read(field, written)).toEqual({
      answer: { checked, unchecked: [first, second, third].filter((label) => !checked.includes(label)) },
      left: [],
    });
  });

  it('signale une case inconnue et le texte ajouté', () => {
    expect(read(field, `- [x] ${first}\n  en fait presque\n- [x] Autre chose\n\nvoilà`)).toEqual({
      answer: { checked: [first], unchecked: [second, third] },
      left: ['en fait presque\n- [x] Autre chose', 'voilà'],
    });
  });

  it('signale la seconde de deux cases contraires', () => {
    expect(read(field, `- [ ] ${first}\n- [x] ${first}`)).toEqual({
      answer: { checked: [], unchecked: [first, second, third] },
      left: [`- [x] ${first}`],
    });
  });

  it('ne lit pas une case montrée comme du code', () => {
    expect(read(field, `\`\`\`\n- [x] ${first}\n\`\`\``).answer).toEqual({ checked: [], unchecked: [first, second, third] });
  });

  it('donne la ligne de ce qui reste, dans le corps d’origine', () => {
    const body = `### Prérequis\r\n\r\n<!-- deux\r\nlignes -->\r\n- [x] ${first}\r\n- [x] Inconnue\r\n`;
    expect(parseAnswers(aForm(field), body).unplaced).toEqual([{ heading: 'Prérequis', text: '- [x] Inconnue', line: 6, nearest: null }]);
  });
});
