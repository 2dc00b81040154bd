import { describe, expect, it } from 'vitest';
import { type Life, live } from './live.ts';
import { type CallMade, LATE_MS } from './network.ts';
import { calm, type CallFault, type Struck } from './profile.ts';
import { problemsOf } from './run-seed.ts';

/** One call of the life that meets one fault. */
interface Place {
  readonly struck: Struck;
  readonly route: string;
}

/** What any call may meet. */
const common = ['502', 'cut', 'html', '429', 'suspended once', 'hang'] as const satisfies readonly CallFault[];

const titles = {
  '502': 'GitHub en panne (502)',
  cut: 'réponse coupée',
  html: 'page d’un mandataire, avec un 200',
  '429': 'limite de débit (429)',
  'suspended once': 'installation suspendue (403)',
  hang: 'aucune réponse dans le délai',
  '502 after the write': 'écriture faite, réponse perdue',
  'late read': 'lecture telle qu’avant la dernière écriture',
} as const satisfies Partial<Record<CallFault, string>>;

/** Longer than a sweep: what one fault has put off is made up for before the next scene. */
const PACE = 65 * 60_000;
const life = { seed: 1, dossiers: 1, stories: 'plain', pace: PACE } as const;

/** Tests one half of the places, fault by fault, so that two files share the processors. */
export function describeCalls(half: 'première' | 'seconde'): void {
  describe(`chaque appel d’une vie, ${half} moitié, échoue une fois (les pannes communes à tour de rôle)`, () => {
    let quiet: Promise<Life> | null = null;

    it.each(Object.entries(titles).map(([fault, title]) => ({ fault, title })))(
      '$title : la même fin, et rien d’enfreint',
      async ({ fault, title }) => {
        const calmly = await (quiet ??= liveCalmly());
        const places = placesOf(calmly);
        const middle = calmly.calls.length / 2;
        const chosen = places.filter(({ struck }) => struck.fault === fault && struck.call < middle === (half === 'première'));
        expect(chosen.length).toBeGreaterThan(0);
        const broken: string[] = [];
        for (const place of chosen)
          for (const problem of await strike(calmly, place))
            broken.push(`appel ${place.struck.call}, ${title}, ${place.route} : ${problem}`);
        expect(broken).toEqual([]);
      },
    );
  });
}

/** The life in which nothing fails. */
function liveCalmly(): Promise<Life> {
  return live({ ...life, profile: calm });
}

/** What does not hold of the life in which that call fails, beside the one in which none does. */
async function strike(quiet: Life, { struck, route }: Place): Promise<readonly string[]> {
  const struckLife = await live({ ...life, profile: { ...calm, struck } });
  const made = struckLife.calls[struck.call]?.route ?? 'aucun';
  return [...(made === route ? [] : [`la panne n’est pas tombée là, mais sur : ${made}`]), ...problemsOf(quiet, struckLife)];
}

/**
 * Every call, with the common faults in turn; every write whose answer may be lost; every reading that follows a write within seconds, and was asked before.
 * All faults at all calls would take an hour: seeds draw the rest.
 */
function placesOf({ calls }: Life): readonly Place[] {
  return calls.flatMap(({ route, writes }, call) => {
    const fault = common[call % common.length] ?? '502';
    const before = lagOf(calls, call);
    return [
      { struck: { call, fault, before: null }, route },
      ...(writes && !route.includes('/access_tokens')
        ? [{ struck: { call, fault: '502 after the write', before: null }, route } as const]
        : []),
      ...(before === null ? [] : [{ struck: { call, fault: 'late read', before }, route } as const]),
    ];
  });
}

/** Since which write a reading may lag; null where it has nothing to lag behind. */
function lagOf(calls: readonly CallMade[], call: number): Struck['before'] {
  const made = calls[call];
  const write = calls.findLastIndex(({ writes, route }, index) => index < call && writes && !route.includes('/access_tokens'));
  const written = calls[write];
  if (made === undefined || made.reading === null || written === undefined || made.at - written.at > LATE_MS) return null;
  return calls.slice(0, write).some(({ reading }) => reading === made.reading) ? { call: write, reading: made.reading } : null;
}
