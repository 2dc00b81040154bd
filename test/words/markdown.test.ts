import * as fc from '../property.ts';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { code, details, fenced, join, link, list, md, mention, sentence, trusted } from '../../src/words/markdown.ts';

const parser = new MarkdownIt({ html: true, linkify: true });

/** Kinds of tokens, inline ones included, that GitHub would make of the text. */
function tokens(markdown: string): string[] {
  return parser.parse(markdown, {}).flatMap((token) => [token.type, ...(token.children ?? []).map((child) => child.type)]);
}

/** Text tokens: where GitHub looks for mentions and references. */
function plainText(markdown: string): string {
  return parser
    .parse(markdown, {})
    .flatMap((token) => token.children ?? [])
    .filter(({ type }) => type === 'text')
    .map(({ content }) => content)
    .join('\n');
}

const hostile = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '`',
        '``',
        '```',
        '\n',
        '\r\n',
        '# ',
        '@team',
        '<!-- accostage:slot=status -->',
        '-->',
        '<b>',
        '|',
        '[a](b)',
        '![x](y)',
        '/forcer ',
        '- [x] ',
        '\u202e',
        '\u200b',
        'https://a.b',
        '**',
        '~~~',
        '\\',
        '&lt;',
        ' ',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);

it('le titre de ce qui est replié a la même typographie que le reste', () => {
  expect(details('Accostage : « fait » ; vu', md`oui`)?.markdown).toContain(
    '<summary>Accostage\u00a0: «\u00a0fait\u00a0»\u00a0; vu</summary>',
  );
});

it('le texte d’un lien aussi, et l’espace qui suit « nᵒ »', () => {
  expect(link('la vérification « Miroir », nᵒ 3', 'https://github.test').markdown).toBe(
    '[la vérification «\u00a0Miroir\u00a0», nᵒ\u00a03](<https://github.test>)',
  );
  expect(md`La pull request nᵒ ${3}`.markdown).toBe('La pull request nᵒ\u00a03');
});

describe('le texte des utilisateurs est inerte', () => {
  it('dans une phrase : ni titre, ni lien, ni HTML, ni mention', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { markdown } = md`Avant ${text} après.`;
        const found = tokens(markdown);
        for (const kind of ['heading_open', 'link_open', 'image', 'html_inline', 'html_block', 'fence', 'bullet_list_open', 'table_open']) {
          expect(found).not.toContain(kind);
        }
        expect(plainText(markdown)).not.toContain('@');
        expect(markdown).not.toContain('\n');
      }),
    );
  });

  it('dans un bloc : rien n’en sort', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(tokens(fenced(text, 500).markdown)).toEqual(['fence']);
      }),
    );
  });

  it('dans une liste et dans une phrase du domaine', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { markdown } = list([md`Un ${text}`, sentence(['Deux ', { quoted: text }])]);
        const found = tokens(markdown);
        expect(found.filter((kind) => kind === 'list_item_open')).toHaveLength(2);
        for (const kind of ['heading_open', 'link_open', 'image', 'html_inline', 'html_block', 'fence']) expect(found).not.toContain(kind);
      }),
    );
  });

  it('aucune ligne ne commence par une commande', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(join([md`${text}`, md`Fin`]).markdown).not.toMatch(/^\//m);
      }),
    );
  });
});

describe('code', () => {
  it.each([
    ['un `mot`', '`` un `mot` ``'],
    ['a\nb', '`a b`'],
    ['', '(vide)'],
    [' \u200b ', '(vide)'],
    ['a|b', '`a¦b`'],
    ['x'.repeat(300), `\`${'x'.repeat(159)}…\``],
  ])('%j', (text, expected) => {
    expect(code(text).markdown).toBe(expected);
  });
});

describe('mention', () => {
  it.each([
    ['lea-martin', '@lea-martin'],
    ['nom_code', '@nom_code'],
    ['_nom', '`_nom`'],
    ['nom_code_2', '`nom_code_2`'],
    ['a b', '`a b`'],
    ['org/team', '`org/team`'],
    ['accostage[bot]', '`accostage[bot]`'],
  ])('%s', (login, expected) => {
    expect(mention(login).markdown).toBe(expected);
  });
});

describe('join', () => {
  it('laisse les morceaux vides de côté', () => {
    expect(join([md`a`, null, trusted(''), md`b`]).markdown).toBe('a\n\nb');
  });
});
