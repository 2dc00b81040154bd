import { expect, it } from 'vitest';
import { prerequisiteKinds } from '../../../src/config/procedure.ts';
import { judge } from './ask.ts';
import { hostileAnswers } from './hostile-answers.ts';

it.each(prerequisiteKinds)(
  '%s : une réponse de 64 Kio, quoi qui l’entoure, est jugée en temps linéaire',
  (name) => {
    for (const given of hostileAnswers('all'))
      expect(['met', 'missing', 'invalid', 'doubtful', 'promised']).toContain(judge(name, given).status);
  },
  30_000,
);
