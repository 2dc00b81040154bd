import { describe, expect, it } from 'vitest';
import { insertApology } from '../../src/render/set-aside.ts';
import { readMarker, readSealed, withMarker, withSealed } from '../../src/render/marker.ts';

describe('marqueur', () => {
  it.each(['status', 'checklist/ovh', 'untick/12/0a1b2c3d', 'reminder/2/2027-01-04', 'mirror/ovh+cloud-pi-native'])(
    '%s se relit',
    (slot) => {
      expect(readMarker(withMarker(slot, 'texte'))).toBe(slot);
    },
  );

  it.each([
    ['ailleurs qu’à la première ligne', 'texte\n<!-- accostage:slot=status -->'],
    ['avec une espace de trop', '<!--  accostage:slot=status -->'],
    ['suivi d’autre chose', '<!-- accostage:slot=status --> x'],
    ['absent', 'texte'],
  ])('%s : pas lu', (_, body) => {
    expect(readMarker(body)).toBeNull();
  });

  it('l’état scellé est la dernière ligne', () => {
    const body = withMarker('status', withSealed('texte', 'abc-_.def'));
    expect(readSealed(body)).toBe('abc-_.def');
    expect(readSealed(`${body}\nsuite`)).toBeNull();
  });
});

describe('excuses', () => {
  const status = withMarker('status', withSealed('## Suivi', 'abc.def'));

  it('s’insèrent sans toucher à l’état', () => {
    const body = insertApology(status, 'ref-1');
    expect(readMarker(body)).toBe('status');
    expect(readSealed(body)).toBe('abc.def');
    expect(body).toContain('ref-1');
  });

  it('se remplacent au lieu de s’ajouter', () => {
    const body = insertApology(insertApology(status, 'ref-1'), 'ref-2');
    expect(body).not.toContain('ref-1');
    expect(body.match(/Toutes nos excuses/g)).toHaveLength(1);
    expect(body).toContain('## Suivi');
  });

  it('tiennent lieu de suivi là où il n’y en a pas', () => {
    expect(readMarker(insertApology(null, 'ref-1'))).toBe('status');
  });
});
