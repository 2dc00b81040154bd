import { assessFlows, isSettledFlow } from '../flows/assess-flows.ts';
import { flowStatusTitles } from '../flows/flow-status.ts';
import { flowText } from '../flows/flow-text.ts';
import { say } from '../sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** Every declared flow is tested, not applicable, or waived. */
export const flowsSettled: JudgeCondition = (facts, state) => {
  const { declared } = assessFlows(facts, state);
  const open = declared.filter((view) => !isSettledFlow(view));
  const waitsForTest = open.every(({ status }) => status === 'ouvert');
  const base = { name: 'flows-settled', title: 'Flux ouverts et testés', who: waitsForTest ? 'projet' : 'service-team' } as const;
  if (open.length === 0) {
    return { ...base, met: true, because: [settledText(declared.length)], fix: null, details: [] };
  }
  return {
    ...base,
    met: false,
    because: say`${open.length} flux sur ${declared.length} ${[open.length > 1 ? 'ne sont pas encore testés' : 'n’est pas encore testé']}`,
    fix: waitsForTest
      ? [...say`testez chaque flux depuis l’application, puis écrivez `, { quoted: '/flux tous testé' }]
      : [...say`tenez l’état des flux à jour par `, { quoted: '/flux' }, ...say` ; un flux refusé se lève par `, { quoted: '/sans-objet' }],
    details: open.map(({ flow, status }) => [{ quoted: flow.id }, ' ', { quoted: flowText(flow) }, ` : ${flowStatusTitles[status]}`]),
  };
};

function settledText(count: number): string {
  if (count === 0) return 'aucun flux à ouvrir';
  return count === 1 ? 'le flux est testé ou sans objet' : `les ${count} flux sont testés ou sans objet`;
}
