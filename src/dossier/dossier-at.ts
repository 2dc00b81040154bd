import { assessItems } from './assess.ts';
import { assessPrerequisites, assessRereads } from './assess-answers.ts';
import { assessFixes } from './checks/assess-fixes.ts';
import { assessChecks } from './checks/assess-checks.ts';
import { namesOf } from './declared-repositories.ts';
import { nextDeadline } from './deadline.ts';
import type { Dossier } from './dossier.ts';
import { dueOf } from './due.ts';
import { type Facts, phaseOf } from './facts.ts';
import { assessFlows } from '../flows/assess-flows.ts';
import { assessMirrors, nameMentions } from './mirror/assess-mirrors.ts';
import { assessPlatforms } from './mirror/platforms.ts';
import { nextPhase } from './next-phase.ts';
import { enteredAt, waitingFor } from './standing.ts';
import { openQuestions } from './questions.ts';
import type { DossierState } from './state.ts';
import { assessTeam } from './team.ts';

/** The dossier of what was observed, at a state. Those it leads to by `at` and `with` share its views where the parts of the state that they read are the same. */
export function dossierAt(facts: Facts, state: DossierState): Dossier {
  return new StandingDossier({ facts, state, views: createViews() });
}

type Part = keyof DossierState;

const platformParts: readonly Part[] = ['phase', 'mirrors', 'transports'];
const mirrorParts: readonly Part[] = [...platformParts, 'history', 'authorised'];
const checkParts: readonly Part[] = ['checks', 'checksAsked', 'authorised', 'ruleWaivers'];
const flowParts: readonly Part[] = ['flows', 'waivers'];
/** What the App can see by itself rests on all three. */
const evidenceParts: readonly Part[] = [...mirrorParts, ...checkParts, ...flowParts];
const phaseParts: readonly Part[] = ['history', ...evidenceParts];
const answerParts: readonly Part[] = ['waivers', 'validated', 'sentBack'];

/** The views of a dossier, each with the parts of the state that it reads. */
function createViews() {
  return {
    next: view(phaseParts, nextPhase),
    prerequisites: view(answerParts, assessPrerequisites),
    due: view([...phaseParts, ...answerParts], dueOf),
    rereads: view(answerParts, assessRereads),
    deadline: view(answerParts, nextDeadline),
    items: viewOfEach(['items', ...evidenceParts], assessItems),
    team: view(['team', 'contacts'], assessTeam),
    questions: view(['team', 'contacts', 'history', 'answered'], openQuestions),
    repositories: view([], ({ mentions }) => namesOf(mentions)),
    internalNames: view([], ({ mentions }) => nameMentions(mentions)),
    flows: view(flowParts, assessFlows),
    platforms: view(platformParts, assessPlatforms),
    mirrors: view(mirrorParts, assessMirrors),
    checks: view(checkParts, assessChecks),
    fixes: view(['fixes', 'authorised', 'ruleWaivers'], assessFixes),
  };
}

type Views = ReturnType<typeof createViews>;

interface Stand {
  readonly facts: Facts;
  readonly state: DossierState;
  readonly views: Views;
}

// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the constructor gives it each of the facts
interface StandingDossier extends Facts {}

/** A class, so that all dossiers have one shape: an object with getters of its own is like no other one, and each look at it would be a search. */
class StandingDossier implements Dossier {
  readonly state: DossierState;
  readonly #facts: Facts;
  readonly #views: Views;

  constructor({ facts, state, views }: Stand) {
    Object.assign(this, facts);
    this.state = state;
    this.#facts = facts;
    this.#views = views;
  }

  readonly at = (state: DossierState): Dossier =>
    state === this.state ? this : new StandingDossier({ facts: this.#facts, state, views: this.#views });

  readonly with = (change: Partial<DossierState>): Dossier => this.at({ ...this.state, ...change });

  readonly items = (phaseId: string) => this.#views.items(phaseId)(this);

  get phase(): Dossier['phase'] {
    return phaseOf(this.procedure, this.state.phase);
  }

  get since(): Dossier['since'] {
    return enteredAt(this.state);
  }

  get waitingFor(): Dossier['waitingFor'] {
    return waitingFor(this);
  }

  get next(): Dossier['next'] {
    return this.#views.next(this);
  }

  get prerequisites(): Dossier['prerequisites'] {
    return this.#views.prerequisites(this);
  }

  get due(): Dossier['due'] {
    return this.#views.due(this);
  }

  get rereads(): Dossier['rereads'] {
    return this.#views.rereads(this);
  }

  get deadline(): Dossier['deadline'] {
    return this.#views.deadline(this);
  }

  get team(): Dossier['team'] {
    return this.#views.team(this);
  }

  get questions(): Dossier['questions'] {
    return this.#views.questions(this);
  }

  get repositories(): Dossier['repositories'] {
    return this.#views.repositories(this);
  }

  get internalNames(): Dossier['internalNames'] {
    return this.#views.internalNames(this);
  }

  get flows(): Dossier['flows'] {
    return this.#views.flows(this);
  }

  get platforms(): Dossier['platforms'] {
    return this.#views.platforms(this);
  }

  get mirrors(): Dossier['mirrors'] {
    return this.#views.mirrors(this);
  }

  get checks(): Dossier['checks'] {
    return this.#views.checks(this);
  }

  get fixes(): Dossier['fixes'] {
    return this.#views.fixes(this);
  }
}

/** A view that is computed anew only where a part of the state that it reads is another object than the last time. */
function view<Value>(parts: readonly Part[], compute: (dossier: Dossier) => Value): (dossier: Dossier) => Value {
  let last: { readonly state: DossierState; readonly value: Value } | null = null;
  return (dossier) => {
    const { state } = dossier;
    if (last === null || !agree(last.state, state, parts)) last = { state, value: compute(dossier) };
    return last.value;
  };
}

/** Views are looked at far more often than the state changes. */
function agree(one: DossierState, other: DossierState, parts: readonly Part[]): boolean {
  return one === other || parts.every((part) => one[part] === other[part]);
}

/** The same for each name that it is asked about. */
function viewOfEach<Value>(
  parts: readonly Part[],
  compute: (dossier: Dossier, name: string) => Value,
): (name: string) => (dossier: Dossier) => Value {
  const named = new Map<string, (dossier: Dossier) => Value>();
  return (name) => {
    const known = named.get(name) ?? view(parts, (dossier) => compute(dossier, name));
    named.set(name, known);
    return known;
  };
}
