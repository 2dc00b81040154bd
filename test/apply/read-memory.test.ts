import { describe, expect, it } from 'vitest';
import { readMemory } from '../../src/apply/read-memory.ts';
import { sealState } from '../../src/apply/sealed-state.ts';
import { dossierKey } from '../../src/words/key.ts';
import type { Account, Comment, Editor, IssueEvent } from '../../src/dossier/observation.ts';
import { initialState } from '../../src/dossier/state.ts';
import { withMarker, withSealed } from '../../src/render/marker.ts';

const app = 'accostage[bot]';
const robot: Account = { login: app, id: 40, bot: true };
const hugo: Account = { login: 'hugo', id: 7, bot: false };
const seal = { hubId: 9, number: 1, key: dossierKey({ owner: 'o', repo: 'r' }, 1), secrets: ['un secret assez long'] } as const;
const opened = { phase: 'ovh', at: '2027-01-04T09:00:00Z', by: null, how: 'opened', reason: null } as const;

/** A status comment that was written at nine, and last changed at that time, by that editor. */
function aStatus(editor: Editor, updatedAt = '2027-01-04T09:00:05Z', writtenAt: string | null = '2027-01-04T09:00:00.000Z'): Comment {
  const body = withMarker('status', withSealed('Suivi', sealState({ ...initialState(opened, 'x'), writtenAt }, seal)));
  return {
    id: 1,
    nodeId: 'IC_1',
    author: robot,
    editor,
    body,
    slot: 'status',
    hidden: false,
    reactions: [],
    reactedBy: [],
    createdAt: opened.at,
    updatedAt,
  };
}

const labeled = (actor: Account): IssueEvent => ({ kind: 'labeled', id: 'LE_1', label: 'phase: OVH', actor, at: opened.at });
const kindOf = (comments: readonly Comment[], events: readonly IssueEvent[] = []) => readMemory({ comments, events, app }, seal).kind;

describe('la mémoire d’un dossier', () => {
  it.each<[string, Editor, string]>([
    ['jamais modifié', { answer: 'nobody' }, 'kept'],
    ['modifié par l’application', { answer: 'known', account: robot }, 'kept'],
    ['modifié par quelqu’un d’autre, même remis tel quel', { answer: 'known', account: hugo }, 'lost'],
    ['modifié par on ne sait qui, à l’instant où l’application l’a écrit', { answer: 'unverified' }, 'kept'],
  ])('suivi %s : %s', (_, editor, kind) => {
    expect(kindOf([aStatus(editor)])).toBe(kind);
  });

  it('un ancien état remis se reconnaît à son âge, là où GitHub ne dit pas qui l’a remis', () => {
    expect(kindOf([aStatus({ answer: 'unverified' }, '2027-01-04T10:00:00Z')])).toBe('lost');
    expect(kindOf([aStatus({ answer: 'unverified' }, '2027-01-04T09:00:05Z', null)])).toBe('lost');
  });

  it('sans aucun commentaire : un dossier neuf, sauf si l’application y a déjà posé une étiquette', () => {
    expect(kindOf([])).toBe('none');
    expect(kindOf([], [labeled(hugo)])).toBe('none');
    expect(kindOf([], [labeled(robot)])).toBe('lost');
  });

  it('le suivi disparu alors que d’autres commentaires de l’application restent : perdue', () => {
    expect(kindOf([{ ...aStatus({ answer: 'nobody' }), slot: 'checklist/ovh' }])).toBe('lost');
  });

  it('un autre commentaire de l’application, que quelqu’un déguise en suivi, ne prend pas sa place', () => {
    const disguised = { ...aStatus({ answer: 'known', account: hugo }), id: 0 };
    expect(kindOf([disguised, aStatus({ answer: 'nobody' })])).toBe('kept');
    expect(kindOf([disguised])).toBe('lost');
  });

  it('dans deux suivis de l’application : la dernière écrite compte, où qu’elle soit', () => {
    const older = aStatus({ answer: 'nobody' });
    const newer = { ...aStatus({ answer: 'nobody' }, '2027-01-04T09:05:05Z', '2027-01-04T09:05:00.000Z'), id: 2 };
    const writtenAt = (comments: readonly Comment[]) => {
      const memory = readMemory({ comments, events: [], app }, seal);
      return memory.kind === 'kept' ? memory.state.writtenAt : memory.kind;
    };
    expect(writtenAt([older, newer])).toBe('2027-01-04T09:05:00.000Z');
    expect(
      writtenAt([
        { ...newer, id: 1 },
        { ...older, id: 2 },
      ]),
    ).toBe('2027-01-04T09:05:00.000Z');
    expect(writtenAt([aStatus({ answer: 'nobody' }, undefined, null), older])).toBe('2027-01-04T09:00:00.000Z');
  });

  it('un autre dossier, un autre dépôt : perdue', () => {
    const comments = [aStatus({ answer: 'nobody' })];
    expect(readMemory({ comments, events: [], app }, { ...seal, hubId: 8, key: dossierKey({ owner: 'o', repo: 'x' }, 1) }).kind).toBe(
      'lost',
    );
  });
});
