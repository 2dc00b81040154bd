import { describe, expect, it } from 'vitest';
import { asks } from './asks.ts';

describe('un commentaire demande quelque chose à quelqu’un', () => {
  it.each([
    ['Bonjour @lea, corrigez le Dockerfile.', ['corrigez le Dockerfile.']],
    [
      '**Équipe projet** : relisez la pull request, puis fusionnez-la dans `api`.',
      ['relisez la pull request,', 'puis fusionnez-la dans  api .'],
    ],
    ['@dnum-mi/service-team : posez l’étiquette `phase: OVH`.', ['posez l’étiquette  phase:']],
  ])('%s', (text, asked) => {
    expect(asks(text)).toEqual(asked);
  });

  it.each([
    'Bonjour @lea, votre dossier est dans la phase « OVH ».',
    '@lea — c’est noté, 1 étape cochée.',
    'La Service Team a relu vos réponses ; vous pouvez lire le suivi.',
    'Bonjour @lea, vous avez assez de temps.',
    // To nobody.
    'Corrigez le Dockerfile.',
    // Folded: nobody reads it in thirty seconds.
    'Bonjour @lea.\n\n<details>\n<summary>Suite</summary>\n\nCorrigez le Dockerfile.\n\n</details>',
  ])('mais pas : %s', (text) => {
    expect(asks(text)).toEqual([]);
  });
});
