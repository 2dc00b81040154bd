import type { Observation } from './observation.ts';
import { said } from './said.ts';

/** A dossier that is remembered, where nobody wrote since: what an earlier version remembered of it stays as it was, for a new one writes none again. */
export function isQuiet(observation: Observation, bodyDigest: string): boolean {
  const { memory } = observation;
  if (memory.kind !== 'kept') return false;
  const { body, writtenAt } = memory.state;
  return (
    body.digest === bodyDigest && said(observation).every(({ createdAt }) => Date.parse(createdAt) <= Date.parse(writtenAt ?? createdAt))
  );
}
