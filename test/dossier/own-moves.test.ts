import { describe, expect, it } from 'vitest';
import type { IssueEvent } from '../../src/dossier/observation.ts';
import { ownMoves } from '../../src/dossier/engine/own-moves.ts';
import { accountOf, app } from './account-of.ts';
import { defaults, people } from './toy-hub.ts';

const { procedure } = defaults;
const { serviceTeam, stranger } = people;

/** `+ovh app` : the label of that phase set by the App; `-ovh eve` : taken off by Eve. Any other word is a label that is no phase's. */
function eventsOf(text: string): readonly IssueEvent[] {
  return text.split(', ').map((word, index) => {
    const [move = '', by = ''] = word.split(' ');
    const label = procedure.phases.find(({ id }) => id === move.slice(1))?.label.name ?? move.slice(1);
    const actor = by === 'nobody' ? null : accountOf(by === 'app' ? app : by);
    return { kind: move.startsWith('+') ? 'labeled' : 'unlabeled', id: `e${index + 1}`, label, actor, at: '2027-01-04T09:00:00Z' };
  });
}

function told(events: readonly IssueEvent[]): string {
  const { phase, asked, judged } = ownMoves({ procedure, ask: { events: () => events }, observation: { app } });
  return [phase?.id ?? '-', asked?.id ?? '-', judged ?? '-'].join(' ');
}

describe('ce que les étiquettes disent sans pouvoir mentir : phase, phase demandée, dernier événement jugé', () => {
  it.each<[string, string, string]>([
    ['l’ouverture', '+prerequis app', 'prerequis - e1'],
    ['une demande que rien n’a jugée', `+prerequis app, +ovh ${serviceTeam}`, 'prerequis ovh e1'],
    [
      'une demande acceptée : l’ancienne étiquette retirée par l’application',
      `+prerequis app, +ovh ${serviceTeam}, -prerequis app`,
      'ovh - e3',
    ],
    ['une demande refusée : la nouvelle retirée par l’application', `+prerequis app, +ovh ${stranger}, -ovh app`, 'prerequis - e3'],
    ['une demande retirée par qui l’a faite', `+prerequis app, +ovh ${stranger}, -ovh ${stranger}`, 'prerequis - e3'],
    ['une phase forcée : l’application pose et retire', '+prerequis app, +ovh app, -prerequis app', 'ovh - e3'],
    ['deux demandes : la dernière', `+prerequis app, +ovh ${serviceTeam}, +cloud-pi-native ${serviceTeam}`, 'prerequis cloud-pi-native e1'],
    [
      'deux demandes, refusées l’une après l’autre',
      `+prerequis app, +ovh ${serviceTeam}, +cloud-pi-native ${serviceTeam}, -ovh app, -cloud-pi-native app`,
      'prerequis - e5',
    ],
    ['acceptée, puis une autre demandée', `+prerequis app, +ovh ${serviceTeam}, -prerequis app, +embarque ${stranger}`, 'ovh embarque e3'],
    [
      'acceptée, puis le retour',
      `+prerequis app, +ovh ${serviceTeam}, -prerequis app, +prerequis ${serviceTeam}, -ovh app`,
      'prerequis - e5',
    ],
    [
      'l’étiquette de la phase retirée à la main, puis remise par l’application',
      `+prerequis app, -prerequis ${stranger}, +prerequis app`,
      'prerequis - e3',
    ],
    [
      'l’ancienne retirée à la main après une demande ne vaut pas une acceptation',
      `+prerequis app, +ovh ${stranger}, -prerequis ${stranger}`,
      'prerequis ovh e1',
    ],
    [
      'remettre à la main l’étiquette de la phase n’est pas une demande',
      `+prerequis app, -prerequis ${stranger}, +prerequis ${stranger}`,
      'prerequis - e3',
    ],
    ['tout à la main : rien n’est prouvé', `+embarque ${stranger}, -prerequis ${stranger}`, '- embarque -'],
    ['tout à la main, et défait', `+embarque ${stranger}, -embarque ${stranger}`, '- - e2'],
    ['un compte supprimé n’est pas l’application', '+prerequis app, +ovh nobody, -prerequis nobody', 'prerequis ovh e1'],
    ['d’autres étiquettes ne disent rien', `+prerequis app, +bug ${stranger}, -accompagnement app`, 'prerequis - e3'],
    ['aucun nom ne dépend de la casse', '+prerequis ACCOSTAGE[bot]', 'prerequis - e1'],
  ])('%s', (_, events, expected) => {
    expect(told(eventsOf(events))).toBe(expected);
  });

  it('sans aucun événement : rien', () => {
    expect(told([])).toBe('- - -');
  });
});
