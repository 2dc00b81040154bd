import * as fc from 'fast-check';

/**
 * fast-check, from one seed: a red run is the change's doing. `SEED=7 npm test` explores elsewhere; what it finds becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 2026) });

/** Of the runs that a property asks for, `npm test` makes one in so many, and `npm run test:long` (`PROPERTIES=all`) each. */
const ONE_IN = process.env['PROPERTIES'] === 'all' ? 1 : 10;
const BY_DEFAULT = 100;
/** Fewer would prove nothing. */
const AT_LEAST = 4;

/** As fast-check's own, with a share of the runs: the first of them. */
export function assert<Values>(property: fc.IAsyncProperty<Values>, parameters?: fc.Parameters<Values>): Promise<void>;
export function assert<Values>(property: fc.IProperty<Values>, parameters?: fc.Parameters<Values>): void;
export function assert<Values>(property: fc.IRawProperty<Values>, parameters: fc.Parameters<Values> = {}): Promise<void> | void {
  const { numRuns = BY_DEFAULT } = parameters;
  return fc.assert(property, { ...parameters, numRuns: Math.max(Math.ceil(numRuns / ONE_IN), AT_LEAST) });
}

/** Of what is tried at each place, such as each text under each heading, the part that `npm test` tries there: one in so many, each of them after so many places. `npm run test:long` tries each. */
export function partAt<Value>(place: number, values: readonly Value[], oneIn: number): readonly Value[] {
  return ONE_IN === 1 ? values : values.filter((_, index) => (index + place) % oneIn === 0);
}

export * from 'fast-check';
