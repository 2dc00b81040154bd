import type { GateEntry, Phase, Procedure } from '../src/config/procedure.ts';

/** The phases of a process and what opens each, as a Mermaid flowchart; for the README. */
export function phaseDiagram({ phases }: Procedure): string {
  const nodes = phases.map(({ id, title }) => `  ${id}["${title}"]`);
  const arrows = phases.slice(1).map((phase, index) => `  ${phases[index]?.id ?? ''} -->|"${conditionsOf(phase, phases)}"| ${phase.id}`);
  return ['flowchart TD', ...nodes, ...arrows].join('\n');
}

function conditionsOf({ gate }: Phase, phases: readonly Phase[]): string {
  const words = gate.map((condition) => describe(condition, phases)).filter((word) => word !== null);
  return words.length === 0 ? 'sans condition' : words.join('<br>');
}

function describe(condition: GateEntry, phases: readonly Phase[]): string | null {
  const title = phases.find(({ id }) => 'phase' in condition && id === condition.phase)?.title ?? '';
  switch (condition.condition) {
    case 'prerequisites-met':
      return 'prérequis fournis';
    case 'answers-validated':
      return 'réponses relues';
    case 'checklist-done':
      return `étapes « ${title} » terminées`;
    case 'flows-settled':
      return 'flux testés';
    case 'checks-conforming':
      return 'vérifications techniques';
    // The arrow itself says it.
    case 'phase-entered':
      return null;
    default:
      return condition.condition satisfies never;
  }
}
