import { type FlowView, isSettledFlow } from './assess-flows.ts';
import { say } from '../words/sentence.ts';
import type { Evidence } from '../dossier/evidence/evidence.ts';
import { noExternalComponent } from './no-external-component.ts';

/** Every declared flow was asked for. */
export const flowsRequested: Evidence = seen((view) => isSettledFlow(view) || view.status !== 'a-demander', 'demandés');

/** Every declared flow is open; one whose test fails is not. */
export const flowsOpened: Evidence = seen((view) => isSettledFlow(view) || view.status === 'ouvert', 'ouverts');

/** Every declared flow was tested from the application. */
export const flowsTested: Evidence = seen(isSettledFlow, 'testés');

/** What holds for every flow; silent where none is declared, or a line cannot be read. Without external component, there is nothing left to do. */
function seen(holds: (view: FlowView) => boolean, done: string): Evidence {
  return (dossier) => {
    const none = noExternalComponent(dossier);
    if (none !== null) return none;
    const { declared, unread } = dossier.flows;
    if (declared.length === 0 || unread.length > 0 || !declared.every(holds)) return null;
    return say`${declared.length} flux ${[declared.length > 1 ? `${done} ou sans objet` : `${done.replace(/s$/, '')} ou sans objet`]}`;
  };
}
