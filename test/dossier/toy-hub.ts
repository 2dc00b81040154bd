import type { Action, Written } from '../../src/apply/action.ts';
import { type Applied, applyPlan } from '../../src/apply/apply-plan.ts';
import type { HubSetup } from '../../src/config/hub-setup.ts';
import { checkable } from './a-repository.ts';
import { aComment, hiddenOrShown } from './a-comment.ts';
import { decideInRounds } from './decide-in-rounds.ts';
import { decideOnce } from './decide-once.ts';
import { accountOf, app } from './account-of.ts';
import { type Faults, Interrupted, noFaults } from './faults.ts';
import { carryOver } from '../../src/dossier/carry-over.ts';
import type { decide } from '../../src/dossier/engine/decide.ts';
import { readDefaults } from '../../src/defaults.ts';
import { namesInBody } from '../../src/dossier/names-in-body.ts';
import type { Account, AccountSight, NamingRevision, Comment, Observation, Reaction, TeamReach } from '../../src/dossier/observation.ts';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import type { Plan } from '../../src/dossier/plan.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import type { Answers } from '../../src/form/answers.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import { withBoxTurned } from './with-box-turned.ts';
import { createToyEvents } from './toy-events.ts';
import { createToyMemory } from './toy-memory.ts';
import { createToyOperator, withSealed } from './toy-operator.ts';
import { people, rights } from './toy-people.ts';
import type { ToyProject } from './toy-project.ts';
import type { SlotText } from '../../src/dossier/written/slot.ts';
import { nothingRead } from '../../src/dossier/nothing-read.ts';
import { afterReaction } from './after-reaction.ts';
import { goOn } from './go-on.ts';
import { createHistories } from './histories.ts';
import { createServiceTeam } from './service-team.ts';
import { partTold } from './part-told.ts';
import { createToyWritings } from './toy-writings.ts';
import { readMarker } from '../../src/render/marker.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';

export const defaults = readDefaults();
export { people } from './toy-people.ts';

/** GitHub lags behind a write by seconds; far more is tried, but not days. */
const LONGEST_LAG_MS = 3_600_000;

/** The body of an issue whose every answer is good, but for those given. */
export function aBody(answers: Answers = {}): string {
  return renderAnswers(defaults.form, { ...goodAnswers, ...answers });
}

/** One dossier on a GitHub of a few arrays: people act on it, the App reconciles it, and the result stays. Time moves a minute at each act. */
export function createToyHub(
  options: {
    body?: string;
    procedure?: Procedure;
    see?: (name: string) => RepositoryReading;
    /** The repository of the project, whichever is declared, where the App's pull requests are kept; without, none is ever opened. */
    project?: ToyProject;
    check?: ReturnType<typeof checkable>['check'];
    author?: Account;
    assignees?: readonly string[];
    account?: (login: string) => AccountSight;
    teamReach?: () => TeamReach;
    faults?: Faults;
    /** What decides for the App; its engine by default. */
    decide?: typeof decide;
    /** ISO instant at which the issue is opened. */
    opened?: string;
    /** What GitHub refuses for good; throws what a call that fails for now does. */
    refuse?: (action: Action) => Written | null;
  } = {},
) {
  const { project } = options;
  const see = (name: string): RepositoryReading => project?.see() ?? options.see?.(name) ?? { kind: 'unreachable' };
  const check = options.check ?? checkable(() => ({ kind: 'unreachable' })).check;
  const account = options.account ?? ((login: string): AccountSight => ({ kind: 'person', login, id: accountOf(login).id ?? 0 }));
  const team = createServiceTeam({ rights, teamReach: options.teamReach ?? (() => ({ kind: 'reached' })) });
  let time = Date.parse(options.opened ?? '2027-01-04T09:00:00Z');
  const clock = () => new Date(time).toISOString();
  const operator = createToyOperator();
  const { hub: known } = operator;
  const appClock = () => operator.appTime(time);
  const remembered = createToyMemory({
    seen: () => ({ comments, events: events.all(), app }),
    seal: operator.seal,
    put: (sealed) => {
      comments = comments.map((one) => (one.slot === 'status' ? { ...one, body: withSealed(one.body, sealed) } : one));
    },
  });
  const writings = createToyWritings(() => Date.parse(appClock()));
  let stopped = false;
  /** When people last acted: what the App does meanwhile moves nothing of it. */
  let acted = time;
  const tick = () => {
    if (!stopped) acted += 60_000;
    time = Math.max(time, acted);
    return clock();
  };
  let setup: HubSetup = { procedure: options.procedure ?? defaults.procedure, form: defaults.form };
  /** People's acts are numbered apart: they bear the same numbers whatever the App did between them. */
  let [nextId, nextAct] = [1, 1];
  let faults = options.faults ?? noFaults;
  let [actions, readings] = [0, 0];
  let beforeLast: { readonly seen: Observation; readonly at: number } | null = null;
  const opened = clock();
  let body = options.body ?? aBody();
  let [open, updatedAt] = [true, opened];
  let labels: readonly string[] = ['accompagnement'];
  const events = createToyEvents();
  let comments: readonly Comment[] = [];
  const histories = createHistories();
  let bodyEdit: { by: string; at: string } | null = null;
  const naming = { form: defaults.form, procedure: options.procedure ?? defaults.procedure };
  let revisions: readonly NamingRevision[] = [{ editor: options.author ?? accountOf(people.author), names: namesInBody(body, naming) }];

  function idOf(login: string): number {
    return login === app ? nextId++ : 1_000_000 + nextAct++;
  }

  function setLabel(login: string, name: string, kind: 'labeled' | 'unlabeled'): string {
    const at = login === app ? clock() : tick();
    labels = kind === 'labeled' ? [...labels, name] : labels.filter((label) => label !== name);
    const id = `LE_${idOf(login)}`;
    events.add({ kind, id, label: name, actor: accountOf(login), at });
    updatedAt = at;
    return id;
  }

  function write(login: string, text: string, slot: string | null = null): number {
    const at = login === app ? clock() : tick();
    const id = idOf(login);
    comments = [...comments, aComment({ id, login, body: text, slot, at })];
    return id;
  }

  function edit(login: string, id: number, text: string): void {
    const at = login === app ? new Date((time += 1_000)).toISOString() : tick();
    const editor = { answer: 'known', account: accountOf(login) } as const;
    const before = comments.find((comment) => comment.id === id);
    if (before !== undefined) histories.note(before, { editor: editor.account, at, body: text });
    const slotOf = (comment: Comment) => (comment.author.login === app ? readMarker(text) : comment.slot);
    comments = comments.map((comment) =>
      comment.id === id ? { ...comment, body: text, updatedAt: at, editor, slot: slotOf(comment) } : comment,
    );
  }

  function observation(): Observation {
    return operator.underItsName(
      carryOver({
        key: known.key,
        hub: { owner: 'dnum-mi', repo: 'dso-formation', id: known.hubId, private: false },
        app,
        issue: {
          id: 7,
          nodeId: 'I_7',
          number: 7,
          title: 'Demat-Permis',
          body,
          author: options.author ?? accountOf(people.author),
          editor: bodyEdit === null ? { answer: 'nobody' } : { answer: 'known', account: accountOf(bodyEdit.by) },
          lastEditedAt: bodyEdit?.at ?? null,
          assignees: (options.assignees ?? [people.assignee]).map(accountOf),
          open,
          labels: [...labels],
          createdAt: opened,
          updatedAt,
          url: 'https://github.test/dnum-mi/dso-formation/issues/7',
        },
        events: events.all(),
        formerLabels: null,
        bodyHistory: null,
        comments: [...comments],
        memory: remembered.memory(),
        ...setup,
        ...nothingRead,
        written: writings.written(),
      }),
    );
  }

  /** What GitHub tells of the issue now, or does not. */
  function read(): Observation {
    if (operator.isSuspended()) throw new Interrupted('reading');
    const fault = faults.reading(readings++);
    if (fault === 'unavailable') throw new Interrupted('reading');
    return fault === 'stale' && beforeLast !== null && time - beforeLast.at < LONGEST_LAG_MS ? beforeLast.seen : observation();
  }

  const historyOf = (nodeId: string) => histories.in(comments, nodeId);
  const { formerLabels } = events;
  const { rightOf, reach } = team;
  const told = { rightOf, formerLabels, bodyHistory: () => revisions, revisions: historyOf, account, reach, see, check };

  /** Decides as the reconciler does: completes the observation with what is asked for, until a plan comes out. */
  function plan(): Plan {
    return planOf(read());
  }

  function commentAt(where: string | number) {
    const found = comments.find(({ id, slot }) => id === where || slot === where);
    if (found === undefined) throw new Error(`no comment ${where}`);
    return found;
  }

  function planOf(first: Observation): Plan {
    return decideInRounds((seen) => (options.decide ?? decideOnce)(seen, appClock()), { first, told });
  }

  /** Does one action of the App, or dies on the way. */
  function perform(action: Action): Written {
    const fault = faults.action(actions++);
    if (fault === 'before') throw new Interrupted('before an action');
    if (faults.lags) beforeLast = { seen: observation(), at: time };
    const written = options.refuse?.(action) ?? act(action);
    if (fault === 'after') throw new Interrupted('after an action');
    return written;
  }

  function act(action: Action): Written {
    switch (action.verb) {
      case 'add-labels':
        // A label that is there already makes no event.
        for (const name of action.names) if (!labels.includes(name)) setLabel(app, name, 'labeled');
        return { kind: 'written', writes: action.names.length };
      case 'remove-label':
        if (labels.includes(action.name)) setLabel(app, action.name, 'unlabeled');
        break;
      case 'create-comment':
        return { kind: 'written', writes: 1, commentId: write(app, action.body, readMarker(action.body)) };
      case 'replace-comment': {
        const current = comments.find(({ id }) => id === action.id)?.body;
        if (current === undefined || (action.expected !== null && current !== action.expected)) return { kind: 'outdated' };
        edit(app, action.id, action.body);
        break;
      }
      case 'delete-comment': {
        const current = comments.find(({ id }) => id === action.id)?.body;
        if (current === undefined) return { kind: 'written', writes: 0 };
        if (action.expected !== null && current !== action.expected) return { kind: 'outdated' };
        comments = comments.filter(({ id }) => id !== action.id);
        break;
      }
      case 'react':
      case 'unreact': {
        const reacted = afterReaction(comments, action);
        comments = reacted ?? comments;
        return { kind: 'written', writes: reacted === null ? 0 : 1 };
      }
      case 'close':
        close(app);
        break;
      case 'propose':
        return { kind: 'written', writes: project?.propose(action.wanted, { console: setup.procedure.mirror.console, at: clock() }) ?? 0 };
      case 'mend':
        return { kind: 'written', writes: 0 };
      case 'report':
        break;
      case 'run':
        check.writeRun(action.wanted);
        break;
      default:
        return action satisfies never;
    }
    return { kind: 'written', writes: 1 };
  }

  /** Applies a plan as the App does, up to so many actions; what became of it, null where the App was killed before the end. */
  function apply(
    { seen, decided }: { seen: Observation; decided: Plan },
    most = Number.POSITIVE_INFINITY,
  ): { applied: Applied | null; actions: number } {
    const applying = applyPlan({ observation: seen, plan: decided, seal: operator.seal(), now: appClock() });
    const counted = writings.counting(seen, perform);
    let next = applying.next();
    let done = 0;
    for (; next.done !== true; done++) {
      if (done >= most) return { applied: null, actions: done };
      next = goOn(applying, next.value, counted);
    }
    return { applied: next.value, actions: done };
  }

  /** One process of the App, among several by mistake: it looks now, then does one action at each step; false once it has none left. */
  function look(): () => boolean {
    const seen = read();
    const applying = applyPlan({ observation: seen, plan: planOf(seen), seal: operator.seal(), now: appClock() });
    const counted = writings.counting(seen, perform);
    let next = applying.next();
    return () => {
      if (next.done === true) return false;
      next = goOn(applying, next.value, counted);
      return true;
    };
  }

  /** Decides and applies; returns the slots of the comments that are new. */
  function reconcile(): { plan: Plan; created: string[]; writes: number } {
    const seen = read();
    const decided = planOf(seen);
    const created = decided.comments.map(({ slot }) => slot).filter((slot) => comments.every((comment) => comment.slot !== slot));
    const { applied } = apply({ seen, decided });
    return { plan: decided, created, writes: applied?.writes ?? 0 };
  }

  /** The App is killed after so many actions of a reconcile; false when it did not need as many. */
  function killedAfter(count: number): boolean {
    const seen = read();
    return apply({ seen, decided: planOf(seen) }, count).applied === null;
  }

  function close(login: string): void {
    open = false;
    events.add({ kind: 'closed', id: `LE_${idOf(login)}`, actor: accountOf(login), at: login === app ? clock() : tick() });
  }

  /** All that it holds between two acts. */
  function kept() {
    const parts = {
      histories: histories.kept(),
      operator: operator.kept(),
      writings: writings.kept(),
      team: team.kept(),
      events: events.kept(),
      project: project?.kept() ?? null,
    };
    const issue = { body, open, updatedAt, labels, comments, bodyEdit, revisions };
    return { ...parts, ...issue, time, acted, setup, nextId, nextAct, counts: { actions, readings }, beforeLast };
  }

  function goBack(before: ReturnType<typeof kept>): void {
    histories.goBack(before.histories);
    operator.goBack(before.operator);
    writings.goBack(before.writings);
    team.goBack(before.team);
    events.goBack(before.events);
    if (before.project !== null) project?.goBack(before.project);
    ({ body, open, updatedAt, labels, comments, bodyEdit, revisions } = before);
    ({ time, acted, setup, nextId, nextAct, beforeLast } = before);
    ({ actions, readings } = before.counts);
  }

  return {
    setLabel: (login: string, name: string) => setLabel(login, name, 'labeled'),
    removeLabel: (login: string, name: string) => setLabel(login, name, 'unlabeled'),
    /** Sets a label without the event that would explain it. */
    appearLabel: (name: string) => {
      labels = [...labels, name];
      updatedAt = clock();
    },
    /** A label of the repository gets another name: events show that one from then on. */
    renameLabel: (from: string, to: string) => {
      labels = labels.map((label) => (label === from ? to : label));
      events.renameLabel(from, to);
    },
    /** GitHub no longer shows some events. */
    forgetEvents: events.forget,
    /** Takes a label away without an event, as its deletion from the repository does. */
    disappearLabel: (name: string) => {
      labels = labels.filter((label) => label !== name);
    },
    comment: (login: string, text: string) => write(login, text),
    /** Somebody is of the Service Team no more. */
    leaveServiceTeam: team.leave,
    /** The project's people do something in their repository, at an instant. Throws where it has none. */
    inProject: (work: (project: ToyProject, at: string) => void) => {
      if (project === undefined) throw new Error('no repository');
      work(project, tick());
    },
    /** The App's pull requests in the repository of the project, oldest first. */
    pulls: () => project?.pulls() ?? [],
    /** The App shows that it reads a comment. */
    react: (comment: number, content: Reaction) => void act({ verb: 'react', comment, content }),
    /** The App's reactions to a comment, in their order. */
    reactionsTo: (id: number) => comments.find((comment) => comment.id === id)?.reactions ?? [],
    editComment: edit,
    /** Somebody reacts to a comment: GitHub changes nothing else of it. */
    reactAs: (login: string, id: number) => {
      comments = comments.map((comment) =>
        comment.id === id ? { ...comment, reactedBy: [...comment.reactedBy, accountOf(login)] } : comment,
      );
    },
    /** GitHub no longer tells who edited a comment last: an account that is gone. */
    loseEditor: (slot: string) => {
      comments = comments.map((comment) => (comment.slot === slot ? { ...comment, editor: { answer: 'unverified' } } : comment));
      for (const { id } of comments.filter((comment) => comment.slot === slot)) histories.loseEditor(id);
    },
    /** The last revision of a comment is taken out of its history. */
    loseRevision: (id: number) => histories.loseText(id),
    /** Somebody hides a comment, or shows it again: GitHub tells nothing else of it. */
    hideComment: (id: number) => void (comments = hiddenOrShown(comments, id)),
    deleteComment: (id: number) => {
      comments = comments.filter((comment) => comment.id !== id);
    },
    editBody: (text: string, by: string = people.author) => {
      body = text;
      updatedAt = tick();
      bodyEdit = { by, at: updatedAt };
      revisions = [{ editor: accountOf(by), names: namesInBody(text, naming) }, ...revisions];
    },
    /** The hub's maintainers change its process, or its form. */
    configure: (changed: Partial<HubSetup>) => {
      setup = { ...setup, ...changed };
    },
    close,
    reopen: (login: string) => {
      open = true;
      events.add({ kind: 'reopened', id: `LE_${idOf(login)}`, actor: accountOf(login), at: tick() });
    },
    /** Ticks or unticks the box of an item in a comment, as GitHub's page does. */
    tickBox: (login: string, where: string | number, item: string) => {
      const comment = commentAt(where);
      edit(login, comment.id, withBoxTurned(comment.body, item));
    },
    /** Somebody takes the state out of the status comment. */
    loseMemory: () => {
      const status = commentAt('status');
      edit(people.serviceTeam, status.id, status.body.replace(/<!-- accostage:state=.*-->\s*$/, ''));
    },
    ...remembered.acts,
    ...operator.acts,
    /** What people do in one second. */
    stopClock: (acts: () => void) => {
      stopped = true;
      acts();
      stopped = false;
    },
    daysPass: (days: number) => {
      time += days * 86_400_000;
      acted += days * 86_400_000;
    },
    /** GitHub and the App fail no more. */
    endFaults: () => void (faults = noFaults),
    /** What could have failed so far. */
    counts: () => ({ actions, readings }),
    kept,
    /** As it was kept, whatever happened since. */
    goBack,
    reconcile,
    killedAfter,
    look,
    /** Another process of the App, which did not see the comment of that slot, writes it too. */
    writeTwice: (slot: string) => write(app, commentAt(slot).body, slot),
    comments: () =>
      comments.map(({ id, slot, author, body: text, reactions }) => ({ id, slot, author: author.login, body: text, reactions })),
    plan,
    observation,
    clock,
    labels: () => [...labels].toSorted(),
    isOpen: () => open,
    commentIn: (slot: string) => comments.find((comment) => comment.slot === slot)?.body,
    /** What the App says in a slot: in a comment of its own, or in the part that stands for it in the comment of a phase. */
    toldIn: (slot: SlotText) => partTold(comments, slot) ?? comments.find((comment) => comment.slot === slot)?.body,
    commentById: (id: number) => comments.find((comment) => comment.id === id)?.body,
    state: remembered.state,
  };
}
