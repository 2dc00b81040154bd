import { describe, expect, it } from 'vitest';
import { mirrorMarker, readMirrorMarker } from '../../src/github/mirror-marker.ts';
import { dossierKey } from '../../src/words/key.ts';

const secrets = ['un secret assez long'] as const;
const dossier = dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 7);

describe('marque signée', () => {
  const marker = mirrorMarker(dossier, 'org/api', secrets);

  it('se relit, à la casse près du dépôt', () => {
    expect(readMirrorMarker(`${marker}\ntexte`, 'Org/API', secrets)).toBe(dossier);
  });

  it.each<[string, string, string, readonly [string]]>([
    ['dans un autre dépôt', marker, 'org/front', secrets],
    ['avec un autre secret', marker, 'org/api', ['autre secret']],
    ['pour un autre dossier', marker.replace('#7', '#8'), 'org/api', secrets],
    ['ailleurs qu’au début', `texte\n${marker}`, 'org/api', secrets],
    ['absente', 'texte', 'org/api', secrets],
  ])('%s : rien', (...[, body, name, key]) => {
    expect(readMirrorMarker(body, name, key)).toBeNull();
  });
});
