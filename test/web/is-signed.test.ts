import { Webhooks } from '@octokit/webhooks';
import * as fc from '../property.ts';
import { expect, it } from 'vitest';
import { isSigned } from '../../src/web/webhook-guard.ts';

const secret = 'un secret de test : 8f0b4c8e';
const webhooks = new Webhooks({ secret });
const bodies = fc.array(
  fc.string({ minLength: 1, unit: 'binary' }).map((text) => text.toWellFormed()),
  { minLength: 1 },
);

it('dit d’un corps et d’une signature ce qu’en dit la bibliothèque d’Octokit, en quelque morceaux qu’il vienne', () =>
  fc.assert(
    fc.asyncProperty(bodies, fc.string(), async (parts, other) => {
      const signature = await webhooks.sign(parts.join(''));
      const chunks = parts.map((part) => Buffer.from(part));
      for (const given of [signature, signature.toUpperCase(), `sha256=${'0'.repeat(64)}`, `x${other}`])
        expect(isSigned(chunks, { secret, signature: given })).toBe(await webhooks.verify(parts.join(''), given));
      expect(isSigned(chunks, { secret, signature })).toBe(true);
    }),
  ));
