import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import * as fc from '../property.ts';
import { aForm, aTextarea } from './a-form.ts';

const form = aForm(
  aTextarea('nom', 'Nom du projet'),
  aTextarea('archi', 'Architecture technique'),
  aTextarea('docker', 'Maturité Docker'),
  aTextarea('env', 'Environnements'),
  aTextarea('cal', 'Calendrier et échéances'),
);

const body = (archi: string) =>
  `### Nom du projet\n\nSuivi\n\n### Architecture technique\n\n${archi}\n\n### Maturité Docker\n\nPratique\n\n### Environnements\n\ndev, recette, prod\n\n### Calendrier et échéances\n\nmars 2028`;
const others = { nom: 'Suivi', docker: 'Pratique', env: 'dev, recette, prod', cal: 'mars 2028' };

describe('un titre de réponse qui porte l’intitulé d’un champ', () => {
  it.each([
    ['un chapitre', 'API Java.\n\n### Environnements\n\nPlateforme OpenShift.'],
    ['plusieurs chapitres', 'API Java.\n\n### Environnements\n\nOpenShift.\n\n### Calendrier et échéances\n\nLot 1.'],
    ['un champ déjà répondu', 'API Java.\n\n### Nom du projet\n\nSuivi des demandes'],
    ['des chapitres dans le désordre', '### Calendrier et échéances\n\nLot 1.\n\n### Environnements\n\nOpenShift.\n\nFin.'],
    ['un chapitre en gras et numéroté', 'API Java.\n\n### 4. **Environnements**\n\nPlateforme OpenShift.'],
  ])('reste dans la réponse où il est écrit : %s', (_, archi) => {
    expect(parseAnswers(form, body(archi))).toEqual({ answers: { ...others, archi }, unplaced: [] });
  });

  it('reste celui du formulaire quand une copie du formulaire est repliée dans la réponse', () => {
    const archi = `API Java.\n\n<details>\n<summary>demande d’avant</summary>\n\n${body('Ancienne.')}\n\n</details>`;
    expect(parseAnswers(form, body(archi))).toEqual({ answers: { ...others, archi }, unplaced: [] });
  });

  it('reste celui du formulaire quand une copie repliée précède tout', () => {
    const { answers } = parseAnswers(
      form,
      `<details>\n\n${body('Ancienne.').replace('prod', 'préprod')}\n\n</details>\n\n${body('API Java.')}`,
    );
    expect(answers).toEqual({ ...others, archi: 'API Java.' });
  });

  it('ne prend pas la place d’une réponse laissée vide', () => {
    const given = body('API Java.\n\n### Environnements\n\nOpenShift.').replace('dev, recette, prod', '_No response_');
    expect(parseAnswers(form, given).answers).toMatchObject({ env: null, archi: 'API Java.\n\n### Environnements\n\nOpenShift.' });
  });

  it('quels que soient les chapitres d’une réponse, tous les champs d’un formulaire complet se relisent', () => {
    const chapter = fc
      .constantFrom('Nom du projet', 'Maturité Docker', 'Calendrier et échéances')
      .map((label) => `### ${label}\n\nchapitre`);
    fc.assert(
      fc.property(fc.array(chapter, { maxLength: 6 }), (chapters) => {
        // The first field of the form, so that no chapter before it may be true; the last two keep the order behind any chapter.
        const archi = ['API Java.', ...chapters.filter((text) => !text.includes('Maturité'))].join('\n\n');
        expect(parseAnswers(form, renderAnswers(form, { ...others, archi })).answers).toEqual({ ...others, archi });
      }),
    );
  });
});

describe('un intitulé retouché', () => {
  it.each([
    '### **Nom du projet**',
    '### __Nom du projet__',
    '### *Nom du projet*',
    '### 1. Nom du projet',
    '### 1) Nom du projet',
    '### 2.1 Nom du projet',
    '### IV. Nom du projet',
    '### a) Nom du projet',
    '### Nom du projet (obligatoire)',
    '### Nom du projet (facultatif) :',
    '### Nom du projet *',
    '### \u200bNom du projet',
    '\u200b### Nom du projet',
    '### `Nom du projet`',
    '### 🚀 Nom du projet',
    '### **1. Nom du projet (obligatoire)** :',
  ])('est lu : %j', (heading) => {
    expect(parseAnswers(form, `${heading}\n\nSuivi\n\n### Environnements\n\nprod`)).toMatchObject({
      answers: { nom: 'Suivi', env: 'prod' },
      unplaced: [],
    });
  });

  it.each(['#', '##', '####', '#####'])('est lu quand tout le corps est au niveau « %s »', (marks) => {
    const { answers, unplaced } = parseAnswers(form, body('API Java.').replaceAll('###', marks));
    expect(answers).toEqual({ ...others, archi: 'API Java.' });
    expect(unplaced).toEqual([]);
  });

  it('laisse les titres d’un autre niveau dans la réponse, quand ceux du formulaire sont là', () => {
    const archi = 'API.\n\n## Environnements\n\nOpenShift.\n\n#### Nom du projet\n\nx';
    expect(parseAnswers(form, body(archi)).answers).toEqual({ ...others, archi });
  });

  it('ne prend pas pour un intitulé une phrase qui commence par lui', () => {
    expect(parseAnswers(form, body('API.\n\n### Environnements de la plateforme\n\nOpenShift.')).answers).toMatchObject({
      env: 'dev, recette, prod',
    });
  });
});

describe('la marque d’un champ vide', () => {
  it.each(['_No response_', '\\_No response\\_', '*Aucune réponse*', '\\_Aucune réponse\\_'])('%j n’est pas une réponse', (mark) => {
    expect(parseAnswers(form, `### Nom du projet\n\n${mark}`).answers['nom']).toBeNull();
  });

  it.each(['_No response_\nAucun', '_No response_\n\nAucun', 'Aucun\n_No response_'])(
    'laissée près de la réponse, ne compte pas : %j',
    (text) => {
      expect(parseAnswers(form, `### Nom du projet\n\n${text}`).answers['nom']).toBe('Aucun');
    },
  );
});
