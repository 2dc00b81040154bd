import { type Life, live } from './live.ts';
import { type CallMade, LATE_MS } from './network.ts';
import { calm, type CallFault, type Struck } from './profile.ts';
import { problemsOf } from './run-seed.ts';

/** The lives whose every call is struck: from the opening to OVH, and from OVH to the end. */
export const struckStories = ['plain', 'plain-end'] as const;
export type StruckStories = (typeof struckStories)[number];

/** One call of a life that meets one fault. */
export interface Place {
  readonly struck: Struck;
  readonly route: string;
}

/** What any call may meet. */
const common = ['502', 'cut', 'html', '429', 'suspended once', 'hang'] as const satisfies readonly CallFault[];

/** The faults that strike, in the words of the tests. */
export const strikeTitles = {
  '502': 'GitHub en panne (502)',
  cut: 'réponse coupée',
  html: 'page d’un mandataire, avec un 200',
  '429': 'limite de débit (429)',
  'suspended once': 'installation suspendue (403)',
  hang: 'aucune réponse dans le délai',
  '502 after the write': 'écriture faite, réponse perdue',
  'late read': 'lecture telle qu’avant la dernière écriture',
} as const satisfies Record<Strike, string>;
export const strikes = [...common, '502 after the write', 'late read'] as const;
export type Strike = (typeof strikes)[number];

/** Longer than a sweep: what one fault has put off is made up for before the next scene. */
const PACE = 65 * 60_000;
const life = { seed: 1, dossiers: 1, pace: PACE } as const;

/** The life in which nothing fails. */
export function liveCalmly(stories: StruckStories): Promise<Life> {
  return live({ ...life, stories, profile: calm });
}

/** What does not hold of the life in which that call fails, beside the one in which none does. */
export async function strike(quiet: Life, { struck, route }: Place, stories: StruckStories): Promise<readonly string[]> {
  const struckLife = await live({ ...life, stories, profile: { ...calm, struck } });
  const made = struckLife.calls[struck.call]?.route ?? 'aucun';
  return [...(made === route ? [] : [`la panne n’est pas tombée là, mais sur : ${made}`]), ...problemsOf(quiet, struckLife)];
}

/**
 * Every call, with the common faults in turn among those of its kind; a kind of which there are fewer than faults has them all among its calls, several at one. Every write
 * whose answer may be lost; every reading that follows a write within seconds, and was asked before. All faults at all calls would take hours: seeds draw the rest.
 */
export function placesOf({ calls }: Pick<Life, 'calls'>): readonly Place[] {
  const kinds = Map.groupBy(calls.keys(), (call) => kindOf(calls[call]));
  return calls.flatMap((made, call) => {
    const alike = kinds.get(kindOf(made)) ?? [];
    const turns = Math.min(alike.length, common.length);
    const turn = alike.indexOf(call) % turns;
    return placesAt(
      calls,
      call,
      common.filter((_, place) => place % turns === turn),
    );
  });
}

function placesAt(calls: readonly CallMade[], call: number, faults: readonly (typeof common)[number][]): readonly Place[] {
  const made = calls[call];
  if (made === undefined) return [];
  const { route, writes } = made;
  const before = lagOf(calls, call);
  return [
    ...faults.map((fault) => ({ struck: { call, fault, before: null }, route })),
    ...(writes && !route.includes('/access_tokens')
      ? [{ struck: { call, fault: '502 after the write', before: null }, route } as const]
      : []),
    ...(before === null ? [] : [{ struck: { call, fault: 'late read', before }, route } as const]),
  ];
}

/** What a call asks for, whatever it is about: the method and the path without names and numbers; the query, of GraphQL. */
function kindOf(made: Pick<CallMade, 'route' | 'reading'> | undefined): string {
  const [method = '', path = ''] = (made?.route ?? '').split(' ');
  if (path === '/graphql') return made?.reading?.split('"variables"')[0] ?? path;
  return `${method} ${path.replace(/(?<=\/(?:labels|memberships|collaborators|comments|issues)\/)[^/]+/g, '…')}`;
}

/** The line that lives that life again with that call alone struck. */
export function strikeLine({ struck: { call, fault } }: Place, stories: StruckStories): string {
  return `npm run simulation -- --stories ${stories} --strike '${call}:${fault}'`;
}

/** The place that a line names, `37:502`, among those that are not tried as well; null where that life has none. */
export function placeNamed({ calls }: Pick<Life, 'calls'>, written: string): Place | null {
  return (
    placesAt(calls, Number.parseInt(written, 10), common).find(({ struck: { call, fault } }) => written === `${call}:${fault}`) ?? null
  );
}

/** Since which write a reading may lag; null where it has nothing to lag behind. */
function lagOf(calls: readonly CallMade[], call: number): Struck['before'] {
  const made = calls[call];
  const write = calls.findLastIndex(({ writes, route }, index) => index < call && writes && !route.includes('/access_tokens'));
  const written = calls[write];
  if (made === undefined || made.reading === null || written === undefined || made.at - written.at > LATE_MS) return null;
  return calls.slice(0, write).some(({ reading }) => reading === made.reading) ? { call: write, reading: made.reading } : null;
}
