import { describe, expect, it } from 'vitest';
import { readMirrorOptions } from '../../src/dossier/mirror/mirror-options.ts';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { renderPull } from '../../src/render/mirror-pull.ts';
import { renderStatus } from '../../src/render/status.ts';
import { fileTo, merged, mirrorFile as file, run, seen } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const opened = { ...merged, state: 'open', endedAt: null } as const;
const pipeline = 'https://gitlab.exemple.gouv.fr/demat/mirror/-/pipelines/118';
const working = { pull: merged, file, run: { ...run, pipelines: [pipeline] } };

function stageOf(see: (name: string) => RepositoryReading, answers: Parameters<typeof aBody>[0] = {}) {
  const name = 'demat-permis/api';
  const stage = createToyHub({ body: aBody({ 'depots-applicatifs': name, 'depots-infra': name, ...answers }), see });
  stage.reconcile();
  stage.setLabel(people.serviceTeam, 'phase: OVH');
  stage.reconcile();
  return stage;
}

type Stage = ReturnType<typeof stageOf>;
const flat = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ');
const status = (stage: Stage) => flat(renderStatus(stage.plan().status, { failures: [], sealed: null }));
const pullBody = (stage: Stage) => {
  const [pull] = stage.plan().pulls;
  if (pull === undefined) throw new Error('aucune pull request');
  return flat(renderPull(pull, 'https://console.test').body);
};

describe('201 : une copie demandée, pas faite', () => {
  it('le suivi et l’étape disent « demandée », avec le lien du pipeline', () => {
    const stage = stageOf(() => seen(working));
    expect(status(stage)).toContain(`✅ copie demandée ([dernier passage](<https://github.test/run/9>) et [pipeline créé](<${pipeline}>))`);
    expect(flat(stage.commentIn('checklist/ovh'))).toContain(`copie demandée depuis 1 dépôt, [voir le pipeline créé](<${pipeline}>)`);
    expect(status(stage)).not.toMatch(/synchronisé|copié/);
  });

  it('la première copie est une étape à part, que seules des personnes cochent', () => {
    const stage = stageOf(() => seen(working));
    const item = () => stage.plan().status.items.find(({ item: { id } }) => id === 'premiere-copie');
    expect(item()).toMatchObject({ item: { title: 'Première copie vue dans GitLab' }, status: { kind: 'open' } });
    stage.comment(people.author, '/fait premiere-copie');
    stage.reconcile();
    expect(item()?.status.kind).toBe('done');
  });

  it('d’un dépôt privé, le lien du pipeline reste dans son journal', () => {
    expect(status(stageOf(() => seen({ ...working, private: true })))).not.toContain(pipeline);
  });

  it('un dossier qui a vu un passage avant que les liens soient retenus garde sa preuve', () => {
    const stage = stageOf(() => seen({ pull: merged, file, run }));
    expect(flat(stage.commentIn('checklist/ovh'))).toContain('copie demandée depuis 1 dépôt, [voir le dernier passage]');
  });
});

it('deux séries d’échecs finies : chacune dit laquelle', () => {
  let sight = seen({ pull: merged, file });
  const stage = stageOf(() => sight);
  const urlOf = (id: number) => `https://github.test/run/${id}`;
  for (const [id, succeeded] of [
    [9, false],
    [10, true],
    [11, false],
    [12, true],
  ] as const) {
    sight = seen({ ...sight, run: { ...run, id, url: urlOf(id), succeeded } });
    stage.reconcile();
  }
  for (const id of [9, 11]) expect(stage.commentIn(`mirror-failure/${id}`)).toContain(`[la demande](<${urlOf(id)}>) avait échoué`);
});

describe('la partie du miroir se replie quand tout est fait', () => {
  it('à une ligne, sans plus rien demander ; il se rouvre si quelque chose manque de nouveau', () => {
    let sight = seen({ pull: opened });
    const stage = stageOf(() => sight);
    expect(stage.toldIn('mirror/ovh')).toMatch(/^\s*### Accostage[^]*<summary>Ce que votre équipe doit faire/);
    sight = seen(working);
    stage.reconcile();
    const folded = stage.toldIn('mirror/ovh') ?? '';
    expect(folded.trim()).toMatch(
      /^<details>\n<summary>Accostage\s: [^\n]* — fait ✅<\/summary>\n[^]*`demat-permis\/api`[^]*copie demandée[^]*<\/details>/,
    );
    expect(folded.split('<!--')[0]).not.toMatch(/Ce que votre équipe doit faire|CPIN_/);
    sight = seen({ ...working, run: { ...run, id: 10, at: '2027-02-01T00:00:00Z', succeeded: false } });
    stage.reconcile();
    expect(stage.toldIn('mirror/ovh')).not.toContain('— fait');
  });

  it('un seul dépôt en attente : rien ne se replie', () => {
    const two = { 'depots-infra': 'demat-permis/infra' };
    const stage = stageOf((name) => (name.endsWith('api') ? seen(working) : seen({ name, id: 2, pull: opened })), two);
    expect(stage.toldIn('mirror/ovh')).not.toContain('— fait');
  });
});

describe('un dépôt privé a besoin de son jeton dans la console avant la première copie', () => {
  const told =
    /Ce dépôt est privé : \*\*avant la première copie\*\*.*jeton GitHub \*\*classique\*\* \(PAT\) de portée `repo`.*granularité fine.*`403 Write access/;

  it('dit dans le suivi et dans la pull request', () => {
    const stage = stageOf(() => seen({ private: true, pull: opened }));
    expect(status(stage)).toMatch(told);
    expect(pullBody(stage)).toMatch(told);
  });

  it('fusionnée, aucun passage : dit encore ; la copie demandée, plus rien', () => {
    expect(status(stageOf(() => seen({ private: true, pull: merged, file })))).toMatch(told);
    expect(status(stageOf(() => seen({ ...working, private: true })))).not.toMatch(told);
  });

  it('un dépôt public n’en entend pas parler', () => {
    const stage = stageOf(() => seen({ pull: opened }));
    expect(status(stage)).not.toContain('Ce dépôt est privé');
    expect(pullBody(stage)).not.toContain('Ce dépôt est privé');
  });

  it('un dépôt privé d’un autre reste dit comme un dépôt qui n’existe pas', () => {
    expect(status(stageOf(() => seen({ private: true, namerWrites: 'no' })))).toBe(status(stageOf(() => ({ kind: 'unreachable' }))));
  });
});

describe('toutes les branches : ce que cela supprime est dit où l’on choisit', () => {
  const all = { 'miroir-options': { checked: ['Synchroniser toutes les branches à chaque envoi'], unchecked: [] } };
  const warning = /les branches \*\*et les tags\*\* qui ne sont plus sur GitHub sont aussi \*\*supprimés\*\*/;

  it('dans le suivi, le commentaire et la pull request', () => {
    const stage = stageOf(() => seen({ pull: opened }), all);
    for (const text of [status(stage), pullBody(stage), flat(stage.toldIn('mirror/ovh'))]) expect(text).toMatch(warning);
  });

  it('dans le commentaire qui dit comment choisir, à l’entrée de la phase : les titres à ajouter sont ceux que l’application lit', () => {
    const stage = stageOf(() => seen({ pull: opened }));
    const text = stage.toldIn('mirror/ovh') ?? '';
    expect(flat(text)).toMatch(/Choisir les branches et les tags[^]*supprime aussi[^]*les branches et les tags/);
    const sections = [...text.matchAll(/```markdown\n(.*?)```/gs)].map(([, section]) => section).join('\n');
    const { answers } = parseAnswers(defaults.form, `${aBody()}\n${sections}`);
    const options = readMirrorOptions({ procedure: defaults.procedure, answers });
    expect(options).toMatchObject({ branches: ['main', 'recette'], tags: true, mode: 'all-branches' });
  });

  it('personne d’autre n’en entend parler', () => {
    const stage = stageOf(() => seen({ pull: opened }));
    for (const text of [status(stage), pullBody(stage)]) expect(text).not.toMatch(warning);
  });
});

describe('le nom interne est montré', () => {
  it.each<[string, RegExp]>([
    ['demat-permis/api', /Nom interne sur la plateforme : `api`\./],
    [
      'demat-permis/Suivi_Des_Demandes_De_Permis',
      /`suivi-des-demandes`, car la console n’accepte pas plus de 20 caractères.*CPIN_REPOSITORY_NAME/,
    ],
    ['demat-permis/mirror', /`demat-permis-mirror`, car `mirror` est réservé/],
  ])('%s, dans le suivi et la pull request, et écrit dans le fichier', (name, said) => {
    const answers = { 'depots-applicatifs': name, 'depots-infra': name };
    const stage = stageOf(() => seen({ name, pull: opened }), answers);
    expect(status(stage)).toMatch(said);
    expect(pullBody(stage)).toMatch(said);
  });

  it('deux dépôts au même nom : chacun le sien, et la collision est dite à sa ligne', () => {
    const answers = { 'depots-applicatifs': 'demat-permis/api', 'depots-infra': 'demat-commun/api' };
    const stage = stageOf((name) => seen({ name, id: name.length, pull: opened }), answers);
    expect(stage.plan().pulls.map(({ workflow }) => workflow.internalName)).toEqual(['api', 'demat-commun-api']);
    expect(status(stage)).toMatch(
      /`demat-commun\/api` : [^-]*pull request.*car `api` est déjà celui de `demat-permis\/api` dans ce dossier/,
    );
  });

  it('un dépôt d’une autre forge a le sien, et compte pour les collisions', () => {
    const answers = { 'depots-applicatifs': 'https://gitlab.com/demat/api.git\ndemat-permis/API' };
    const text = status(stageOf((name) => seen({ name, pull: opened }), { ...answers, 'depots-infra': 'demat-permis/infra' }));
    expect(text).toMatch(/`demat-permis\/API` : .*car `api` est déjà celui de `https:\/\/gitlab\.com\/demat\/api/);
  });
});

describe('les pannes connues', () => {
  it('/diagnostic montre celles de ce qui est vu, et replie les autres', () => {
    const said = (stage: Stage) => {
      const id = stage.comment(people.author, '/diagnostic');
      stage.reconcile();
      return (stage.commentIn(`reply/${id}`) ?? '').split('<details>');
    };
    const [before = '', folded = ''] = said(stageOf(() => seen({ pull: merged, file })));
    expect(before).toMatch(/Pannes connues à ce stade[^]*rien n’est synchronisé/);
    expect(before).not.toMatch(/git-sync|dso-quota/);
    expect(folded).toMatch(/Autres pannes connues[^]*git-sync[^]*dso-quota/);
    const [asked = ''] = said(stageOf(() => seen(working)));
    expect(asked).toMatch(/git-sync[^]*403 Write access/);
    expect(asked).not.toContain('rien n’est synchronisé');
  });

  it('l’échec d’une demande dit sa cause, et replie ce qui peut encore se passer dans GitLab', () => {
    const stage = stageOf(() => seen({ pull: merged, file, run: { ...run, succeeded: false, cause: 'jeton-personnel' } }));
    expect(stage.commentIn('mirror-failure/9')).toMatch(/La demande de copie[^]*glpat-…[^]*glptt-…[^]*<details>[^]*git-sync/);
  });

  it('aucun texte ne demande de coller un jeton ou le secret CURL COMMAND', () => {
    const stage = stageOf(() => seen({ pull: opened, private: true }));
    for (const text of [...stage.comments().map(({ body }) => body), pullBody(stage)])
      expect(text).not.toMatch(/(?:collez|copiez|envoyez|écrivez)[^.\n]*(?:CURL COMMAND|glptt)/i);
    expect(stage.toldIn('mirror/ovh')).toMatch(/`CURL COMMAND`[^.]*ne le recopiez nulle part/);
  });
});

it('un fichier vers une plateforme inconnue du dossier n’est pas compté', () => {
  const stage = stageOf(() => seen({ pull: merged, file: fileTo('ovh', 'autre'), run }));
  expect(status(stage)).toContain('✅ copie demandée');
});
