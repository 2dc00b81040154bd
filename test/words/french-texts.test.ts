import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isScalar, parseAllDocuments, visit } from 'yaml';
import { literalsOf } from './literals.ts';

/** A text that people may read, and where it is written. */
interface Text {
  readonly at: string;
  readonly text: string;
}

const filesOf = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path));

/** What these hold is read in what people wrote, whose typography is theirs. */
const vocabulary = /^src\/(?:answers|flows\/reading)\/|^src\/dossier\/commands\/left-words\.ts$/;

function literals(): readonly Text[] {
  const files = ['src', 'sandbox'].flatMap((folder) => filesOf(folder, /\.ts$/)).filter((path) => !vocabulary.test(path));
  return files.flatMap((path) => literalsOf(readFileSync(path, 'utf8')).map(({ line, text }) => ({ at: `${path}:${line}`, text })));
}

function valuesOfYaml(): readonly Text[] {
  const found: Text[] = [];
  for (const path of [...filesOf('config', /\.yml$/), ...filesOf('issue-templates', /\.yml$/)])
    for (const document of parseAllDocuments(readFileSync(path, 'utf8')))
      visit(document, {
        Scalar: (_, node) => {
          if (isScalar(node) && typeof node.value === 'string') found.push({ at: path, text: node.value });
        },
      });
  return found;
}

/** The lines of the documentation, without their code, nor where their links lead. */
function linesOfPages(): readonly Text[] {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesOf('docs', /\.md$/)];
  return pages.flatMap((path) =>
    readFileSync(path, 'utf8')
      .replaceAll(/^```[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ''))
      .split('\n')
      .map((line, index) => ({
        at: `${path}:${index + 1}`,
        text: line.replaceAll(/(`+)[^`].*?\1/g, 'code').replaceAll(/\]\([^)]*\)/g, ']'),
      })),
  );
}

const french = /[éèàêùçôîâ’«»…]|\b(?:le|la|les|des|une|est|pas|pour|dans|sans|avec|ou)\b/iu;
const told = [...literals(), ...valuesOfYaml()].filter(({ text }) => french.test(text));
const written = linesOfPages().filter(({ text }) => french.test(text));

/** What a text of ours never holds, with a text that does. */
const faults: readonly { readonly name: string; readonly fault: RegExp; readonly example: string; readonly except?: RegExp }[] = [
  { name: 'une apostrophe droite', fault: /\p{L}'\p{L}/u, example: "l'étape", except: /^let's encrypt$/ },
  { name: 'trois points au lieu de « … »', fault: /\p{L}\.\.\./u, example: 'et la suite...' },
  { name: 'une capitale sans son accent', fault: capitalWithoutAccent(), example: 'Fait. Etape suivante : la copie' },
  { name: '« oe » au lieu de « œ »', fault: /oeu|\boeil|coelacanthe/iu, example: 'la mise en oeuvre' },
  { name: '« n° » au lieu de « nᵒ »', fault: /\bn°/iu, example: 'le dossier n° 3' },
  { name: 'un guillemet sans son espace', fault: /«[^\s\u00a0]|[^\s\u00a0]»/u, example: 'le menu «Edit»' },
  {
    name: 'un signe double sans son espace',
    fault: /[\p{Ll}»)][;?!](?=\s|$)/u,
    example: 'Est-ce la bonne étape?',
    except: /\w\?\||&nbsp;/,
  },
];

/** A word that starts a sentence by a capital which has an accent: « À », « É », « Ê », « Ç ». */
function capitalWithoutAccent(): RegExp {
  const words = 'A (?!\\d)|Etape|Etat|Ecri|Ecart|Equipe|Ev[eéi]|Etes |Etre |Echec|Eché|Etiq|Edité|Etant|Ca ';
  return new RegExp(`(?:^|[.!?»] |\\n|\\*\\*|>)(?:${words})`, 'u');
}

/** What a program reads, among our texts: the script of the workflow, and styles. */
const code = /^src\/mirror\/trigger-script\.ts|^src\/web\/(?:pages\/draw-chart|sign-in\/notice-page)\.ts/;

describe('les textes que l’application écrit, et ceux de la documentation', () => {
  it('ont été lus', () => {
    expect(told.length).toBeGreaterThan(3_000);
    expect(written.length).toBeGreaterThan(1_500);
  });

  it.each(faults)('$name : aucune', ({ fault, example, except }) => {
    expect(example).toMatch(fault);
    const found = [...told.filter(({ at }) => !code.test(at)), ...written].filter(
      ({ text }) => fault.test(text) && except?.test(text) !== true,
    );
    expect(found.map(({ at, text }) => `${at} ${text.slice(Math.max(0, text.search(fault) - 30), text.search(fault) + 30)}`)).toEqual([]);
  });

  it('deux espaces de suite : aucune', () => {
    // Lines of help, laid out in columns.
    const columns = /^src\/config\/env\.ts|^sandbox\/read-arguments\.ts/;
    const found = told.filter(({ at, text }) => !code.test(at) && !columns.test(at) && /\p{L}[,.:;]? {2,}[\p{L}«]/u.test(text));
    expect(found.map(({ at }) => at)).toEqual([]);
  });
});

it('un texte est lu entre ses guillemets, hors des commentaires et des expressions régulières', () => {
  const source = "// « ici »\nconst a = /l'un/.test('l’autre') ? `un ${b['clé'] / 2} deux ${`trois ${4}`}` : 6 / 3 / 2;\n";
  expect(literalsOf(source)).toEqual(['l’autre', 'un ', 'clé', ' deux ', 'trois ', '', ''].map((text) => ({ line: 2, text })));
});
