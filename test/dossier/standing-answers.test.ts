import * as fc from '../property.ts';
import { describe, expect, it } from 'vitest';
import { standingText } from '../../src/answers/standing-text.ts';
import { readMentions } from '../../src/dossier/declared-repositories.ts';
import { readCommands } from '../../src/dossier/commands/read-commands.ts';
import { readDefaults } from '../../src/defaults.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { author } = people;
const { procedure } = readDefaults();
const team = (contacts: string) => createToyHub({ assignees: [], body: aBody({ contacts }) }).plan().status.team.members;

describe('ce qui est barré dans une réponse ne compte plus', () => {
  it.each(['~~@ancien-chef~~', '~@ancien-chef~', '<del>@ancien-chef</del>', '~~Chef de projet : @ancien-chef (parti)~~'])(
    'un compte : %s',
    (gone) => {
      expect(team(`Bureau des permis\n${gone}\nCheffe : @karim-benali`)).toEqual([author, 'karim-benali']);
    },
  );

  it('un dépôt n’est ni lu, ni synchronisé', () => {
    const answers = { 'depots-applicatifs': '~~demat-permis/ancien~~\ndemat-permis/api' };
    expect(readMentions({ procedure, answers })).toEqual([{ kind: 'github', owner: 'demat-permis', name: 'api' }]);
  });

  it('une date n’est plus une échéance', () => {
    const { status } = createToyHub({ body: aBody({ calendrier: '~~Mise en production le 12/06/2050~~ reportée au 01/09/2050' }) }).plan();
    expect(status.deadline).toMatchObject({ day: '2050-09-01' });
  });

  it.each([
    ['environ ~50 Go, puis ~300 agents', 'environ ~50 Go, puis ~300 agents'],
    ['~/.kube et ~/app', '~/.kube et ~/app'],
    ['~~~mermaid\ngraph LR\n~~~', '~~~mermaid\ngraph LR\n~~~'],
    ['a ~~b~~ c', 'a  c'],
    ['~~a\nb~~\nc', '\n\nc'],
    // Neither code nor what is in another paragraph.
    ['`~/.ssh/config` et `~/.kube/config`', '`~/.ssh/config` et `~/.kube/config`'],
    ['environ ~5/j\n\nautre ligne (20~)', 'environ ~5/j\n\nautre ligne (20~)'],
    ['~~@lea\n\n@paul~~', '~~@lea\n\n@paul~~'],
    ['- ~~a\n- b~~', '- ~~a\n- b~~'],
    ['```\n~~a~~ <del>b</del>\n```', '```\n~~a~~ <del>b</del>\n```'],
    ['a `<del>` b </del>', 'a `<del>` b </del>'],
    ['`a` ~~b~~ `~c` ~~`d`~~ e', '`a`  `~c`  e'],
    // As many tildes at both ends, before and behind a word.
    ['~~a ~ b~~ c', ' c'],
    ['~~a~ b', '~~a~ b'],
    ['~~~a~~~ b', '~~~a~~~ b'],
    ['\\~~a~~ b', '\\~~a~~ b'],
    ['~~ a ~~ b', '~~ a ~~ b'],
    ['> ~~a~~ b\n> ~~c~~', '>  b\n> '],
    // Tags, with what they hold.
    ['<del>a<br>b</del> c', ' c'],
    ['<del>@x <b>y</b></del> c', ' c'],
    ['<del class="x">a</del> <s>b</s> <strike>c</strike> d', '   d'],
    ['<del>\n\n- a\n- b\n\n</del>\nc', '\n\n\n\n\n\nc'],
    ['<del>a <del>b</del> c</del> d', ' d'],
    ['<details>a</details> <del>b', '<details>a</details> <del>b'],
    // What was apart stays so.
    ['<de<del>x</del>l>y</del>', '<de l>y</del>'],
    ['a <del>~~</del> b~~', 'a  b~~'],
    ['@lea~~x~~martin', '@lea martin'],
  ])('%j', (text, expected) => {
    expect(standingText(text)).toBe(expected);
    expect(standingText(expected)).toBe(expected);
  });
});

it('ce qui tient debout ne change plus, quel que soit le texte', () => {
  const piece = fc.constantFrom(
    '~',
    '~~',
    ' ',
    '\n',
    '\n\n',
    'a',
    '.',
    '`',
    '\\',
    '<de',
    'l>',
    '<del>',
    '</del>',
    '<s>',
    '</s>',
    '<!--',
    '-->',
    '(',
    '- ',
    '> ',
    '    ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const standing = standingText(pieces.join(''));
      expect(standingText(standing)).toBe(standing);
    }),
    { numRuns: 20_000 },
  );
});

describe('ce qu’un texte collé apporte sans qu’on le voie n’y change rien', () => {
  it.each([
    '@karim\u2011benali',
    '\u200E@karim-benali\u200B',
    '\u202A@karim-benali\u202C',
    '@karim\u00ADbenali'.replace('\u00AD', '\u2010'),
  ])('le compte %j est celui qui se lit', (account) => {
    expect(team(`Bureau des permis\nChef : ${account}`)).toEqual([author, 'karim-benali']);
  });

  it.each(['demat-permis/api\u200B', '\u202Ademat-permis/api\u202C', 'demat\u2011permis/api', 'https://github.com/demat\u2011permis/api'])(
    'le dépôt %j est celui qui se lit',
    (answer) => {
      const answers = { 'depots-applicatifs': answer };
      expect(readMentions({ procedure, answers })).toEqual([{ kind: 'github', owner: 'demat-permis', name: 'api' }]);
    },
  );
});

describe('une commande se lit comme elle se voit, et ce qui y est barré n’y compte plus', () => {
  const args = (line: string) => readCommands(line).lines.map((read) => read.args);

  it.each(['@karim\u2011benali', '@karim\u2010benali', '@ka\u200Brim-benali', '\u202A@karim-benali\u202C', '~~@sacha~~ @karim-benali'])(
    '/equipe %j n’ajoute que ce compte',
    (typed) => {
      const stage = createToyHub({ assignees: [], body: aBody({ contacts: 'Bureau des permis' }) });
      stage.comment(author, `/equipe\u00A0${typed}`);
      stage.reconcile();
      expect(stage.plan().status.team.members).toEqual([author, 'karim-benali']);
    },
  );

  it.each(['~~@karim~~', '@karim\u2013benali', '@benoît'])('/equipe %j n’ajoute personne', (typed) => {
    const stage = createToyHub({ assignees: [], body: aBody({ contacts: 'Bureau des permis' }) });
    stage.comment(author, `/equipe ${typed}`);
    stage.reconcile();
    expect(stage.plan().status.team.members).toEqual([author]);
  });

  it.each([
    ['/miroir demat\u2011permis/api', 'demat-permis/api'],
    ['/autoriser ~~org/ancien~~ org/neuf non', 'org/neuf non'],
    ['/sans-objet x motif jusqu’au 2027\u201106\u201030', 'x motif jusqu’au 2027-06-30'],
    ['/forcer ovh ~~faute de frappe~~ urgence', 'ovh  urgence'],
  ])('%j', (line, expected) => {
    expect(args(line)).toEqual([expected]);
  });

  it('tout barré, ce n’est pas la commande seule, qui vaudrait pour tous', () => {
    expect(args('/miroir ~~org/depot~~')).toEqual(['~~org/depot~~']);
  });

  it('le nom de la commande aussi', () => {
    expect(readCommands('/a\u2011preciser x').lines).toMatchObject([{ name: 'a-preciser' }]);
  });
});
