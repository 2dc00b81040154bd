import { say } from '../../../words/sentence.ts';
import type { Fixer } from '../fix.ts';
import { ownScalar, writtenPairs } from '../written-pairs.ts';

/** Takes the quotes off a number. */
export const fixJobHistory: Fixer = ({ files, findings }) =>
  findings.flatMap(({ place }) => {
    const text = files.get(place?.path ?? '');
    if (place === null || text === undefined) return [];
    return writtenPairs(text)
      .filter(({ key, line }) => line === place.line && /^(successful|failed)JobsHistoryLimit$/.test(key))
      .flatMap((pair) => {
        const scalar = ownScalar(pair, text);
        const value = scalar?.says ?? '';
        if (scalar === null || !/^\d+$/.test(value)) return [];
        const edits = [{ start: scalar.start, end: scalar.end, text: value }];
        return [{ path: place.path, edits, because: say`écrit ${[pair.key]} comme un nombre` }];
      });
  });
