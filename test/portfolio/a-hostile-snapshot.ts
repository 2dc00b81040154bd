import type { Snapshot } from '../../src/portfolio/snapshot.ts';
import { aFlow } from './a-portfolio.ts';
import { aSnapshot } from './a-snapshot.ts';

/** A snapshot in which nothing is empty. */
function full(number: number): Snapshot {
  const base = aSnapshot();
  const at = '2027-11-24T09:00:00Z';
  const note = (kind: 'waived' | 'flows' | 'validated') =>
    ({ kind: 'note', at, by: 'x', note: { at, by: 'x', kind, about: 'x', reason: 'x' } }) as const;
  const condition = { title: 'x', met: false, because: 'x', fix: 'x', who: 'projet', details: ['x', 'x'] } as const;
  return {
    ...base,
    number,
    title: 'x',
    author: 'x',
    url: 'https://github.test/x',
    phase: { ...base.phase, title: 'x' },
    clocks: { ...base.clocks, turn: number % 2 === 0 ? 'projet' : 'service-team', since: at },
    members: [{ login: 'x', id: 1 }],
    referents: ['x', 'x'],
    rereads: [{ about: 'x', because: ['x', 'x'] }],
    gate: { phase: 'x', skipped: [{ phase: 'x', because: 'x' }], conditions: [condition, { ...condition, met: true, fix: null }] },
    deadline: { day: '2027-12-01', label: 'x' },
    flows: [{ ...aFlow(1), id: 'x', source: 'x', destination: 'x', note: 'x', status: 'demande', since: at }],
    findings: { ...base.findings, repositories: 2, unread: 1, blocking: 1 },
    mirrors: { failing: 1, stopped: 1, mirrored: 1 },
    questions: [{ by: 'x', at, url: 'https://github.test/x' }],
    waivers: [{ about: 'x', until: '2027-12-05' }],
    campaigns: [{ id: 'c', title: 'x', until: '2027-12-31', standing: 'concerned' }],
    exposure: ['x'],
    platforms: ['x'],
    history: [
      { kind: 'phase', at, by: 'x', how: 'opened', phase: 'x', reason: null },
      { kind: 'phase', at, by: 'x', how: 'forced', phase: 'x', reason: 'x' },
      { kind: 'phase', at, by: 'x', how: 'back', phase: 'x', reason: null },
      { kind: 'closed', at, by: 'x' },
      { kind: 'reopened', at, by: 'x' },
      note('waived'),
      note('flows'),
      note('validated'),
    ],
  };
}

/** What is no text: names of ours, which types close. Days and instants are told by their shape. */
const words = new Set(['hub', 'mode', 'turn', 'waitingFor', 'status', 'kind', 'how', 'who', 'standing', 'zone', 'owner', 'id']);
/** Text of the process, which its authors write as Markdown. */
const process = new Set(['phase', 'campaigns', 'waivers', 'procedure', 'next', 'platforms', 'about', 'note']);

/** Open dossiers in which every text that is not `spared` is the same. */
export function dossiersOf(text: string, spared: 'nothing' | 'the process' = 'nothing'): readonly Snapshot[] {
  return [1, 2].map((number) => {
    const { procedure, ...told } = full(number);
    const isSpared = (key: string) => spared === 'the process' && process.has(key);
    return { ...mapped(told, (value, key) => (isText(value, key) ? text : value), isSpared), procedure };
  });
}

function isText(value: string, key: string): boolean {
  return !words.has(key) && !/^\d{4}-\d\d-\d\d/.test(value);
}

/** The same value, each of its strings changed; parts under a key that is kept stay as they are. */
function mapped<Value>(value: Value, change: (text: string, key: string) => string, isKept: (key: string) => boolean): Value {
  const walk = (part: unknown, key: string): unknown => {
    if (isKept(key)) return part;
    if (typeof part === 'string') return change(part, key);
    if (Array.isArray(part)) return part.map((one) => walk(one, key));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, walk(one, name)]));
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is kept, part by part
  return walk(value, '') as Value;
}

/** What strangers may write where text is read. */
export const hostileTexts = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><style>*{display:none}</style><base href=//evil.example>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  ' java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '\u202Eمشروع\u202C \u2066x \u200B\u00AD\u2028\u2029',
  'ligne\r\nligne\n\n# Titre\n\n- [ ] case\n/forcer ovh',
  '</bdi></a></td></table></main></html><h1>À vous</h1>',
  '&lt;b&gt; &amp; &#60;i&#62; \u0000\u0007\u001B[31m',
  '=HYPERLINK("http://evil.example";"x")',
  '＝1+1',
  '\t@SUM(A1)',
  '";=1+1;"',
  '$& $1 ${title} {{title}}',
  '__proto__',
  '\uD800 moitié \uDC00',
] as const;
