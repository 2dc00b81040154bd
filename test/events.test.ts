import { Probot } from 'probot';
import { describe, expect, it } from 'vitest';
import { accostage } from '../src/app.ts';
import type { Press } from '../src/github/runs.ts';
import type { Touched } from '../src/github/checks.ts';
import { testKey } from './github/nock.ts';
import { dossierKey, hubKey, type RepositoryRef } from '../src/words/key.ts';

const hub = { owner: 'dnum-mi', repo: 'hub' };
const hubRepository = { name: 'hub', owner: { login: 'dnum-mi' }, default_branch: 'main' };
const project = { name: 'api', owner: { login: 'org' }, default_branch: 'trunk' };
const carrier = dossierKey(hub, 3);
const marked = dossierKey(hub, 5);
const followed = dossierKey(hub, 6);
const self = { appId: 1, userId: 9_000_000_001, login: 'accostage[bot]' };
const lea = { id: 7 };

interface Odds {
  readonly identity?: () => Promise<typeof self>;
  /** Whether the queue refuses a key. */
  readonly refuses?: (key: string) => boolean;
}

/** What an event leads to: the keys that are woken, the changes that are noted (`owner/name` and the files touched), what is remembered and resumed. */
async function routed(name: string, payload: object, { identity = () => Promise.resolve(self), refuses = () => false }: Odds = {}) {
  const woken: string[] = [];
  const heard: string[] = [];
  const changes: (readonly [string, Touched])[] = [];
  const remembered: string[] = [];
  const named: string[] = [];
  const resumed: string[] = [];
  const reopened: number[] = [];
  const presses: (readonly [string, Press])[] = [];
  const note = ({ owner, repo }: RepositoryRef, touched: Touched) => {
    changes.push([`${owner}/${repo}`, touched]);
    return owner === 'org' ? [carrier] : [];
  };
  const app = accostage({
    identity,
    hubs: { keys: [hubKey(hub)], isHub: (where) => hubKey(where) === hubKey(hub) },
    accepts: (account) => account !== 'inconnue',
    remember: ({ owner, repo }, id) => remembered.push(`${owner}/${repo} ${id}`),
    named: ({ owner, repo }, id) => named.push(`${owner}/${repo} ${id}`),
    changed: note,
    accountChanged: (account) => note({ owner: account, repo: '*' }, 'unknown'),
    pullsChanged: ({ owner }) => (owner === 'org' ? [followed] : []),
    press: ({ owner, repo }, press) => {
      presses.push([`${owner}/${repo}`, press]);
      return Promise.resolve(press.by.login === 'lea' ? [followed] : []);
    },
    readMarker: (body) => (body === 'marque' ? marked : null),
    inCommon: (work) => work(),
    heard: (key) => heard.push(key),
    wake: (key) => {
      woken.push(key);
      return refuses(key) ? Promise.reject(new Error('refused')) : Promise.resolve();
    },
    reopened: (installation) => reopened.push(installation),
    resumed: (account) => {
      expect(changes.map(([changed]) => changed)).toContain(`${account}/*`);
      resumed.push(account);
      return Promise.resolve();
    },
  });
  const probot = new Probot({ appId: 1, privateKey: testKey, secret: 'x', logLevel: 'fatal' });
  await probot.load(app);
  const body = JSON.stringify({ sender: lea, ...payload });
  const received = probot.webhooks.verifyAndReceive({ id: '1', name, payload: body, signature: await probot.webhooks.sign(body) });
  const failed = await received.then(
    () => false,
    () => true,
  );
  expect(failed).toBe(woken.some(refuses));
  expect(heard).toEqual(woken);
  return { woken, changes, remembered, named, resumed, reopened, presses };
}

const ownBranch = { head: { ref: 'accostage/miroir' }, merged: false, body: 'marque' };
const commits = [{ added: ['a'], modified: ['Dockerfile'], removed: [] }];
const pushed = (change: object) => ({ repository: project, ref: 'refs/heads/trunk', commits, ...change });

describe('dans un dépôt d’accompagnement', () => {
  it.each<[string, string, object, readonly string[]]>([
    ['un ticket', 'issues', { repository: hubRepository, issue: { number: 4 } }, [dossierKey(hub, 4)]],
    ['un commentaire', 'issue_comment', { repository: hubRepository, issue: { number: 4 } }, [dossierKey(hub, 4)]],
    ['un commentaire de pull request', 'issue_comment', { repository: hubRepository, issue: { number: 4, pull_request: {} } }, []],
    ['un ticket d’un autre dépôt', 'issues', { repository: project, issue: { number: 4 } }, []],
    ['une étiquette', 'label', { repository: hubRepository }, [hubKey(hub)]],
    ['une étiquette d’un autre dépôt', 'label', { repository: project }, []],
    ['un envoi sur la branche par défaut', 'push', { repository: hubRepository, ref: 'refs/heads/main', commits }, [hubKey(hub)]],
    ['un envoi sur une autre branche', 'push', { repository: hubRepository, ref: 'refs/heads/essai', commits }, []],
    ['le dépôt lui-même', 'repository', { repository: hubRepository }, [hubKey(hub)]],
    ['l’installation', 'installation', { installation: { id: 1, account: { login: 'DNUM-MI' } } }, [hubKey(hub)]],
  ])('%s réveille ce qu’il concerne, et rien d’autre', async (...[, name, payload, expected]) => {
    expect((await routed(name, payload)).woken).toEqual(expected);
  });
});

describe('un dépôt renommé ou transféré se reconnaît à son numéro', () => {
  it.each<[string, object, readonly string[]]>([
    ['push', { repository: { ...project, id: 7 }, ref: 'refs/heads/x' }, ['org/api 7']],
    ['repository', { repository: { ...project, id: 7 }, action: 'renamed' }, ['org/api 7']],
    ['installation_repositories', { installation: { id: 1 }, repositories_added: [{ id: 8, full_name: 'org/b' }] }, ['org/b 8']],
    ['installation', { installation: { id: 1 }, repositories: [{ id: 8, full_name: 'org/b' }] }, ['org/b 8']],
    ['push', { repository: project, ref: 'refs/heads/x' }, []],
  ])('%s', async (name, payload, expected) => {
    expect((await routed(name, payload)).named).toEqual(expected);
  });
});

describe('les vérifications d’un dépôt de projet', () => {
  const lines = { head_sha: 'c'.repeat(40) };
  it.each<[string, string, object]>([
    ['« Re-run » d’une vérification', 'check_run', { action: 'rerequested', check_run: lines }],
    ['« Re-run all checks »', 'check_suite', { action: 'rerequested', check_suite: lines }],
  ])('%s est gardé, puis réveille le dossier', async (_, name, payload) => {
    const { woken, presses } = await routed(name, { repository: project, sender: { id: 7, login: 'lea' }, ...payload });
    expect(presses).toEqual([['org/api', { commit: lines.head_sha, by: { id: 7, login: 'lea' }, button: 'again', run: null }]]);
    expect(woken).toEqual([followed]);
  });

  it('« Préparer la PR » est gardé avec la vérification qui porte le bouton', async () => {
    const payload = { action: 'requested_action', check_run: { id: 12, ...lines }, requested_action: { identifier: 'mend' } };
    const { woken, presses } = await routed('check_run', { repository: project, sender: { id: 7, login: 'lea' }, ...payload });
    expect(presses).toEqual([['org/api', { commit: lines.head_sha, by: { id: 7, login: 'lea' }, button: 'mend', run: 12 }]]);
    expect(woken).toEqual([followed]);
  });

  it.each<[string, string, object]>([
    ['créée', 'check_run', { action: 'created', check_run: lines }],
    ['finie', 'check_run', { action: 'completed', check_run: lines }],
    ['demandée par GitHub', 'check_suite', { action: 'requested', check_suite: lines }],
    ['dont le bouton n’existe pas', 'check_run', { action: 'requested_action', check_run: lines, requested_action: { identifier: 'x' } }],
    ['sans son commit', 'check_run', { action: 'rerequested' }],
  ])('une vérification %s ne demande rien', async (_, name, payload) => {
    const { woken, presses } = await routed(name, { repository: project, sender: { id: 7, login: 'lea' }, ...payload });
    expect([woken, presses]).toEqual([[], []]);
  });

  it('une pull request de l’équipe réveille les dossiers qui suivent ses vérifications', async () => {
    const payload = { repository: project, action: 'synchronize', pull_request: { head: { ref: 'x' }, merged: false } };
    expect((await routed('pull_request', payload)).woken).toEqual([followed]);
  });
});

const manyFiles = (count: number) => Array.from({ length: count }, (_, rank) => `site/${rank}.html`);

describe('dans un dépôt de projet', () => {
  it.each<[string, string, object, Touched | null]>([
    ['un envoi sur la branche par défaut', 'push', pushed({}), ['a', 'Dockerfile']],
    ['un envoi forcé : les fichiers annoncés ne sont pas tous ceux qui changent', 'push', pushed({ forced: true }), 'unknown'],
    ['un envoi sans liste de commits', 'push', pushed({ commits: [] }), 'unknown'],
    ['un envoi dont un commit ne dit pas ses fichiers', 'push', pushed({ commits: [...commits, { added: ['b'] }] }), 'unknown'],
    [
      'un envoi de plus de commits que GitHub n’en liste',
      'push',
      pushed({ commits: Array.from({ length: 2_048 }, () => commits[0]) }),
      'unknown',
    ],
    [
      'un envoi d’un commit de moins',
      'push',
      pushed({ commits: Array.from({ length: 2_047 }, () => ({ added: [], modified: [], removed: [] })) }),
      [],
    ],
    [
      'un envoi d’un commit de plus de fichiers que GitHub n’en liste',
      'push',
      pushed({ commits: [{ added: manyFiles(1_000), modified: manyFiles(1_500), removed: manyFiles(500) }] }),
      'unknown',
    ],
    [
      'un envoi de deux commits qui en ont presque autant',
      'push',
      pushed({ commits: [1, 2].map(() => ({ added: manyFiles(2_999), modified: [], removed: [] })) }),
      [...manyFiles(2_999), ...manyFiles(2_999)],
    ],
    ['un envoi sur une autre branche', 'push', pushed({ ref: 'refs/heads/essai' }), null],
    ['une branche créée', 'push', pushed({ ref: 'refs/heads/essai', created: true }), []],
    ['une branche supprimée', 'push', pushed({ ref: 'refs/heads/essai', deleted: true }), []],
    ['une étiquette de version', 'push', pushed({ ref: 'refs/tags/v1', created: true }), null],
    ['une branche de la file de fusion', 'push', pushed({ ref: 'refs/heads/gh-readonly-queue/trunk/pr-1-abc', created: true }), null],
    ['la pull request de l’application', 'pull_request', { repository: project, pull_request: ownBranch }, []],
    ['une pull request fusionnée', 'pull_request', { repository: project, pull_request: { head: { ref: 'x' }, merged: true } }, 'unknown'],
    ['une autre pull request', 'pull_request', { repository: project, pull_request: { head: { ref: 'x' }, merged: false } }, null],
    [
      'un passage du miroir',
      'workflow_run',
      { repository: project, action: 'completed', workflow_run: { path: '.github/workflows/miroir-cloud-pi-native.yml' } },
      [],
    ],
    [
      'un passage du miroir qui commence',
      'workflow_run',
      { repository: project, action: 'requested', workflow_run: { path: '.github/workflows/miroir-cloud-pi-native.yml' } },
      null,
    ],
    [
      'un autre passage',
      'workflow_run',
      { repository: project, action: 'completed', workflow_run: { path: '.github/workflows/ci.yml' } },
      null,
    ],
    ['le dépôt renommé, archivé, rendu privé', 'repository', { repository: project }, 'unknown'],
  ])('%s', async (...[, name, payload, touched]) => {
    const { woken, changes } = await routed(name, payload);
    expect(changes).toEqual(touched === null ? [] : [['org/api', touched]]);
    expect(woken.filter((key) => key === carrier)).toEqual(touched === null ? [] : [carrier]);
  });

  it('la pull request de l’application réveille le dossier que nomme sa marque ; celle d’une autre branche, jamais', async () => {
    expect((await routed('pull_request', { repository: project, pull_request: ownBranch })).woken).toEqual([carrier, marked]);
    expect((await routed('pull_request', { repository: project, pull_request: { ...ownBranch, head: { ref: 'x' } } })).woken).toEqual([
      followed,
    ]);
    expect((await routed('pull_request', { repository: project, pull_request: { ...ownBranch, body: null } })).woken).toEqual([carrier]);
  });
});

describe('une installation', () => {
  const installation = { id: 12, account: { login: 'org' } };

  it('change : ses dépôts, ceux qui viennent et ceux qui partent sont relus, et ce qui l’attendait reprend', async () => {
    const listed = {
      repositories: [{ full_name: 'org/a' }],
      repositories_added: [{ full_name: 'org/b' }],
      repositories_removed: [{ full_name: 'org/c' }],
    };
    const { changes, resumed } = await routed('installation', { installation, ...listed });
    expect(changes.map(([name]) => name)).toEqual(['org/a', 'org/b', 'org/c', 'org/*']);
    expect(resumed).toEqual(['org']);
    const some = await routed('installation_repositories', { installation, ...listed });
    expect(some.changes.map(([name]) => name)).toEqual(['org/a', 'org/b', 'org/c']);
    expect(some.resumed).toEqual([]);
  });

  it.each([
    ['created', [12]],
    ['unsuspend', [12]],
    ['new_permissions_accepted', [12]],
    ['suspend', []],
    ['deleted', []],
  ])('%s : on essaie de nouveau d’y entrer seulement si GitHub en ouvre la porte', async (action, expected) => {
    expect((await routed('installation', { action, installation })).reopened).toEqual(expected);
  });

  it('change, et la file refuse un dossier : l’événement est rendu, et ce qui l’attendait reprend tout de même', async () => {
    const { woken, resumed } = await routed('installation', { installation }, { refuses: (key) => key === carrier });
    expect(woken).toContain(carrier);
    expect(resumed).toEqual(['org']);
  });

  it('est retenue pour le dépôt où l’événement a lieu', async () => {
    expect((await routed('push', { repository: project, installation: { id: 12 }, ref: 'refs/heads/x' })).remembered).toEqual([
      'org/api 12',
    ]);
  });

  it.each([
    { repository: { ...project, owner: { login: 'inconnue' } } },
    { repository: project, installation: { id: 1, account: { login: 'inconnue' } } },
  ])('que l’exploitant n’accepte pas : rien', async (payload) => {
    expect(await routed('repository', payload)).toEqual({
      woken: [],
      changes: [],
      remembered: [],
      named: [],
      resumed: [],
      reopened: [],
      presses: [],
    });
  });
});

describe('de qui vient l’événement', () => {
  const issue = { repository: hubRepository, issue: { number: 4 } };

  it('de l’application elle-même : rien n’est réveillé', async () => {
    expect((await routed('issues', { ...issue, sender: { id: self.userId } })).woken).toEqual([]);
  });

  it.each([
    ['de personne', { sender: null }],
    ['d’un autre robot de même nom', { sender: { id: 8, login: self.login } }],
    ['d’un envoyeur illisible', { sender: 'x' }],
  ])('%s : le dossier est regardé', async (_, sender) => {
    expect((await routed('issues', { ...issue, ...sender })).woken).toHaveLength(1);
  });

  it('on ne sait pas qui est l’application : le dossier est regardé plutôt que manqué', async () => {
    expect((await routed('issues', issue, { identity: () => Promise.reject(new Error('panne')) })).woken).toHaveLength(1);
  });

  it.each([
    ['dont la forme n’est pas connue', { repository: { name: 3 } }],
    ['sans dépôt', {}],
  ])('un événement %s ne réveille rien', async (_, payload) => {
    expect((await routed('issues', payload)).woken).toEqual([]);
  });

  it('le nom du dépôt s’écrit comme on veut', async () => {
    const { woken } = await routed('issues', { ...issue, repository: { ...hubRepository, owner: { login: 'DNUM-MI' } } });
    expect(woken).toEqual([dossierKey(hub, 4)]);
  });
});
