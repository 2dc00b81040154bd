import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../sandbox/markdown/render-markdown.ts';
import { readFlowchart } from '../../sandbox/markdown/read-flowchart.ts';
import { toggledBox } from '../../sandbox/markdown/tick-boxes.ts';
import * as fc from '../property.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** All that a text may become on a page: elements, with the attributes that each may have. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'p br hr em strong s code ul li h1 h2 h3 h4 h5 h6 thead tbody tr table details summary sub sup kbd'.split(' ').map((tag) => [tag, []]),
  ),
  details: ['open'],
  ol: ['start'],
  a: ['href', 'rel', 'class'],
  pre: ['tabindex'],
  span: ['class'],
  td: ['style'],
  th: ['style'],
  div: ['class', 'role', 'aria-label', 'tabindex'],
  blockquote: ['class'],
  button: ['class', 'role', 'aria-checked', 'aria-label', 'form', 'name', 'value'],
  figure: ['class', 'role', 'aria-label', 'tabindex'],
  svg: ['role', 'aria-label', 'width', 'height', 'viewBox'],
  rect: ['class', 'x', 'y', 'width', 'height', 'rx'],
  path: ['class', 'd', 'transform'],
  text: ['x', 'y'],
};

function elementsOf(nodes: readonly Node[]): readonly DefaultTreeAdapterTypes.Element[] {
  return nodes.flatMap((node) => ('tagName' in node ? [node, ...elementsOf(node.childNodes)] : []));
}

/** What a browser would make of a text that no text may become. */
function forbidden(text: string): readonly string[] {
  return elementsOf(parseFragment(renderMarkdown(text, { tickForm: 'f', names: new Set(['lea-martin']) })).childNodes).flatMap(
    ({ tagName, attrs }) => {
      const known = allowed[tagName];
      if (known === undefined) return [tagName];
      const bad = attrs.filter(
        ({ name, value }) => !known.includes(name) || (name === 'href' && !/^(https?:|mailto:|\/|#|[\w./?=&%-]*$)/i.test(value)),
      );
      return bad.map(({ name, value }) => `${tagName}[${name}=${value}]`);
    },
  );
}

const fragments = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>)',
  '[x](<vbscript:x>)',
  '![x](https://ailleurs.example/x.png)',
  '<svg onload=alert(1)>',
  '<details open onclick=x>',
  '<details><summary>',
  '</details></article></main>',
  '<details open>',
  '<style>*{display:none}</style>',
  '<iframe srcdoc="<script>">',
  '<form action=https://ailleurs.example>',
  '<button form=f>',
  '<!-- <script> -->',
  '<!--><script>alert(1)</script>',
  '```mermaid\nflowchart LR\n a["<script>x</script>"] -->|"<img src=x>"| b\n```',
  '- [ ] "><script>x</script>',
  '> [!NOTE]\n> <script>',
  '@lea-martin"><script>',
  '|<script>|\n|-|\n|<img src=x>|',
  '&lt;script&gt;',
  '<<details>script>',
];

describe('aucun texte ne devient autre chose que ce que GitHub montrerait', () => {
  it.each(fragments)('%j', (text) => {
    expect(forbidden(text)).toEqual([]);
  });

  it('ni aucun mélange de tels textes', () => {
    const mixed = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string(), fc.constantFrom('\n', '\n\n', ' ', '<', '>', '"', '`')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(mixed, (parts) => {
        expect(forbidden(parts.join(''))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('aucune image n’est demandée ailleurs : elle est dite par son nom', () => {
    expect(renderMarkdown('![plan](https://ailleurs.example/x.png)')).toContain('🖼 plan');
  });

  it('un pli laissé ouvert n’avale pas la suite de la page', () => {
    expect(renderMarkdown('<details>\n<summary>Lu</summary>\n\ntexte')).toMatch(/<\/details>\s*$/);
    expect(renderMarkdown('</details>\n\ntexte')).not.toContain('</details>');
  });
});

describe('les cases', () => {
  it('portent leur ligne dans le texte, et se cochent là', () => {
    const text = 'Étapes\n\n- [ ] un\n- [x] deux\n  - [ ] trois\n\n```\n- [ ] code\n```';
    const lines = [...renderMarkdown(text, { tickForm: 'f' }).matchAll(/name="case" value="(\d+)"/g)].map(([, line]) => Number(line));
    expect(lines).toEqual([2, 3, 4]);
    expect(toggledBox(text, 2)).toContain('- [x] un\n');
    expect(toggledBox(text, 3)).toContain('- [ ] deux\n');
    expect(toggledBox(text, 0)).toBeNull();
    expect(toggledBox(text, 99)).toBeNull();
  });

  it('cocher deux fois rend le texte', () => {
    const text = '1. [ ] a\n> - [x] b\n* [ ] c';
    for (const line of [0, 1, 2]) expect(toggledBox(toggledBox(text, line) ?? '', line)).toBe(text);
  });
});

describe('ce que GitHub montre autrement que du Markdown ordinaire', () => {
  it.each([
    ['> [!WARNING]\n> Attention au jeton', '<strong>Attention</strong>'],
    ['> [!NOPE]\n> x', '[!NOPE]'],
    ['> dit [!NOTE]', '[!NOTE]'],
    ['@lea-martin', '<a class="mention" href="/lea-martin">'],
    ['`@lea-martin`', '<code>@lea-martin</code>'],
    ['@personne', '<p>@personne</p>'],
    ['https://cloud-pi-native.fr/guide', '<a href="https://cloud-pi-native.fr/guide" rel="noreferrer">'],
    ['```mermaid\nflowchart LR\n  front --> api --> postgres\n```', 'aria-label="front → api ; api → postgres"'],
    ['```mermaid\nsequenceDiagram\n  a->>b: bonjour\n```', '<pre tabindex="0"><code>sequenceDiagram'],
  ])('%j', (text, part) => {
    expect(renderMarkdown(text, { names: new Set(['lea-martin']) })).toContain(part);
  });
});

describe('un organigramme Mermaid', () => {
  it.each([
    ['flowchart TD\n a["Un"] -->|"oui<br>non"| b("Deux")', [['a', 'b', 'oui<br>non']]],
    [
      'graph LR\n %% remarque\n a --> b;\n b -.-> c',
      [
        ['a', 'b', ''],
        ['b', 'c', ''],
      ],
    ],
    ['flowchart LR\n a -- texte --> b', [['a', 'b', 'texte']]],
  ])('%j est lu', (text, links) => {
    expect(readFlowchart(text)?.links.map(({ from, to, label }) => [from, to, label])).toEqual(links);
  });

  it.each([
    'flowchart LR',
    'flowchart LR\n subgraph x\n a --> b\n end',
    'flowchart LR\n a -->',
    'flowchart XX\n a --> b',
    'pie\n "a" : 1',
    `flowchart LR\n${'a'.repeat(50_000)} ->`,
  ])('%j n’en est pas un qui se dessine ici : son texte est montré', (text) => {
    expect(readFlowchart(text)).toBeNull();
  });
});
