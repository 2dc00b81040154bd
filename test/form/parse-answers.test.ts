import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { aForm, anInput, aTextarea } from './a-form.ts';

const form = aForm(
  aTextarea('projet', 'Le projet'),
  aTextarea('archi', 'Architecture'),
  aTextarea('journal', 'Journal d’erreurs', 'bash'),
  anInput('volume', 'Volume (Go)'),
);
const none = { projet: null, archi: null, journal: null, volume: null };

function answersOf(body: string) {
  return parseAnswers(form, body).answers;
}

describe('une section par intitulé', () => {
  it.each([
    ['comme GitHub l’écrit', '### Le projet\n\nP\n\n### Architecture\n\nA'],
    ['sans ligne vide', '### Le projet\nP\n### Architecture\nA'],
    ['dans un autre ordre', '### Architecture\n\nA\n\n### Le projet\n\nP'],
    ['en CRLF', '### Le projet\r\n\r\nP\r\n\r\n### Architecture\r\n\r\nA\r\n'],
    ['avec une marque d’ordre des octets', '\uFEFF### Le projet\n\nP\n\n### Architecture\n\nA'],
    ['avec un intitulé en autre casse', '### LE PROJET\n\nP\n\n### ARCHITECTURE\n\nA'],
    ['avec des espaces en trop', '###   Le \u00a0 projet  \n\nP\n\n  ### Architecture\n\nA'],
    ['avec un accent ajouté, décomposé', '### Le pro\u0301jet\n\nP\n\n### Àrchitecture\n\nA'],
    ['avec des dièses fermants et deux-points', '### Le projet ###\n\nP\n\n### Architecture :\n\nA'],
  ])('lit un corps %s', (_rule, body) => {
    expect(parseAnswers(form, body)).toEqual({ answers: { ...none, projet: 'P', archi: 'A' }, unplaced: [] });
  });

  it('tolère un tiret typographique', () => {
    expect(parseAnswers(aForm(anInput('x', 'Sous-titre')), '### Sous‑titre\n\ntexte').answers).toEqual({ x: 'texte' });
  });

  it('tolère apostrophe droite et accents ôtés', () => {
    expect(answersOf("### Journal d'erreurs\n\nx")).toEqual({ ...none, journal: 'x' });
  });

  it('répond null à chaque champ sans section', () => {
    expect(parseAnswers(form, '')).toEqual({ answers: none, unplaced: [] });
  });

  it('garde la première section remplie d’un intitulé répété, et signale les autres', () => {
    const body = '### Architecture\n\n### Architecture\n\nA\n\n### Architecture\n\nencore A';
    expect(parseAnswers(form, body)).toEqual({
      answers: { ...none, archi: 'A' },
      unplaced: [{ heading: 'Architecture', text: 'encore A', line: 7, nearest: null }],
    });
  });

  it('signale le texte d’avant le premier intitulé, à sa ligne', () => {
    expect(parseAnswers(form, '\n\nBonjour\nà tous\n\n### Architecture\n\nA').unplaced).toEqual([
      { heading: null, text: 'Bonjour\nà tous', line: 3, nearest: null },
    ]);
  });

  it('ne signale pas un commentaire HTML d’avant le premier intitulé', () => {
    expect(parseAnswers(form, '<!-- modèle -->\n\n### Architecture\n\nA').unplaced).toEqual([]);
  });
});

describe('un titre dans une réponse', () => {
  it.each([
    ['de niveau 3 inconnu', '### Composants\n\nx'],
    ['de niveau 4 égal à un intitulé', '#### Le projet\n\nx'],
    ['de niveau 1 ou 2 égal à un intitulé', '# Le projet\n\n## Le projet'],
    ['souligné', 'Le projet\n---\n\nx'],
    ['dans un bloc de code, égal à un intitulé', '```md\n### Le projet\n\nfaux\n```\n\nx'],
    ['dans un bloc de code, égal à plusieurs intitulés', '~~~\n### Le projet\n\nfaux\n\n### Volume (Go)\n\nfaux\n~~~\n\nx'],
    ['dans un bloc de code, entre lignes vides comme GitHub l’écrit', '```md\n\n### Le projet\n\n```yaml\nfaux: 1\n```\n\nx'],
    ['dans un bloc de code qui en contient un autre', '````\n### Le projet\n```\nfaux\n```\n````\nx'],
    ['dans un bloc de code indenté', 'x\n\n    ### Le projet'],
    ['dans une citation', '> ### Le projet\n> x'],
    ['dans une liste', '- a\n\n  ### Le projet\n\n  x'],
    ['sans espace', '###Le projet'],
  ])('%s reste du contenu', (_rule, answer) => {
    const body = `### Le projet\n\nP\n\n### Architecture\n\n${answer}\n\n### Volume (Go)\n\n12\n`;
    expect(parseAnswers(form, body)).toEqual({ answers: { ...none, projet: 'P', archi: answer, volume: '12' }, unplaced: [] });
  });

  it('reste du contenu dans un bloc de code fermé, même si la vraie section manque', () => {
    const answer = '```md\n### Le projet\nfaux\n```';
    expect(answersOf(`### Architecture\n\n${answer}\n\n### Volume (Go)\n\n12`)).toEqual({ ...none, archi: answer, volume: '12' });
  });

  it('reste du contenu dans un bloc de code fermé où seule une ligne vide le précède', () => {
    const answer = '```md\nx\n\n### Le projet\nfaux\n```';
    expect(answersOf(`### Architecture\n\n${answer}\n\n### Volume (Go)\n\n12`)).toEqual({ ...none, archi: answer, volume: '12' });
  });

  it('reste du contenu avant la vraie section comme après', () => {
    const answer = '```\n### Volume (Go)\nfaux\n```';
    expect(answersOf(`### Architecture\n\n${answer}\n\n### Volume (Go)\n\n12`)).toEqual({ ...none, archi: answer, volume: '12' });
  });

  it('disparaît avec le commentaire qui le cache', () => {
    expect(answersOf('### Architecture\n\nA\n\n<!--\n### Le projet\n\nfaux\n-->\n\n### Volume (Go)\n\n12')).toEqual({
      ...none,
      archi: 'A',
      volume: '12',
    });
  });
});

describe('un bloc jamais fermé n’avale pas les réponses suivantes', () => {
  const openings = ['```', '```js\ncode', '~~~~', '<!-- à revoir', '<pre>', '<?php', '<script>', '<![CDATA[', '<!DOCTYPE', '<details>'];

  it.each(openings)('%j, le reste étant du texte', (opening) => {
    const body = `### Le projet\n\nP\n\n${opening}\n\n### Architecture\n\nA\n\n### Volume (Go)\n\n12\n`;
    expect(answersOf(body)).toEqual({ ...none, projet: `P\n\n${opening}`, archi: 'A', volume: '12' });
  });

  it.each(openings)('%j, une réponse suivante ayant un bloc et un commentaire bien fermés', (opening) => {
    const answer = 'A -->\n\n```\ncode\n```\n\n```yaml\na: 1\n```\n\n<pre>x</pre>';
    const body = `### Le projet\n\nP\n\n${opening}\n\n### Architecture\n\n${answer}\n\n### Journal d’erreurs\n\n\`\`\`bash\nls\n\`\`\`\n\n### Volume (Go)\n\n12`;
    expect(answersOf(body)).toEqual({ projet: `P\n\n${opening}`, archi: answer, journal: 'ls', volume: '12' });
  });

  it('quand deux réponses oublient chacune de fermer le leur', () => {
    const body = '### Le projet\n\n```\nP\n\n### Architecture\n\n```\nA\n\n### Volume (Go)\n\n12';
    expect(answersOf(body)).toEqual({ ...none, projet: '```\nP', archi: '```\nA', volume: '12' });
  });

  it('quand une réponse plus bas cite l’intitulé de la suivante', () => {
    const body = '### Le projet\n\n```\nP\n\n### Architecture\n\n```\nA\n```\n\n### Volume (Go)\n\n```\n### Architecture\n```';
    expect(answersOf(body)).toEqual({ ...none, projet: '```\nP', archi: '```\nA\n```', volume: '```\n### Architecture\n```' });
  });

  it('sans lignes vides autour des intitulés', () => {
    const body = '### Le projet\n```\nP\n### Architecture\nA\n### Journal d’erreurs\n```bash\nls\n```\n### Volume (Go)\n12';
    expect(answersOf(body)).toEqual({ projet: '```\nP', archi: 'A', journal: 'ls', volume: '12' });
  });

  it('un bloc fermé par un nombre plus grand d’accents graves contient les intitulés répétés', () => {
    const answer = '````\n### Volume (Go)\n```\n````';
    expect(answersOf(`### Architecture\n\n${answer}\n\n### Volume (Go)\n\n12`)).toEqual({ ...none, archi: answer, volume: '12' });
  });
});

describe('un intitulé mal recopié', () => {
  it.each([
    ['### Architectures', 'Architecture'],
    ['### Archtecture', 'Architecture'],
    ['### Volumes Go', 'Volume (Go)'],
  ])('%s est rapproché de « %s » quand cette section manque', (heading, nearest) => {
    const body = `### Le projet\n\nP\n\n${heading}\n\ntexte\n\n### Sous-titre\n\nsuite`;
    expect(parseAnswers(form, body)).toEqual({
      answers: { ...none, projet: 'P' },
      unplaced: [{ heading: heading.slice(4), text: 'texte\n\n### Sous-titre\n\nsuite', line: 5, nearest }],
    });
  });

  it('n’est plus cherché après cinquante titres inconnus', () => {
    const unknown = Array.from({ length: 50 }, (_, index) => `### Partie ${index}`).join('\n');
    expect(parseAnswers(form, `### Le projet\n${unknown}\n### Architectures`).unplaced).toEqual([]);
  });

  it('est signalé même sans texte', () => {
    expect(parseAnswers(form, '### Architectures').unplaced).toEqual([
      { heading: 'Architectures', text: '', line: 1, nearest: 'Architecture' },
    ]);
  });

  it('est du contenu quand la section qui lui ressemble existe', () => {
    expect(answersOf('### Architecture\n\nA\n\n### Architectures\n\nB')).toEqual({ ...none, archi: 'A\n\n### Architectures\n\nB' });
  });
});

describe('le texte d’une réponse', () => {
  it.each([
    ['perd ses lignes vides extérieures, pas ses espaces de début', '\n\n    code\n\nfin  \n\n', '    code\n\nfin'],
    ['perd ses commentaires HTML', 'a <!-- b --> c\n<!-- d -->\ne', 'a  c\n\ne'],
    ['garde les commentaires montrés comme du code', '`<!-- a -->`\n\n```\n<!-- b -->\n```', '`<!-- a -->`\n\n```\n<!-- b -->\n```'],
    ['garde un commentaire jamais fermé', 'a\n<!-- b', 'a\n<!-- b'],
    ['vaut null s’il ne reste que des commentaires', '<!-- a -->\n\n<!-- b -->', null],
    ['garde _No response_ au milieu d’un texte', 'Ils ont dit _No response_', 'Ils ont dit _No response_'],
    ['garde No response sans emphase', 'No response', 'No response'],
  ])('%s', (_rule, written, expected) => {
    expect(answersOf(`### Architecture\n\n${written}\n\n### Volume (Go)\n\n1`)).toEqual({ ...none, archi: expected, volume: '1' });
  });

  it.each([
    '_No response_',
    '_no response_',
    '_NO RESPONSE_',
    '*No response*',
    '_Aucune réponse_',
    '_Aucune re\u0301ponse_',
    '_Keine Antwort_',
    '_Sin respuesta_',
    '_Nessuna risposta_',
    '_Sem resposta_',
    '_応答なし_',
    '  _No response_  ',
    '<!-- a -->\n_No response_',
  ])('vaut null pour %j', (written) => {
    expect(answersOf(`### Architecture\n\n${written}\n`)).toEqual(none);
  });
});

describe('un champ rendu comme du code', () => {
  it.each([
    ['```bash\nls\n```', 'ls'],
    ['```BASH\nls\n```', 'ls'],
    ['```\nls\n```', 'ls'],
    ['````bash\nls\n````', 'ls'],
    ['```bash\na\n```\nb\n```\nc\n```', 'a\n```\nb\n```\nc'],
    ['```bash\n# <!-- gardé -->\n  retrait\n```', '# <!-- gardé -->\n  retrait'],
    ['```bash\n### Volume (Go)\n```', '### Volume (Go)'],
    ['```bash\n\n```', null],
    ['```bash\n_No response_\n```', null],
    ['_No response_', null],
    ['sans clôture', 'sans clôture'],
    ['```bash\njamais fermé', '```bash\njamais fermé'],
    ['```python\nautre langage\n```', '```python\nautre langage\n```'],
    ['```bash\nls\n```\naprès', '```bash\nls\n```\naprès'],
  ])('%j est lu %j', (written, expected) => {
    expect(answersOf(`### Journal d’erreurs\n\n${written}\n\n### Volume (Go)\n\n1`)).toEqual({ ...none, journal: expected, volume: '1' });
  });
});
