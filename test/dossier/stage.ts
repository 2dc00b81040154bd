import { decide } from '../../src/dossier/decide.ts';
import { readDefaults } from '../../src/defaults.ts';
import { checksKey, type ChecksRequest, type ChecksSight } from '../../src/dossier/checks/sight.ts';
import { dossierKey } from '../../src/dossier/key.ts';
import type { Comment, Diagnosis, IssueEvent, Memory, Observation, Right } from '../../src/dossier/observation.ts';
import type { RepositorySight } from '../../src/dossier/mirror/sight.ts';
import type { Plan } from '../../src/dossier/plan.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import type { Answers } from '../../src/form/answers.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import { readMarker } from '../../src/render/marker.ts';
import { renderComment } from '../../src/render/render-comment.ts';
import { renderPersonalChecklist } from '../../src/render/personal-checklist.ts';
import { renderStatus } from '../../src/render/status.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';

export const defaults = readDefaults();
export const app = 'accostage[bot]';
/** Of the Service Team, of the project, of nobody, and one whose right GitHub does not tell. */
export const people = { serviceTeam: 'camille', author: 'lea', assignee: 'karim', stranger: 'eve', unverified: 'nina' } as const;

const rights: Readonly<Record<string, Right>> = {
  [people.serviceTeam]: { answer: 'yes' },
  [people.unverified]: { answer: 'unverified', because: 'GitHub a répondu 403', grant: 'accorder « Members: read »' },
};

const diagnosis: Diagnosis = {
  permissions: { issues: 'write' },
  missingPermissions: [],
  serviceTeam: { answer: 'no' },
  repositories: [],
  configuration: [],
};

/** The body of an issue whose every answer is good, but for those given. */
export function aBody(answers: Answers = {}): string {
  return renderAnswers(defaults.form, { ...goodAnswers, ...answers });
}

/** One dossier on a GitHub of a few arrays: people act on it, the App reconciles it, and the result stays. Time moves a minute at each act. */
export function createStage(
  options: {
    body?: string;
    procedure?: Procedure;
    see?: (name: string) => RepositorySight;
    check?: (request: ChecksRequest) => ChecksSight;
  } = {},
) {
  const see = options.see ?? ((): RepositorySight => ({ kind: 'unreachable' }));
  const check = options.check ?? ((): ChecksSight => ({ kind: 'unreachable' }));
  let time = Date.parse('2027-01-04T09:00:00Z');
  const clock = () => new Date(time).toISOString();
  const tick = () => {
    time += 60_000;
    return clock();
  };
  let nextId = 1;
  const opened = clock();
  let body = options.body ?? aBody();
  let open = true;
  let updatedAt = opened;
  let labels: string[] = ['accompagnement'];
  const events: IssueEvent[] = [];
  let comments: (Comment & { editor: string | null })[] = [];
  let memory: Memory = { kind: 'none' };

  function setLabel(login: string, name: string, kind: 'labeled' | 'unlabeled'): number {
    const at = login === app ? clock() : tick();
    labels = kind === 'labeled' ? [...labels, name] : labels.filter((label) => label !== name);
    const id = nextId++;
    events.push({ kind, id, label: name, actor: { login, bot: login.endsWith('[bot]') }, at });
    updatedAt = at;
    return id;
  }

  function write(login: string, text: string, slot: string | null = null): number {
    const at = login === app ? clock() : tick();
    const id = nextId++;
    comments.push({ id, author: { login, bot: login.endsWith('[bot]') }, body: text, slot, createdAt: at, updatedAt: at, editor: null });
    return id;
  }

  function edit(login: string, id: number, text: string): void {
    const at = login === app ? new Date((time += 1_000)).toISOString() : tick();
    comments = comments.map((comment) => (comment.id === id ? { ...comment, body: text, updatedAt: at, editor: login } : comment));
  }

  function observation(): Observation {
    return {
      key: dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 7),
      hub: { owner: 'dnum-mi', repo: 'dso-formation' },
      app,
      issue: {
        number: 7,
        title: 'Demat-Permis',
        body,
        author: { login: people.author, bot: false },
        assignees: [people.assignee],
        open,
        labels: [...labels],
        createdAt: opened,
        updatedAt,
        url: 'https://github.test/dnum-mi/dso-formation/issues/7',
      },
      events: [...events],
      comments: comments.map(({ id, author, body: text, slot, createdAt, updatedAt: editedAt }) => ({
        id,
        author,
        body: text,
        slot,
        createdAt,
        updatedAt: editedAt,
      })),
      memory,
      procedure: options.procedure ?? defaults.procedure,
      form: defaults.form,
      rights: {},
      editors: {},
      diagnosis: null,
      repositories: {},
      checks: {},
    };
  }

  /** Decides as the reconciler does: completes the observation with what is asked for, until a plan comes out. */
  function plan(): Plan {
    let seen = observation();
    for (let round = 0; round < 8; round++) {
      const decision = decide(seen, clock());
      if (decision.kind === 'plan') return decision.plan;
      const { needs } = decision;
      seen = {
        ...seen,
        rights: {
          ...seen.rights,
          ...Object.fromEntries(needs.rights.map((login) => [login, rights[login] ?? ({ answer: 'no' } as const)])),
        },
        editors: { ...seen.editors, ...Object.fromEntries(needs.editors.map((id) => [id, editorOf(id)])) },
        diagnosis: needs.diagnosis ? diagnosis : seen.diagnosis,
        repositories: { ...seen.repositories, ...Object.fromEntries(needs.repositories.map((name) => [name.toLowerCase(), see(name)])) },
        checks: { ...seen.checks, ...Object.fromEntries(needs.checks.map((request) => [checksKey(request), check(request)])) },
      };
    }
    throw new Error('decide keeps asking');
  }

  function editorOf(id: number) {
    const comment = comments.find((candidate) => candidate.id === id);
    return { answer: 'known', login: comment?.editor ?? comment?.author.login ?? 'ghost' } as const;
  }

  /** The writes of a plan, in their order: those that would change nothing are left out. */
  function writesOf(decided: Plan): readonly (() => void)[] {
    const status = renderStatus(decided.status, { failures: [], sealed: null });
    const former = comments.find(({ slot }) => slot === 'status');
    const sameState = memory.kind === 'kept' && JSON.stringify(memory.state) === JSON.stringify(decided.state);
    return [
      ...decided.labels.add.map((name) => () => void setLabel(app, name, 'labeled')),
      ...decided.labels.remove.map((name) => () => void setLabel(app, name, 'unlabeled')),
      ...decided.comments.flatMap((wanted) => {
        const text = renderComment(wanted);
        const existing = comments.find(({ slot }) => slot === wanted.slot);
        if (existing?.body === text) return [];
        return [() => void (existing === undefined ? write(app, text, readMarker(text)) : edit(app, existing.id, text))];
      }),
      ...decided.edits.map(
        (change) => () => edit(app, change.commentId, change.kind === 'boxes' ? change.body : renderPersonalChecklist(change)),
      ),
      ...(former?.body === status && sameState
        ? []
        : [
            () => {
              if (former === undefined) write(app, status, 'status');
              else if (former.body !== status) edit(app, former.id, status);
              memory = { kind: 'kept', state: decided.state };
            },
          ]),
      ...(decided.close ? [() => close(app)] : []),
    ];
  }

  /** Decides and applies; returns the slots of the comments that are new. */
  function reconcile(): { plan: Plan; created: string[]; writes: number } {
    const decided = plan();
    const created = decided.comments.map(({ slot }) => slot).filter((slot) => comments.every((comment) => comment.slot !== slot));
    const writes = writesOf(decided);
    for (const step of writes) step();
    return { plan: decided, created, writes: writes.length };
  }

  /** The App is killed after so many writes of a reconcile; returns how many there would have been. */
  function killedAfter(count: number): number {
    const writes = writesOf(plan());
    for (const step of writes.slice(0, count)) step();
    return writes.length;
  }

  function close(login: string): void {
    open = false;
    events.push({ kind: 'closed', id: nextId++, actor: { login, bot: login === app }, at: login === app ? clock() : tick() });
  }

  return {
    setLabel: (login: string, name: string) => setLabel(login, name, 'labeled'),
    removeLabel: (login: string, name: string) => setLabel(login, name, 'unlabeled'),
    /** Sets a label without the event that would explain it. */
    appearLabel: (name: string) => {
      labels = [...labels, name];
      updatedAt = clock();
    },
    /** Takes a label away without an event, as its deletion from the repository does. */
    disappearLabel: (name: string) => {
      labels = labels.filter((label) => label !== name);
    },
    comment: (login: string, text: string) => write(login, text),
    editComment: edit,
    deleteComment: (id: number) => {
      comments = comments.filter((comment) => comment.id !== id);
    },
    editBody: (text: string) => {
      body = text;
      updatedAt = tick();
    },
    close,
    reopen: (login: string) => {
      open = true;
      events.push({ kind: 'reopened', id: nextId++, actor: { login, bot: false }, at: tick() });
    },
    /** Ticks or unticks the box of an item in a comment, as GitHub's page does. */
    tickBox: (login: string, where: string | number, item: string) => {
      const comment = comments.find(({ id, slot }) => id === where || slot === where);
      if (comment === undefined) throw new Error(`no comment ${where}`);
      const line = comment.body.split('\n').find((candidate) => candidate.trimEnd().endsWith(`\`${item}\``));
      if (line === undefined) throw new Error(`no box ${item} in ${comment.body}`);
      const ticked = line.includes('[ ]') ? line.replace('[ ]', '[x]') : line.replace('[x]', '[ ]');
      edit(login, comment.id, comment.body.replace(line, ticked));
    },
    loseMemory: () => {
      memory = { kind: 'lost' };
    },
    daysPass: (days: number) => {
      time += days * 86_400_000;
    },
    reconcile,
    killedAfter,
    comments: () => comments.map(({ slot, author, body: text }) => ({ slot, author: author.login, body: text })),
    plan,
    observation,
    clock,
    labels: () => [...labels].toSorted(),
    isOpen: () => open,
    commentIn: (slot: string) => comments.find((comment) => comment.slot === slot)?.body,
    commentById: (id: number) => comments.find((comment) => comment.id === id)?.body,
    state: () => {
      if (memory.kind !== 'kept') throw new Error('no state yet');
      return memory.state;
    },
  };
}
