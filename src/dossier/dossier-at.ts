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
  return stand({ facts, state, views: createViews() });
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
    team: view(['team', 'contacts', 'strangers'], assessTeam),
    questions: view(['team', 'contacts', 'strangers', 'history', 'answered'], openQuestions),
    repositories: view([], ({ mentions }) => namesOf(mentions)),
    internalNames: view([], ({ mentions }) => nameMentions(mentions)),
    flows: view(flowParts, assessFlows),
    platforms: view(platformParts, assessPlatforms),
    mirrors: view(mirrorParts, assessMirrors),
    checks: view(checkParts, assessChecks),
    fixes: view(['fixes', 'authorised', 'ruleWaivers'], assessFixes),
  };
}

interface Stand {
  readonly facts: Facts;
  readonly state: DossierState;
  readonly views: ReturnType<typeof createViews>;
}

// oxlint-disable-next-line max-lines-per-function -- one getter for each view
function stand({ facts, state, views }: Stand): Dossier {
  const at = (other: DossierState) => (other === state ? dossier : stand({ facts, state: other, views }));
  const dossier: Dossier = {
    ...facts,
    state,
    at,
    with: (change) => at({ ...state, ...change }),
    items: (phaseId) => views.items(phaseId)(dossier),
    get phase() {
      return phaseOf(facts.procedure, state.phase);
    },
    get since() {
      return enteredAt(state);
    },
    get next() {
      return views.next(dossier);
    },
    get prerequisites() {
      return views.prerequisites(dossier);
    },
    get due() {
      return views.due(dossier);
    },
    get rereads() {
      return views.rereads(dossier);
    },
    get deadline() {
      return views.deadline(dossier);
    },
    get team() {
      return views.team(dossier);
    },
    get questions() {
      return views.questions(dossier);
    },
    get waitingFor() {
      return waitingFor(dossier);
    },
    get repositories() {
      return views.repositories(dossier);
    },
    get internalNames() {
      return views.internalNames(dossier);
    },
    get flows() {
      return views.flows(dossier);
    },
    get platforms() {
      return views.platforms(dossier);
    },
    get mirrors() {
      return views.mirrors(dossier);
    },
    get checks() {
      return views.checks(dossier);
    },
    get fixes() {
      return views.fixes(dossier);
    },
  };
  return dossier;
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
