import { describe, expect, it } from 'vitest';
import { standingText } from '../../src/answers/standing-text.ts';
import { readMentions } from '../../src/dossier/declared-repositories.ts';
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
  ])('%j', (text, expected) => {
    expect(standingText(text)).toBe(expected);
    expect(standingText(expected)).toBe(expected);
  });
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
