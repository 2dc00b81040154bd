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
