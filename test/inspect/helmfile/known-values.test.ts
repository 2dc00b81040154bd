import { describe, expect, it } from 'vitest';
import { writeKnown } from '../../../src/inspect/helmfile/known-values.ts';

describe('ce que readFile et get écrivent a une borne', () => {
  const given = { Values: { long: 'x'.repeat(100_000) } };
  const readFile = () => '{'.repeat(100_000);

  it.each(['readFile "b.yaml"', 'get "long" .Values', '.Values | get "long"'])('trois cents fois %s : au-delà, l’appel reste', (call) => {
    const written = writeKnown(`{{ ${call} }}\n`.repeat(300), { given, readFile });
    expect(written.length).toBeLessThan(1_100_000);
    expect(written.startsWith('{{ "')).toBe(true);
    expect(written.endsWith(`{{ ${call} }}\n`)).toBe(true);
  });
});
