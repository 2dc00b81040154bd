import { describe, expect, it } from 'vitest';
import { readRepositories } from '../../../src/answers/repository-list.ts';

/** Mentions in short: `owner/name` for GitHub, the address for other forges, `?` before what is unreadable. */
function short(text: string): readonly string[] {
  return readRepositories(text, undefined).map((mention) =>
    mention.kind === 'github'
      ? `${mention.owner}/${mention.name}`
      : mention.kind === 'unreadable'
        ? `?${mention.text}`
        : `${mention.kind} ${mention.url}`,
  );
}

describe('la liste des dépôts', () => {
  it.each<[string, readonly string[]]>([
    ['https://github.com/org/api', ['org/api']],
    ['http://www.github.com/org/api/', ['org/api']],
    ['https://github.com/org/api.git', ['org/api']],
    ['https://github.com/org/api/tree/main/deploy?tab=readme#haut', ['org/api']],
    ['https://GitHub.com/Org/API', ['Org/API']],
    ['github.com/org/api', ['org/api']],
    ['git@github.com:org/api.git', ['org/api']],
    ['ssh://git@github.com/org/api.git', ['org/api']],
    ['git+https://github.com/org/api.git', ['org/api']],
    ['https://jeton:secret@github.com/org/api', ['org/api']],
    ['org/api', ['org/api']],
    ['org/api.git', ['org/api']],
    ['@org/api', ['org/api']],
    ['`org/api`', ['org/api']],
    ['- **org/api**', ['org/api']],
    ['* org/api', ['org/api']],
    ['1. org/api', ['org/api']],
    ['- [ ] org/api', ['org/api']],
    ['[l’API](https://github.com/org/api)', ['org/api']],
    ['<https://github.com/org/api>', ['org/api']],
    ['https://github.com/org/api.', ['org/api']],
    ['org/api — l’API REST front/back', ['org/api']],
    ['org/api - dépôt privé', ['org/api']],
    ['org/api : API et/ou batch', ['org/api']],
    ['org/api: interface', ['org/api']],
    ['API : org/api', ['org/api']],
    ['Front/Back: org/web', ['org/web']],
    ['Le code est dans mon-org/mon-api', ['mon-org/mon-api']],
    ['org/api, org/web;org/batch', ['org/api', 'org/web', 'org/batch']],
    ['front : org/web ; back : org/api', ['org/web', 'org/api']],
    ['front: org/web, back: Org/api, outil: autre/chose', ['org/web', 'Org/api']],
    ['org/api, technologies : Java/Spring', ['org/api']],
    ['org/api org/web et org/batch', ['org/api', 'org/web', 'org/batch']],
    ['org/api\r\norg/web', ['org/api', 'org/web']],
    ['org/api\nhttps://github.com/Org/Api.git', ['org/api']],
    ['| API | https://github.com/org/api | privé |', ['org/api']],
    ['| Dépôt | Rôle |\n|---|---|\n| org/api | API |', ['org/api']],
    ['org/api — doc : https://wiki.interieur/api', ['org/api']],
    ['org/.github', ['org/.github']],
    ['https://gitlab.com/groupe/sous-groupe/api', ['gitlab https://gitlab.com/groupe/sous-groupe/api']],
    ['git@gitlab.exemple.fr:groupe/api.git', ['gitlab git@gitlab.exemple.fr:groupe/api.git']],
    ['https://oauth2:secret@gitlab.exemple.fr/groupe/api', ['gitlab https://gitlab.exemple.fr/groupe/api']],
    ['https://codeberg.org/org/api', ['other-forge https://codeberg.org/org/api']],
    ['https://github.com.exemple.fr/org/api', ['other-forge https://github.com.exemple.fr/org/api']],
    ['https://github.com/org', ['?https://github.com/org']],
    ['https://github.com/orgs/org/repositories', ['?https://github.com/orgs/org/repositories']],
    ['mon-api', ['?mon-api']],
    ['org/groupe/api', ['?org/groupe/api']],
    ['CI/CD', ['?CI/CD']],
    ['24/7', ['?24/7']],
    ['Node.js/Express', ['?Node.js/Express']],
    ['le dépôt sera créé et/ou migré', ['?le dépôt sera créé et/ou migré']],
    ['org/..', ['?org/..']],
    // What looks like a pattern, and is the Markdown around a name or a mark behind it.
    ['_org/api_', ['org/api']],
    ['__org/api__', ['org/api']],
    ['Dépôt : _org/api_.', ['org/api']],
    ['_https://github.com/org/api_', ['org/api']],
    ['org/api* (privé), * accès à demander', ['org/api']],
    ['https://github.com/org/api*', ['org/api']],
    ['org/api**', ['org/api']],
    ['| org/front* |', ['org/front']],
    ['https://github.com/org/my-app-', ['org/my-app']],
    ['https://github.com/org/api_', ['org/api']],
    ['**_org/api_**', ['org/api']],
    ['org/suivi-*', ['?org/suivi-*']],
    ['org/suivi_*', ['?org/suivi_*']],
    ['_org/suivi-*_', ['?_org/suivi-*_']],
    ['https://github.com/org/suivi-**', ['?https://github.com/org/suivi-**']],
    ['org/suivi-<composant>', ['?org/suivi-']],
    ['org/suivi_‹composant›', ['?org/suivi_‹composant›']],
    ['https://github.com/org/suivi-{front,back}', ['?https://github.com/org/suivi-']],
    ['https://github.com/org/suivi-…', ['?https://github.com/org/suivi-…']],
    ['https://github.com/org/suivi-...', ['?https://github.com/org/suivi-...']],
    // The label of another forge: a repository of GitHub of that name is a stranger's.
    ['gitlab:equipe/projet', ['?gitlab:equipe/projet']],
    ['GitLab : equipe/projet', ['?GitLab : equipe/projet']],
    ['Bitbucket:equipe/projet', ['?Bitbucket:equipe/projet']],
    ['Bitbucket : equipe / projet', ['?Bitbucket : equipe / projet']],
    ['gitea:equipe/projet', ['?gitea:equipe/projet']],
    ['gitlab-interne:equipe/projet', ['?gitlab-interne:equipe/projet']],
    ['forge:equipe/projet', ['?forge:equipe/projet']],
    ['GitLab interne : equipe/projet', ['?GitLab interne : equipe/projet']],
    ['Le code est sur notre GitLab equipe/mon-projet', ['?Le code est sur notre GitLab equipe/mon-projet']],
    ['equipe/projet (GitLab)', ['?equipe/projet (GitLab)']],
    ['gitlab:https://github.com/org/api', ['org/api']],
    ['Forge GitHub : org/api', ['org/api']],
    ['org/api, migré depuis GitLab : tout est prêt', ['org/api']],
    ['GitLab : equipe/projet, GitHub : org/api', ['org/api']],
    ['Forge-documents : https://github.com/org/forge', ['org/forge']],
    ['org/gitlab-runner', ['org/gitlab-runner']],
    ['org/gitlab-runner : exécuteur', ['org/gitlab-runner']],
    ['https://github.com/org/forge: outil', ['org/forge']],
    ['Azure AD : org/auth', ['org/auth']],
    ['org/api (GitLab CI)', ['org/api']],
    ['Front : org/web (déployé via GitLab CI : oui)', ['org/web']],
    ['org/api avec ses tests sur GitLab', ['org/api']],
    ['| API | org/api | GitLab : non |', ['org/api']],
    ['org/projet est sur Bitbucket', ['?org/projet est sur Bitbucket']],
    ['Azure DevOps : equipe/projet', ['?Azure DevOps : equipe/projet']],
    ['500/jour', ['?500/jour']],
    ['https://github.com/8080/api', ['8080/api']],
    ['API:8080/api', ['?API:8080/api']],
    ['8080/api', ['?8080/api']],
    ['github:org/api', ['org/api']],
    ['API:org/api', ['org/api']],
    ['', []],
  ])('lit %j', (text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  it('donne la ligne de ce qui n’est pas lisible', () => {
    expect(readRepositories('org/api\n\nmon-api', undefined)).toEqual([
      { kind: 'github', owner: 'org', name: 'api' },
      { kind: 'unreadable', text: 'mon-api', line: 3 },
    ]);
  });
});
