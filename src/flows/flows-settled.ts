import type { Dossier } from '../dossier/dossier.ts';
import { isSettledFlow } from './assess-flows.ts';
import { flowStatusTitles } from './flow-status.ts';
import { flowText } from './reading/flow-text.ts';
import { say } from '../words/sentence.ts';
import { waiverHolds } from '../dossier/waiver-holds.ts';
import type { JudgeCondition } from '../dossier/conditions/condition.ts';

/** Every declared flow is tested, not applicable, or waived, and every line on flows can be read. */
export const flowsSettled: JudgeCondition = (dossier) => {
  const { declared } = dossier.flows;
  const open = declared.filter((view) => !isSettledFlow(view));
  const unread = dossier.flowAnswers.filter(({ problems, prerequisite: { id } }) => problems.length > 0 && !isWaived(dossier, id));
  const waitsForTest = open.every(({ status }) => status === 'ouvert');
  const base = { name: 'flows-settled', title: 'Flux ouverts et testés', who: waitsForTest ? 'projet' : 'service-team' } as const;
  if (open.length === 0 && unread.length > 0) {
    return {
      ...base,
      who: 'projet',
      met: false,
      because: say`des lignes de la demande ne se lisent pas comme des flux`,
      fix: say`corrigez-les, ou retirez-les de la demande`,
      details: unread.flatMap(({ problems }) => problems.map(({ because }) => because)),
    };
  }
  if (open.length === 0) {
    return { ...base, met: true, because: [settledText(declared.length)], fix: null, details: [] };
  }
  return {
    ...base,
    met: false,
    because: say`${open.length} flux sur ${declared.length} ${[open.length > 1 ? 'ne sont pas encore testés' : 'n’est pas encore testé']}`,
    fix: waitsForTest
      ? [...say`testez chaque flux depuis l’application, puis écrivez `, { quoted: '/flux tous testé' }]
      : [
          ...say`tenez l’état des flux à jour par `,
          { quoted: '/flux' },
          ...say` ; un flux refusé se déclare sans objet par `,
          { quoted: '/sans-objet' },
        ],
    details: open.map(({ flow, status }) => [{ quoted: flow.id }, ' ', { quoted: flowText(flow) }, ` : ${flowStatusTitles[status]}`]),
  };
};

function isWaived({ now, state: { waivers } }: Dossier, id: string): boolean {
  const waiver = waivers[id];
  return waiver !== undefined && waiverHolds(waiver, now);
}

function settledText(count: number): string {
  if (count === 0) return 'aucun flux à ouvrir';
  return count === 1 ? 'le flux est testé ou sans objet' : `les ${count} flux sont testés ou sans objet`;
}
