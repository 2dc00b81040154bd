import { eventDigest } from '../../src/dossier/engine/refusals.ts';
import { APP, type Shown } from './shown.ts';

/** Where a dossier ends otherwise than in the run without faults, in a few words each; dates, durations, ids and places of comments do not count. */
export function differences(calm: Shown, shown: Shown): readonly string[] {
  const before = partsOf(calm);
  const after = partsOf(shown);
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((name) => {
    const [one, other] = [before.get(name) ?? null, after.get(name) ?? null];
    if (one === other) return [];
    if (one === null) return [`${name} : en trop`];
    return [other === null ? `${name} : absent` : `${name} : ${firstDifference(one, other)}`];
  });
}

function partsOf(shown: Shown): ReadonlyMap<string, string> {
  const slots = slotNames(shown);
  const own = shown.comments.flatMap(({ slot, body }) =>
    slot === null || isPassedFailure(slot, body) ? [] : [[`commentaire ${slots(slot)}`, plain(body)] as const],
  );
  const pulls = shown.pulls.map(
    ({ title, body, base, head, state }, place) =>
      [`pull request ${place + 1}`, plain(`${state} ${head} → ${base} ${title} ${body}`)] as const,
  );
  return new Map([['état', shown.open ? 'ouvert' : 'fermé'], ['étiquettes', shown.labels.join(', ')], ...own, ...pulls]);
}

/** A run that failed and was followed by another that did not is told only where it was seen in between. */
function isPassedFailure(slot: string, body: string): boolean {
  return slot.startsWith('mirror-failure/') && body.includes('est de nouveau demandée');
}

/** Slots are named by ids, which differ from a run to another: by the place of what they are about instead. */
function slotNames({ comments, events }: Shown): (slot: string) => string {
  const people = comments.filter(({ by }) => by !== APP).map(({ id }) => id);
  const moves = events.filter(({ by }) => by !== APP).map(({ id }) => eventDigest(id));
  return (slot) => {
    const [kind = '', id = '', event = ''] = slot.split('/');
    if (kind === 'reply') return `reply/${people.indexOf(Number(id)) + 1}`;
    if (kind === 'refusal') return `refusal/${id}/${moves.indexOf(event) + 1}`;
    return kind === 'mirror-failure' ? kind : slot;
  };
}

const months = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const passing: readonly (readonly [RegExp, string])[] = [
  [/\u00a0/g, ' '],
  [/<!-- accostage:\S+.*? -->/g, ''],
  [/\b(0?[1-9]|[12]\d|3[01]|1er) (JANVIER)( \d{4})?( à \d+ ?h ?\d*)?/gi, '‹date›'],
  [/\b\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, '‹date›'],
  [/\b\d+ (jours?|heures?|minutes?|semaines?)( ouvrés?)?\b/g, '‹durée›'],
  [/aujourd’hui|hier/g, '‹date›'],
  [/issuecomment-\d+/g, 'issuecomment-…'],
  [/actions\/runs\/\d+/g, 'actions/runs/…'],
  [/\b[0-9a-f]{7,40}\b/g, '‹commit›'],
  [/127\.0\.0\.1:\d+/g, 'github'],
  [/dnum-mi\/(dso-formation|accompagnement(-bis)?|embarquement-bis)/g, '‹dépôt d’accompagnement›'],
  [/\s+/g, ' '],
  // Told once a working day went by in it: whose turn it is, the labels tell.
  [/ - \*\*Temps de la phase\*\* : .*?(?= - )/g, ''],
  // `/diagnostic` sorts the known failures by where the mirrors stand as it answers, and where dossiers share a repository that passes from one to another while one is set aside.
  [/ (\*\*Pannes connues à ce stade\*\*|<details> <summary>Autres pannes connues).*/g, ' ‹pannes connues›'],
];

function plain(text: string): string {
  return passing
    .reduce((now, [pattern, by]) => now.replace(new RegExp(pattern.source.replace('JANVIER', months), pattern.flags), by), text)
    .trim();
}

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 25), at + 60);
  return `« ${around(one)} » devient « ${around(other)} »`;
}
