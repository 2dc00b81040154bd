import { describe, expect, it } from 'vitest';
import type { Prerequisite } from '../../../src/config/procedure.ts';
import { kinds } from '../../../src/dossier/prerequisites/kinds.ts';
import { anAsked, anInput, becauses } from './ask.ts';

/** The verdict on a text where the procedure says more of the prerequisite. */
function judgeAs(given: Partial<Prerequisite>, answer: string, answers = {}) {
  const asked = anAsked(answer, { answers, field: anInput(given.title) });
  const prerequisite: Prerequisite = { ...asked.prerequisite, ...given };
  return kinds[prerequisite.kind]({ ...asked, prerequisite });
}

describe('ce qui est attendu', () => {
  it('est dit par le prérequis plutôt que par sa façon de vérifier', () => {
    const given = { kind: 'volume', expected: 'une quantité de fichiers', example: '3 000 fichiers' } as const;
    expect(judgeAs(given, 'beaucoup')).toMatchObject({ reasons: [{ expected: 'une quantité de fichiers', example: '3 000 fichiers' }] });
    expect(judgeAs({ kind: 'volume' }, 'beaucoup')).toMatchObject({ reasons: [{ example: '50 Go, 200 utilisateurs' }] });
  });
});

describe('« aucun », là où il doit dire pourquoi', () => {
  const given = { kind: 'described-text', title: 'Sauvegarde', acceptsNone: 'with-reason' } as const;

  it.each(['Pas de BDD', 'non concerné (application sans état)', 'Sans objet : rien n’est stocké'])('est une réponse : %j', (text) => {
    expect(judgeAs(given, text).status).toBe('met');
  });

  it.each(['Aucune', 'néant', 'RAS', 'Sans objet', 'Pas de sauvegarde', 'Non', 'N/A'])('est à relire sans raison : %j', (text) => {
    expect(judgeAs(given, text).status).toBe('doubtful');
  });
});

describe('un renvoi à un document', () => {
  const given = { kind: 'described-text', title: 'Sauvegarde' } as const;

  it('qui n’est nulle part n’est pas une réponse, et le dit', () => {
    expect(becauses(judgeAs(given, 'cf. DAT v1.2 en PJ'))).toEqual([
      '« cf. DAT v1.2 en PJ » renvoie à un document qui n’est ni joint ni en lien',
    ]);
  });

  it('est à relire quand une autre réponse donne un document', () => {
    const answers = { architecture: '[DAT.pdf](https://github.com/user-attachments/files/1/DAT.pdf)' };
    expect(judgeAs(given, 'cf. DAT v1.2 en PJ', answers).status).toBe('doubtful');
    expect(judgeAs(given, 'cf. DAT v1.2 en PJ', { depots: 'https://github.com/org/api' }).status).toBe('invalid');
  });

  it('est une réponse quand le document est joint ou en lien', () => {
    expect(judgeAs(given, 'cf. [DAT](https://github.com/user-attachments/files/1/DAT.pdf)').status).toBe('met');
  });

  it('peut donner une quantité, qu’une personne ira lire', () => {
    const volume = { kind: 'volume', title: 'Volumétrie des données' } as const;
    expect(judgeAs(volume, 'voir https://exemple.fr/DAT.pdf').status).toBe('doubtful');
  });
});

describe('un chiffre', () => {
  it.each([
    ['Volumétrie des données', '3 serveurs', 'doubtful'],
    ['Volumétrie des données', '200 agents', 'doubtful'],
    ['Nombre d’utilisateurs', '50 Go', 'doubtful'],
    ['Nombre d’utilisateurs', 'quelques agents', 'doubtful'],
    ['Nombre d’utilisateurs', 'P95 : 2 s', 'invalid'],
    ['Volumétrie des données', 'Oracle 19c', 'invalid'],
  ])('pour « %s », %j est %s', (title, text, status) => {
    expect(judgeAs({ kind: 'volume', title }, text).status).toBe(status);
  });
});
