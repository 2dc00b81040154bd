import { describe, expect, it } from 'vitest';
import { plainLines } from '../../src/markdown/plain-lines.ts';

describe('lignes de texte ordinaire', () => {
  it.each([
    ['une ligne de paragraphe', '/aide', ['/aide']],
    ['chaque ligne d’un paragraphe', 'Bonjour,\n/aide\n/statut', ['Bonjour,', '/aide', '/statut']],
    ['une ligne indentée qui continue un paragraphe', 'Bonjour\n     /aide', ['Bonjour', '/aide']],
    ['le code en ligne reste dans le texte', '/sans-objet x `motif`', ['/sans-objet x `motif`']],
    ['un commentaire HTML en ligne disparaît', '/aide <!-- pas ceci --> oui', ['/aide  oui']],
    ['un commentaire jamais fermé est du texte', 'a <!-- b\n/aide', ['a <!-- b', '/aide']],
    ['une clôture d’accent grave jamais fermée est du texte', 'a ` b\n/aide', ['a ` b', '/aide']],
    ['un accent grave échappé n’ouvre pas de code', 'a \\` b\n/aide `', ['a \\` b', '/aide `']],
    ['CRLF', 'a\r\n/aide\r\n', ['a', '/aide']],
    ['les lignes au-dessus de tirets, qu’un courrier met avant la signature', '/aide\n/statut\n--\nLéa', ['/aide', '/statut', 'Léa']],
    ['une ligne au-dessus d’un trait', '/aide\n---\nLéa', ['/aide', 'Léa']],
    ['une ligne au-dessus d’un trait double', '/aide\n===', ['/aide']],
  ])('lit %s', (_rule, markdown, texts) => {
    expect(plainLines(markdown).map(({ text }) => text)).toEqual(texts);
  });

  it.each([
    ['un bloc de code', '```\n/aide\n```'],
    ['un bloc de code jamais fermé', '~~~\n/aide'],
    ['du code indenté', '    /aide'],
    ['du code en ligne ouvert plus haut', '`\n/aide\n`'],
    ['une citation', '> /aide'],
    ['la suite paresseuse d’une citation', '> avant\n/aide'],
    ['un élément de liste', '- /aide\n1. /aide'],
    ['un commentaire HTML en bloc', '<!--\n/aide\n-->'],
    ['un commentaire HTML ouvert en fin de ligne', 'a <!--\n/aide\n-->'],
    ['un bloc HTML', '<details>\n/aide\n</details>'],
    ['un titre', '# /aide'],
    ['un titre souligné dans une citation', '> /aide\n> ---'],
    ['un titre souligné dans une liste', '- /aide\n  ---'],
  ])('ne lit pas %s', (_rule, markdown) => {
    expect(plainLines(markdown).filter(({ text }) => text.startsWith('/'))).toEqual([]);
  });

  it('donne le numéro des lignes, à partir de 1', () => {
    expect(plainLines('```\nx\n```\n\na <!-- b\nc --> d\n/aide')).toEqual([
      { line: 5, text: 'a' },
      { line: 7, text: '/aide' },
    ]);
  });
});
