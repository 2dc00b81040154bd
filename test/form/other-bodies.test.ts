import { describe, expect, it } from 'vitest';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { readDefaults } from '../../src/defaults.ts';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';

const { form } = readDefaults();
const body = renderAnswers(form, goodAnswers);
const labels = new Set(form.fields.map(({ label }) => label));

/** The body with each title of the form written otherwise. */
function titled(write: (label: string, rank: number) => string): string {
  let rank = 0;
  return body.replaceAll(/^### (.*)$/gm, (written: string, label: string) => (labels.has(label) ? write(label, ++rank) : written));
}

const roman = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
  'XVII',
  'XVIII',
  'XIX',
  'XX',
];

const bodies: readonly (readonly [name: string, text: string])[] = [
  ['en CRLF', body.replaceAll('\n', '\r\n')],
  ['avec une marque d’ordre des octets', `\uFEFF${body}`],
  ['« 1. »', titled((label, rank) => `### ${rank}. ${label}`)],
  ['« 1) »', titled((label, rank) => `### ${rank}) ${label}`)],
  ['« 1 - »', titled((label, rank) => `### ${rank} - ${label}`)],
  ['« 1.1 »', titled((label, rank) => `### 1.${rank} ${label}`)],
  ['« N°1 »', titled((label, rank) => `### N°${rank} ${label}`)],
  ['« Question 1 : »', titled((label, rank) => `### Question ${rank} : ${label}`)],
  ['« a) »', titled((label, rank) => `### ${String.fromCharCode(96 + rank)}) ${label}`)],
  ['« XVIII. »', titled((label, rank) => `### ${roman[rank - 1] ?? ''}. ${label}`)],
  ['en gras', titled((label) => `### **${label}**`)],
  ['en gras, avec deux points', titled((label) => `### **${label} :**`)],
  ['soulignés', titled((label) => `### <u>${label}</u>`)],
  ['en HTML gras', titled((label) => `### <b>${label}</b>`)],
  ['en lien', titled((label) => `### [${label}](#ancre)`)],
  ['sans espace derrière le dièse', titled((label) => `###${label}`)],
  ['entourés d’espaces', titled((label) => `###    ${label}   `)],
  ['au niveau 1', titled((label) => `# ${label}`)],
  ['au niveau 2', titled((label) => `## ${label}`)],
  ['au niveau 5', titled((label) => `##### ${label}`)],
  ['en gras, sans dièse', titled((label) => `**${label}**`)],
  ['en gras et deux points, sans dièse', titled((label) => `**${label} :**`)],
  ['soulignés de tirets', titled((label) => `${label}\n---`)],
  ['soulignés d’égals', titled((label) => `${label}\n=====`)],
  ['cités comme dans un courriel', body.replaceAll(/^/gm, '> ')],
  ['« * »', titled((label) => `### ${label} *`)],
  ['« (obligatoire) »', titled((label) => `### ${label} (obligatoire)`)],
  ['précédés d’un pictogramme', titled((label) => `### 📌 ${label}`)],
  ['suivis d’un pictogramme', titled((label) => `### ${label} ✅`)],
  ['suivis d’un point d’interrogation', titled((label) => `### ${label} ?`)],
  ['en capitales', titled((label) => `### ${label.toUpperCase()}`)],
  ['sans accents', titled((label) => `### ${label.normalize('NFD').replaceAll(/\p{M}/gu, '')}`)],
  ['avec des apostrophes droites', titled((label) => `### ${label.replaceAll('’', "'")}`)],
  ['avec des apostrophes en entités', titled((label) => `### ${label.replaceAll('’', '&#39;')}`)],
  ['en balises h3', titled((label) => `<h3>${label}</h3>`)],
  ['en balises h2 avec un style', titled((label) => `<h2 dir="auto">${label}</h2>`)],
  ['avec des espaces insécables', titled((label) => `### ${label.replaceAll(' ', '\u00a0')}`)],
  ['aux dièses échappés', titled((label) => `\\### ${label}`)],
  ['sans aucune marque', titled((label) => label)],
  ['sans aucune marque, avec deux points', titled((label) => `${label} :`)],
  ['fermés par des dièses', titled((label) => `### ${label} ###`)],
  [
    'dans l’ordre inverse',
    body
      .split(/(?=^### )/m)
      .toReversed()
      .join('\n'),
  ],
  ['avec les champs vides traduits', body.replaceAll('_No response_', '_Aucune réponse_')],
];

describe('un corps dont les titres sont réécrits', () => {
  it.each(bodies)('se relit à l’identique : %s', (_, text) => {
    expect(parseAnswers(form, text)).toEqual(parseAnswers(form, body));
  });

  const inline = (write: (label: string, answer: string) => string) =>
    body.replaceAll(/^### (.*)\n\n([^\n]+)$/gm, (_, label: string, answer: string) => write(label, answer));

  it.each([
    ['« ### Titre : réponse »', inline((label, answer) => `### ${label} : ${answer}`)],
    ['« **Titre** : réponse »', inline((label, answer) => `**${label}** : ${answer}`)],
    ['« Titre : réponse »', inline((label, answer) => `${label} : ${answer}`).replaceAll(/^### /gm, '')],
    ['« - **Titre :** réponse »', inline((label, answer) => `- **${label} :** ${answer}`)],
  ])('garde la réponse écrite sur la ligne de son titre : %s', (_, text) => {
    const { answers } = parseAnswers(form, text);
    expect(answers['projet-nom']).toBe(goodAnswers['projet-nom']);
    expect(answers['exposition']).toEqual(goodAnswers['exposition']);
    expect(answers['creation-bdd']).toBe(goodAnswers['creation-bdd']);
    expect(answers['volumetrie']).toBe(goodAnswers['volumetrie']);
  });

  it('donne la ligne du corps de ce qui reste d’une réponse écrite sur la ligne de son titre', () => {
    const text = '### Nom du projet\n\nSuivi\n\n### Exposition de l’application : Internet, la Lune';
    expect(parseAnswers(form, text).unplaced).toEqual([
      { heading: 'Exposition de l’application', text: 'la Lune', line: 5, nearest: null },
    ]);
  });

  it('ne signale pas les filets qui séparent les sections', () => {
    const { answers, unplaced } = parseAnswers(
      form,
      titled((label) => `---\n\n### ${label}`),
    );
    expect(unplaced.filter(({ heading }) => heading !== null)).toEqual([]);
    expect(answers['projet-nom']).toBe(goodAnswers['projet-nom']);
    expect(answers['prerequis-techniques']).toEqual(goodAnswers['prerequis-techniques']);
  });

  it('ne prend pas pour des titres deux lignes d’un texte libre', () => {
    const text = 'Bonjour,\n\nNom du projet\nSuivi\n\nDescription du projet\nSuivre.';
    const { answers, unplaced } = parseAnswers(form, text);
    expect(answers['projet-nom']).toBeNull();
    expect(unplaced).toMatchObject([{ text }]);
  });

  it('laisse dans une réponse la ligne en gras qui répète un intitulé', () => {
    const archi = 'API Java.\n\n**Environnements et ressources**\n\nOpenShift.\n\n**Sauvegarde et restauration** : CNPG';
    const { answers } = parseAnswers(form, renderAnswers(form, { ...goodAnswers, architecture: archi }));
    expect(answers).toEqual({ ...parseAnswers(form, body).answers, architecture: archi });
  });
});
