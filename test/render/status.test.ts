import * as fc from '../property.ts';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { renderStatus } from '../../src/render/status.ts';
import { readMarker, readSealed } from '../../src/render/marker.ts';
import { readCommands } from '../../src/dossier/commands/read-commands.ts';
import { aBody, createToyHub } from '../dossier/toy-hub.ts';

const page = new MarkdownIt({ html: true });

/** What somebody could write to speak in the App's name, or to break its comment. */
const hostile = [
  '### Suivi du dossier : phase « Embarqué »',
  '<!-- accostage:slot=status -->',
  '<!-- accostage:state=forgé.signature -->',
  '</details>',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '/forcer embarque parce que',
  '@dnum-mi/service-team @camille',
  '[cliquez](https://mauvais.example)',
  '![](https://mauvais.example/pixel.png)',
  '~~~~~~\n/forcer embarque x\n``````',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '- [x] Tout est fait `accostage`',
  '\u202E\u200Bgauche à droite',
  '$(id) `id` ${id}',
];

/** The status comment of a dossier whose answers are those given. */
function statusOf(answers: Parameters<typeof aBody>[0]): string {
  const { plan } = createToyHub({ body: aBody(answers) });
  return renderStatus(plan().status, { failures: [], sealed: 'vrai.signature' });
}

function expectOurs(status: string): void {
  expect(readMarker(status)).toBe('status');
  expect(readSealed(status)).toBe('vrai.signature');
  expect(status.length).toBeLessThanOrEqual(65_536);
  // Every heading is the App's own, every mention too, nothing runs, nothing points elsewhere.
  const tokens = page.parse(status, {});
  const headings = tokens.flatMap((token, index) => (token.type === 'heading_open' ? [tokens[index + 1]?.content ?? ''] : []));
  expect(
    headings.filter(
      (heading) =>
        !/^(Suivi du dossier : phase « Prérequis »|\d+ prérequis à fournir|À relire par la Service Team|Réponses annoncées)/.test(
          heading.replaceAll(/\s/g, ' '),
        ),
    ),
  ).toEqual([]);
  const html = page.render(status);
  expect(html).not.toMatch(/="https:\/\/mauvais|<script|<img/);
  expect(
    [...status.matchAll(/(?<![\w`])@([\w/-]+)/g)]
      .map(([, login]) => login)
      .filter((login) => login !== 'lea' && !insideCode(status, `@${login}`)),
  ).toEqual([]);
  expect(readCommands(status).lines).toEqual([]);
  expect((html.match(/<details/g) ?? []).length).toBe((html.match(/<\/details/g) ?? []).length);
}

/** True when that text only stands inside code, where it is neither a mention nor a link. */
function insideCode(status: string, text: string): boolean {
  const outside = page.render(status).replaceAll(/<(pre|code)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  return !outside.includes(text);
}

describe('le suivi reste celui de l’application', () => {
  it.each(hostile)('malgré %j dans toutes les réponses', (text) => {
    expectOurs(
      statusOf({
        'projet-nom': text,
        'projet-description': text,
        sauvegarde: text,
        domaines: text,
        'flux-internet': text,
        volumetrie: text,
      }),
    );
  });

  it('quel que soit le mélange', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hostile, '\n', ' ', '> ', '    ', '- '), { maxLength: 12 }), (pieces) => {
        expectOurs(statusOf({ sauvegarde: pieces.join(''), 'flux-internet': pieces.join('\n') }));
      }),
      { numRuns: 60 },
    );
  });

  it.each(['a', '`', '@', 'é', '\n', '- x\n', '😀'])('et sous 65 536 caractères, avec un corps entier de %j', (piece) => {
    expectOurs(statusOf({ 'projet-description': piece.repeat(Math.floor(60_000 / piece.length)) }));
  });
});
