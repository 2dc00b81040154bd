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

describe('une demande faite avec un autre formulaire', () => {
  const another = (titles: readonly string[], filled: (title: string) => string = () => 'Un texte assez long.') =>
    titles.map((title) => `### ${title}\n\n${filled(title)}\n`).join('\n');
  const statusOf = (body: string) => {
    const stage = createToyHub({ body });
    stage.reconcile();
    return stage.commentIn('status') ?? '';
  };
  const told = 'semble faite avec un autre formulaire que `embarquement.yml`';
  const strange = ['Version de la plateforme', 'Étapes pour reproduire', 'Résultat attendu', 'Journaux'];

  it.each([
    ['sans un titre en commun', strange],
    ['avec un titre en commun, devant', ['Nom du projet', ...strange]],
    ['avec un titre en commun, derrière', [...strange, 'Nom du projet']],
    ['avec trois titres en commun', ['Nom du projet', ...strange, 'Description du projet', 'Calendrier et échéances']],
  ])('%s : le suivi le dit, nomme le bon, et donne le texte à copier', (_, titles) => {
    const status = statusOf(another(titles));
    expect(status).toContain(told);
    expect(status).toContain('retirez son étiquette `accompagnement`');
    expect(status).toContain('### Composants externes internes au ministère');
  });

  it.each<[string, string]>([
    ['une demande complète', aBody({})],
    [
      'une demande complète, et des titres à elle dans une réponse',
      aBody({ 'projet-description': strange.map((title) => `### ${title}\n\nx`).join('\n\n') }),
    ],
    ['une demande dont un titre a été renommé', aBody({}).replace('### Nom du projet', '### Le projet')],
    ['une demande à peine commencée', `### Nom du projet\n\ndemat\n\n### Notes\n\nRien.`],
    ['du texte libre', 'Bonjour, nous voudrions embarquer.'],
  ])('%s n’en est pas une', (_, body) => {
    expect(statusOf(body)).not.toContain(told);
  });

  it('ne le dit plus une fois le bon texte copié', () => {
    const stage = createToyHub({ body: another(strange) });
    stage.reconcile();
    stage.editBody(`${aBody({})}\n\n${another(strange)}`);
    stage.reconcile();
    expect(stage.commentIn('status')).not.toContain(told);
  });
});

it('la remarque d’un choix est montrée avec ce qui a été lu', () => {
  const stage = createToyHub({ body: aBody({}).replace(/^(- \[x\] .*)$/im, '$1 : sauf nginx, corrigé en mars') });
  stage.reconcile();
  expect(stage.commentIn('status')).toContain('sauf nginx, corrigé en mars');
});
