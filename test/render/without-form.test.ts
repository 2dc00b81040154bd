import { describe, expect, it } from 'vitest';
import { aBody, createToyHub } from '../dossier/toy-hub.ts';

describe('une demande faite sans le formulaire', () => {
  it('reçoit le texte à copier, avec les vrais titres, dans son suivi', () => {
    const stage = createToyHub({ body: 'Bonjour, nous voudrions embarquer notre application.' });
    stage.reconcile();
    const status = stage.commentIn('status') ?? '';
    expect(status).toContain('ne suit pas le formulaire');
    expect(status).toContain('### Composants externes internes au ministère');
  });

  it('ne le reçoit plus dès qu’un titre est rempli', () => {
    const stage = createToyHub({ body: aBody({}) });
    stage.reconcile();
    expect(stage.commentIn('status')).not.toContain('ne suit pas le formulaire');
  });
});

it('la remarque d’un choix est montrée avec ce qui a été lu', () => {
  const stage = createToyHub({ body: aBody({}).replace(/^(- \[x\] .*)$/im, '$1 : sauf nginx, corrigé en mars') });
  stage.reconcile();
  expect(stage.commentIn('status')).toContain('sauf nginx, corrigé en mars');
});
