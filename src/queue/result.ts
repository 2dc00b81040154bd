import type { Lane } from './lanes.ts';

/**
 * What a reconcile asks for next: nothing, another look at a time, in the lane of the sweep unless it says another one, or never again by
 * itself (`terminal` says why: trying again could not help). A thrown error asks for another try with backoff.
 */
export type Result = { readonly done: true } | { readonly againAt: Date; readonly lane?: Lane } | { readonly terminal: Error };

/** The result of a reconcile after which nothing is left to do. */
export const done: Result = { done: true };
