import { describe, expect, it } from 'vitest';
import { partsOf, placesOf, withoutParts } from '../src/portfolio/process-parts.ts';
import { createPortfolio } from '../src/portfolio/portfolio.ts';
import { alone } from '../src/queue/facts.ts';
import { sharePortfolio, SNAPSHOT_FORMAT } from '../src/shared-portfolio.ts';
import { digest } from '../src/words/digest.ts';
import { manyDossiers } from './portfolio/a-portfolio.ts';
import { everything, portfolioContract } from './portfolio/portfolio-contract.ts';

// `shared-portfolio.life.ts` asks the same of what several processes share in PostgreSQL.
describe('le portefeuille en mémoire', () => {
  portfolioContract(() => {
    const one = { portfolio: sharePortfolio(createPortfolio(), { facts: alone, isHub: everything }), sync: () => Promise.resolve() };
    return { writer: one, reader: one };
  });
});

it('un instantané d’une autre forme a un autre numéro de format : changez les deux ensemble', () => {
  const paths = new Set(
    manyDossiers(60).flatMap(({ procedure, ...snapshot }) => pathsOf(withoutParts(snapshot, placesOf(partsOf(procedure))), '')),
  );
  const shape = digest([...paths].toSorted((one, two) => (one < two ? -1 : 1)).join('\n'));
  expect([SNAPSHOT_FORMAT, shape]).toEqual([2, '99kInMQ9S_tCdCM3nxDGex']);
});

/** Where a value holds something, and of what type. */
function pathsOf(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [`${at} ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([name, one]) => pathsOf(one, `${at}.${name}`));
}
