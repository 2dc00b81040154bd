/**
 * The door of the flows: what the registries of the core compose. What a dossier itself is made of (its answers on flows, their memory, their view) is taken
 * from the files of this room, below this door.
 */
export { flow } from './flow-command.ts';
export { flowsDeclared } from './flows-declared.ts';
export { flowsOpened, flowsRequested, flowsTested } from './flows-seen.ts';
export { flowsSettled } from './flows-settled.ts';
export { noExternalComponent } from './no-external-component.ts';
export { flowsComment, flowsPart, formerFlowsComment, lateFlowsComment } from './plan-flows-comments.ts';
export { restoreFlows } from './restore-flows.ts';
