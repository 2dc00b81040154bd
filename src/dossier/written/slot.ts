/** What a comment of the App is for: it keeps one comment for each, and finds it again by the text of its slot. */
export type Slot =
  | { readonly kind: 'status' | 'secret' | 'nobody-answers' | 'flows' | 'checks' }
  | { readonly kind: 'checklist'; readonly phase: string }
  /** `time` counts the ends of a dossier that was opened again, from 1. */
  | { readonly kind: 'closing'; readonly time: number }
  /** `entry` counts the phases entered. */
  | { readonly kind: 'entry'; readonly entry: number }
  /** A refused move: the phase that was asked for, and a short digest of the label event's node id. */
  | { readonly kind: 'refusal'; readonly phase: string; readonly event: string }
  /** The same before 0.3.0; before 0.2.0 `event` was the event's number. */
  | { readonly kind: 'move'; readonly event: string }
  /** `line` is the digest of the first line that is answered, where the comment was answered before. */
  | { readonly kind: 'reply'; readonly comment: number; readonly line: string | null }
  /** `login` in lower case: who is told how the App is called. */
  | { readonly kind: 'hint'; readonly login: string }
  | { readonly kind: 'untick'; readonly comment: number; readonly edit: string }
  | { readonly kind: 'reminder'; readonly number: number; readonly day: string }
  /** `which` is a short digest of the answers and their dates. */
  | { readonly kind: 'promises'; readonly which: string }
  /** The Service Team is called: the how manieth time, why, and the how manieth reminder of this wait, 0 for none. */
  | { readonly kind: 'call'; readonly number: number; readonly why: CallReason; readonly reminder: number }
  | { readonly kind: 'contested'; readonly label: string }
  | { readonly kind: 'flows-added'; readonly flows: string }
  /** Ids of platforms. */
  | { readonly kind: 'mirror'; readonly to: readonly string[]; readonly without: readonly string[] }
  | { readonly kind: 'mirror-failure'; readonly run: number }
  | { readonly kind: 'campaign'; readonly id: string }
  /** `until` is the deadline that is recalled, `AAAA-MM-JJ`. */
  | { readonly kind: 'campaign-recall'; readonly id: string; readonly until: string };

/** The name of a slot: what a comment wanted or looked for is called. A comment that was read may bear the name of another version. */
export type SlotText =
  | 'status'
  | 'secret'
  | 'nobody-answers'
  | 'flows'
  | 'checks'
  | 'closing'
  | `${'closing' | 'entry' | 'mirror-failure'}/${number}`
  | `${'checklist' | 'move' | 'hint' | 'promises' | 'contested' | 'flows-added' | 'mirror' | 'campaign'}/${string}`
  | `reply/${number}`
  | `${'refusal' | 'campaign-recall'}/${string}/${string}`
  | `${'reply' | 'untick' | 'reminder'}/${number}/${string}`
  | `call/${number}/${CallReason}/${number}`;

const callReasons = ['turn', 'question'] as const;
/** Why the Service Team is called: its turn to act, or a question alone. */
type CallReason = (typeof callReasons)[number];

/** The name of a slot, as it stands in the marker of its comment. The only place that makes one. */
export function slotText(slot: Slot): SlotText {
  switch (slot.kind) {
    case 'status':
    case 'secret':
    case 'nobody-answers':
    case 'flows':
    case 'checks':
      return slot.kind;
    case 'checklist':
      return `checklist/${slot.phase}`;
    case 'closing':
      return slot.time > 1 ? `closing/${slot.time}` : 'closing';
    case 'entry':
      return `entry/${slot.entry}`;
    case 'refusal':
      return `refusal/${slot.phase}/${slot.event}`;
    case 'move':
      return `move/${slot.event}`;
    case 'reply':
      return slot.line === null ? `reply/${slot.comment}` : `reply/${slot.comment}/${slot.line}`;
    case 'hint':
      return `hint/${slot.login}`;
    case 'untick':
      return `untick/${slot.comment}/${slot.edit}`;
    case 'reminder':
      return `reminder/${slot.number}/${slot.day}`;
    case 'promises':
      return `promises/${slot.which}`;
    case 'call':
      return `call/${slot.number}/${slot.why}/${slot.reminder}`;
    case 'contested':
      return `contested/${slot.label}`;
    case 'flows-added':
      return `flows-added/${slot.flows}`;
    case 'mirror':
      return slot.without.length === 0 ? `mirror/${slot.to.join('_')}` : `mirror/${slot.to.join('_')}/sans/${slot.without.join('_')}`;
    case 'mirror-failure':
      return `mirror-failure/${slot.run}`;
    case 'campaign':
      return `campaign/${slot.id}`;
    case 'campaign-recall':
      return `campaign-recall/${slot.id}/${slot.until}`;
    default:
      return slot satisfies never;
  }
}

/** The slot of that name; null where the App has none of the kind, or counts otherwise: whoever may edit its comments may write anything in their markers. */
export function readSlot(text: string): Slot | null {
  const slot = readParts(text.split('/'));
  return slot === null || Object.values(slot).some((part) => typeof part === 'number' && !isCount(part)) ? null : slot;
}

/** One more can be told from it. */
function isCount(number: number): boolean {
  return number >= 0 && Number.isSafeInteger(number + 1);
}

function readParts([kind = '', first = '', second = '', third = '']: readonly string[]): Slot | null {
  switch (kind) {
    case 'status':
    case 'secret':
    case 'nobody-answers':
    case 'flows':
    case 'checks':
      return { kind };
    case 'checklist':
      return { kind, phase: first };
    case 'closing':
      return { kind, time: first === '' ? 1 : Number(first) };
    case 'entry':
      return { kind, entry: Number(first) };
    case 'refusal':
      return { kind, phase: first, event: second };
    case 'move':
      return { kind, event: first };
    case 'reply':
      return { kind, comment: Number(first), line: second === '' ? null : second };
    case 'hint':
      return { kind, login: first };
    case 'untick':
      return { kind, comment: Number(first), edit: second };
    case 'reminder':
      return { kind, number: Number(first), day: second };
    case 'promises':
      return { kind, which: first };
    case 'call': {
      const why = callReasons.find((reason) => reason === second);
      return why === undefined ? null : { kind, number: Number(first), why, reminder: Number(third) };
    }
    case 'contested':
      return { kind, label: first };
    case 'flows-added':
      return { kind, flows: first };
    case 'mirror':
      return { kind, to: first.split('_'), without: third === '' ? [] : third.split('_') };
    case 'mirror-failure':
      return { kind, run: Number(first) };
    case 'campaign':
      return { kind, id: first };
    case 'campaign-recall':
      return { kind, id: first, until: second };
    default:
      return null;
  }
}

/**
 * The family of the slot of that name: of its comments, the newest alone stands, since an edit notifies nobody. The new one is written first, then the others
 * go. Null for a comment that stands by itself.
 */
export function familyOf(text: string): string | null {
  const slot = readSlot(text);
  if (slot?.kind === 'refusal') return `refusal/${slot.phase}`;
  if (slot?.kind === 'untick') return `untick/${slot.comment}`;
  return slot?.kind === 'call' ? 'call' : null;
}
