import { describe, expect, it } from 'vitest';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import type { Procedure } from '../../src/config/procedure.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { goodAnswers } from '../../sandbox/seed/good-answers.ts';
import { renderContent } from '../../src/render/render-comment.ts';
import { type Checkable, checkable as aGitHub, ciFileFor } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
const rootDockerfile = 'FROM docker.io/library/debian:12\nUSER root\nEXPOSE 8080\n';
const goodDockerfile = 'FROM docker.io/library/debian:12\nUSER 1000\nEXPOSE 8080\n';

const ciFile = ciFileFor('api/Dockerfile');

/** A repository of one Dockerfile and a CI file, at a commit. */
function repository(name: string, change: Partial<InspectedRepository> & { dockerfile?: string } = {}): InspectedRepository {
  const { dockerfile = goodDockerfile, commit = 'a'.repeat(40) } = change;
  const files = { 'api/Dockerfile': dockerfile, '.gitlab-ci-dso.yml': ciFile };
  return {
    id: 1,
    name,
    url: `https://github.test/${name}`,
    private: change.private ?? false,
    hasIssues: change.hasIssues ?? true,
    commit,
    report: inspect({ paths: Object.keys(files), files: Object.entries(files).map(([path, text]) => ({ path, text })), unread: [] }),
  };
}

/** A GitHub of these repositories, and all that was asked of it. */
const checkable = (repositories: Record<string, InspectedRepository>) =>
  aGitHub((name) => repositories[name] ?? ({ kind: 'unreachable' } as const));

/** What was asked to look again, at a repository. */
const askedAgain = (asked: ReturnType<typeof checkable>['asked'], name: string) =>
  asked.filter((need) => need.name === name && 'freshSince' in need && need.freshSince !== null);

const body = aBody({ 'depots-applicatifs': 'org/api\norg/web', 'depots-infra': 'org/api' });

function stageOf(repositories: Record<string, InspectedRepository>, procedure: Procedure = defaults.procedure) {
  const { asked, check } = checkable(repositories);
  const stage = createToyHub({ body, check, procedure });
  stage.reconcile();
  stage.reconcile();
  return { stage, asked };
}

const requiring: Procedure = { ...defaults.procedure, checks: { ...defaults.procedure.checks, mode: 'require' } };

describe('les vérifications d’un dossier', () => {
  it('ne regardent pas le dépôt d’accompagnement, même inscrit parmi ceux du projet', () => {
    const { asked, check } = checkable({ 'org/api': repository('org/api') });
    const stage = createToyHub({
      body: aBody({ 'depots-applicatifs': 'org/api\ndnum-mi/dso-formation\nDNUM-MI/DSO-Formation', 'depots-infra': 'org/api' }),
      check,
    });
    for (const _ of [1, 2]) stage.reconcile();
    expect([...new Set(asked.map(({ name }) => name))]).toEqual(['org/api']);
  });

  it('jugent par les registres du processus, et relisent quand il en nomme d’autres', () => {
    const { stage, asked } = stageOf({ 'org/api': repository('org/api') });
    const reports = () => asked.flatMap((need) => ('registries' in need ? [need.registries] : []));
    stage.reconcile();
    const before = reports().length;
    expect(reports().at(-1)).toEqual(defaults.procedure.registries);
    const registries = [{ prefix: '*.exemple.fr/' }];
    stage.configure({ procedure: { ...defaults.procedure, registries } });
    stage.reconcile();
    expect(reports().slice(before)).toEqual([registries]);
    stage.reconcile();
    expect(reports().slice(before)).toEqual([registries]);
  });

  it('relisent un commit que le temps a manqué pour juger, sans que rien n’arrive, et pas un autre', () => {
    const good = repository('org/api');
    const seen: Record<string, InspectedRepository> = {
      'org/api': { ...good, report: { ...good.report, hurried: true } },
      'org/web': { ...repository('org/web'), id: 2 },
    };
    const { stage, asked } = stageOf(seen);
    const read = () => asked.splice(0).flatMap((need) => ('registries' in need ? [need.name] : []));
    read();
    stage.reconcile();
    expect(read()).toEqual([]);
    stage.daysPass(11 / 1_440);
    seen['org/api'] = good;
    stage.reconcile();
    expect(new Set(read())).toEqual(new Set(['org/api']));
    stage.daysPass(1);
    stage.reconcile();
    expect(read()).toEqual([]);
  });

  it('jugent par les ressources que le dossier déclare, et relisent quand il en déclare d’autres', () => {
    const { stage, asked } = stageOf({ 'org/api': repository('org/api') });
    const declared = () => asked.flatMap((need) => ('declared' in need ? [need.declared] : []));
    stage.reconcile();
    const before = declared().length;
    expect(declared().at(-1)).toContainEqual({ environment: 'prod', cpu: 4, memory: 8 * 2 ** 30 });
    const answers = { 'depots-applicatifs': 'org/api\norg/web', 'depots-infra': 'org/api' };
    stage.editBody(aBody({ ...answers, environnements: 'prod : 2 vCPU, 4 Go de RAM' }));
    stage.reconcile();
    expect(declared().slice(before)).toEqual([[{ environment: 'prod', cpu: 2, memory: 4 * 2 ** 30 }]]);
    stage.reconcile();
    expect(declared().length).toBe(before + 1);
    stage.editBody(aBody({ ...answers, environnements: 'prod : 2 vCPU, 4 Go de RAM\n(à confirmer)' }));
    stage.reconcile();
    expect(declared().length).toBe(before + 1);
    stage.editBody(aBody({ ...answers, environnements: 'prod : 2 x 4 vCPU' }));
    stage.reconcile();
    expect(declared().at(-1)).toBe('unread');
  });

  it('n’attendent pas l’ouverture : le suivi d’abord, sans rien lire', () => {
    const { asked, check } = checkable({ 'org/api': repository('org/api') });
    const stage = createToyHub({ body, check });
    const { plan } = stage.reconcile();
    expect(asked).toEqual([]);
    expect(plan.again).toBe(stage.clock());
    expect(stage.reconcile().created).toEqual(['call/1/turn/0']);
    expect(asked).not.toEqual([]);
  });

  it('retiennent le commit lu, et ne demandent plus que ce qui a changé depuis', () => {
    const { stage, asked } = stageOf({ 'org/api': repository('org/api'), 'org/web': repository('org/web') });
    expect(stage.state().checks['org/api']).toMatchObject({ commit: 'a'.repeat(40), counts: { blocking: 0 } });
    asked.length = 0;
    expect(stage.reconcile().writes).toBe(0);
    expect(asked.filter((need) => 'commit' in need)).toEqual([]);
    expect([...new Set(asked.map(({ name }) => name))]).toEqual(['org/api', 'org/web']);
  });

  it('quand un dépôt change, le commentaire montre encore les autres', () => {
    const repositories = { 'org/api': repository('org/api'), 'org/web': repository('org/web') };
    const { stage } = stageOf(repositories);
    repositories['org/web'] = repository('org/web', { dockerfile: rootDockerfile, commit: 'b'.repeat(40) });
    stage.reconcile();
    const comment = stage.commentIn('checks') ?? '';
    expect(comment).toContain('api/Dockerfile:2');
    expect(comment).toContain(`org/api/commit/${'a'.repeat(40)}`);
    expect(comment).toContain(`org/web/commit/${'b'.repeat(40)}`);
  });

  it('où tout est conforme ne font aucun commentaire : le suivi le dit, et un défaut qui vient en ouvre un', () => {
    const repositories = { 'org/api': repository('org/api'), 'org/web': repository('org/web') };
    const { stage } = stageOf(repositories);
    expect(stage.commentIn('checks')).toBeUndefined();
    expect(stage.commentIn('status')).toMatch(/`org\/api`\s: ✅/);
    const id = stage.comment(author, '/verifier');
    stage.reconcile();
    expect(stage.reactionsTo(id).length + (stage.commentIn(`reply/${id}`) ?? '').length).toBeGreaterThan(0);
    expect(stage.commentIn('checks')).toBeUndefined();
    repositories['org/web'] = repository('org/web', { dockerfile: rootDockerfile, commit: 'b'.repeat(40) });
    expect(stage.reconcile().created).toEqual(['checks']);
    repositories['org/web'] = repository('org/web', { commit: 'c'.repeat(40) });
    stage.reconcile();
    expect(stage.commentIn('checks')).not.toContain('❌');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('d’un dépôt que l’application ne peut lire n’en ouvrent pas davantage', () => {
    const { stage } = stageOf({ 'org/api': repository('org/api') });
    expect(stage.commentIn('checks')).toBeUndefined();
    expect(stage.commentIn('status')).toMatch(/`org\/web`\s: l’application n’y est pas installée/);
  });

  it('/verifier demande une seule fois de regarder de nouveau', () => {
    const { stage, asked } = stageOf({ 'org/api': repository('org/api') });
    asked.length = 0;
    stage.comment(author, '/verifier');
    stage.reconcile();
    expect(askedAgain(asked, 'org/api')).not.toEqual([]);
    asked.length = 0;
    expect(stage.reconcile().writes).toBe(0);
    expect(askedAgain(asked, 'org/api')).toEqual([]);
  });

  it('/verifier dit ce qui est relu : la demande, et les dépôts si le processus les vérifie', () => {
    const off: Procedure = { ...defaults.procedure, checks: { ...defaults.procedure.checks, mode: 'off' } };
    const replyWith = (procedure: Procedure) => {
      const { stage } = stageOf({ 'org/api': repository('org/api') }, procedure);
      const id = stage.comment(author, '/verifier');
      stage.reconcile();
      return stage.commentIn(`reply/${id}`);
    };
    expect(replyWith(defaults.procedure)).toContain('la demande et les dépôts déclarés ont été relus.');
    expect(replyWith(off)).toContain('la demande a été relue.');
  });

  it('/verifier ajouté dans un commentaire déjà lu demande aussi de regarder de nouveau', () => {
    const { stage, asked } = stageOf({ 'org/api': repository('org/api') });
    const id = stage.comment(author, '/verifier');
    stage.reconcile();
    asked.length = 0;
    stage.editComment(author, id, '/verifier\n\nC’est corrigé.\n\n/verifier');
    stage.reconcile();
    expect(askedAgain(asked, 'org/api')).not.toEqual([]);
  });

  it('contredisent ce qui est attesté, avec la première ligne', () => {
    const { stage } = stageOf({ 'org/api': repository('org/api', { dockerfile: rootDockerfile }) });
    expect(stage.commentIn('checks')).toMatch(
      /la case `Les images tournent sans droits root \(rootless\)` est cochée, mais dans `org\/api`, .*api\/Dockerfile:2/,
    );
  });

  it('d’un dépôt privé, l’état signé et le commentaire ne gardent que des nombres', () => {
    const { stage } = stageOf({ 'org/api': repository('org/api', { dockerfile: rootDockerfile, private: true }) });
    const { plan } = stage.reconcile();
    expect(plan.state.checks['org/api']).toMatchObject({ private: true, broken: [], counts: { blocking: 1 } });
    for (const detail of ['Dockerfile', 'rootless', 'root\n']) {
      expect(JSON.stringify(plan.state.checks)).not.toContain(detail);
      expect(stage.commentIn('checks')).not.toContain(`api/${detail}`);
    }
  });

  it('n’écrivent le détail que dans un dépôt privé', () => {
    const { check } = checkable({ 'org/api': repository('org/api', { private: true }), 'org/web': repository('org/web') });
    const stage = createToyHub({ body, check });
    stage.reconcile();
    expect(stage.plan().reports.map(({ inspected }) => inspected.name)).toEqual(['org/api']);
  });
});

describe('ce qui est demandé d’un dépôt', () => {
  /** The parts of the heads, and `report`. */
  const whatIsAsked = (asked: ReturnType<typeof checkable>['asked']): readonly string[] => [
    ...new Set(asked.flatMap((need): readonly string[] => ('commit' in need ? ['report'] : need.parts))),
  ];

  function askedOf(given: Checkable): readonly string[] {
    const { asked, check } = aGitHub(() => given);
    const stage = createToyHub({ body: aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'org/api' }), check });
    for (const _ of [1, 2]) stage.reconcile();
    return whatIsAsked(asked);
  }

  it.each<[string, Checkable, readonly string[]]>([
    ['public, par qui peut y écrire', repository('org/api'), ['right', 'commit', 'report']],
    ['privé, par qui peut y écrire', repository('org/api', { private: true }), ['right', 'commit', 'report']],
    ['public, par qui ne le peut pas', { ...repository('org/api'), namerWrites: 'no' }, ['right']],
    ['privé, par qui ne le peut pas', { ...repository('org/api', { private: true }), namerWrites: 'no' }, ['right']],
    ['privé, d’un droit que GitHub ne dit pas', { ...repository('org/api', { private: true }), namerWrites: 'unverified' }, ['right']],
  ])('%s : ni commit ni fichier avant le droit', (_, given, expected) => {
    expect(askedOf(given)).toEqual(expected);
  });

  it('d’un dépôt connu et public, ni le droit ni un fichier tant que son commit est le même ; le droit avant de lire le suivant', () => {
    const repositories = { 'org/api': repository('org/api'), 'org/web': repository('org/web') };
    const { stage, asked } = stageOf(repositories);
    asked.length = 0;
    stage.reconcile();
    expect(whatIsAsked(asked)).toEqual(['commit']);
    asked.length = 0;
    repositories['org/web'] = repository('org/web', { commit: 'b'.repeat(40) });
    stage.reconcile();
    const right = asked.findIndex((need) => need.name === 'org/web' && 'parts' in need && need.parts.includes('right'));
    const report = asked.findIndex((need) => need.name === 'org/web' && 'commit' in need);
    expect([right >= 0, right < report]).toEqual([true, true]);
  });
});

describe('ce que dit le commentaire', () => {
  const publicOne = repository('org/api', { dockerfile: rootDockerfile });

  it('perd le détail d’un dépôt devenu privé, sans attendre d’envoi ; l’état signé aussi', () => {
    const repositories = { 'org/api': publicOne };
    const { stage } = stageOf(repositories);
    expect(stage.commentIn('checks')).toContain('api/Dockerfile:2');
    repositories['org/api'] = { ...publicOne, private: true };
    const { reports } = stage.reconcile().plan;
    expect(stage.commentIn('checks')).not.toContain('Dockerfile:');
    expect(JSON.stringify(stage.state().checks)).not.toContain('Dockerfile');
    expect(reports).toHaveLength(1);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('perd le détail d’un dépôt qui n’est plus joignable, même s’il était le seul', () => {
    const repositories: Record<string, InspectedRepository> = { 'org/api': publicOne };
    const { stage } = stageOf(repositories);
    delete repositories['org/api'];
    stage.reconcile();
    expect(stage.commentIn('checks')).not.toContain('Dockerfile:');
    expect(stage.commentIn('checks')).toContain('n’y est pas installée');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('dit ce qu’il en est quand le processus ne vérifie plus rien, ou qu’aucun dépôt n’est plus déclaré', () => {
    const off: Procedure = { ...defaults.procedure, checks: { ...defaults.procedure.checks, mode: 'off' } };
    expect(renderContent({ kind: 'checks', checks: [], contradictions: [], fixes: [], mode: 'off', runs: [] }).markdown).toContain(
      'désactivées',
    );
    const { stage } = stageOf({ 'org/api': publicOne });
    stage.editBody(aBody({ 'depots-applicatifs': 'https://gitlab.test/org/api', 'depots-infra': 'https://gitlab.test/org/infra' }));
    stage.reconcile();
    expect(stage.commentIn('checks')).toContain('aucun dépôt sur GitHub à vérifier');
    expect(stage.reconcile().writes).toBe(0);
    expect(stageOf({ 'org/api': publicOne }, off).stage.commentIn('checks')).toBeUndefined();
  });

  it('ne redit plus une case décochée', () => {
    const { stage } = stageOf({ 'org/api': publicOne });
    const attested = goodAnswers['prerequis-techniques'];
    if (attested === null || attested === undefined || typeof attested === 'string' || !('checked' in attested))
      throw new Error('no boxes');
    const rootless = 'Les images tournent sans droits root (rootless)';
    const boxes = { checked: attested.checked.filter((box) => box !== rootless), unchecked: [...attested.unchecked, rootless] };
    expect(stage.commentIn('checks')).toContain(`\`${rootless}\` est coché`);
    stage.editBody(aBody({ 'depots-applicatifs': 'org/api\norg/web', 'depots-infra': 'org/api', 'prerequis-techniques': boxes }));
    stage.reconcile();
    expect(stage.commentIn('checks')).not.toContain(`\`${rootless}\` est coché`);
    expect(stage.commentIn('checks')).toContain('api/Dockerfile:2');
  });

  it('nomme chaque dépôt au-delà du vingtième, qui n’est pas lu', () => {
    const names = Array.from({ length: 25 }, (_, index) => `org/depot-${index + 1}`);
    const { asked, check } = checkable(Object.fromEntries(names.map((name) => [name, repository(name)])));
    const stage = createToyHub({ body: aBody({ 'depots-applicatifs': names.join('\n'), 'depots-infra': 'org/depot-1' }), check });
    stage.reconcile();
    stage.reconcile();
    expect(new Set(asked.map(({ name }) => name)).size).toBe(20);
    expect(stage.commentIn('checks')).toMatch(/`org\/depot-25`\s: l’application vérifie vingt dépôts/);
  });

  it('le détail d’un dépôt privé sans tickets y est écrit dès qu’ils sont activés', () => {
    const closed = repository('org/api', { dockerfile: rootDockerfile, private: true, hasIssues: false });
    const repositories = { 'org/api': closed };
    const { stage } = stageOf(repositories);
    expect(stage.plan().reports).toEqual([]);
    expect(stage.reconcile().writes).toBe(0);
    repositories['org/api'] = { ...closed, hasIssues: true };
    const { plan } = stage.reconcile();
    expect(plan.reports).toHaveLength(1);
    expect(stage.commentIn('checks')).toContain('le détail est dans un de ses tickets');
    expect(stage.plan().reports).toEqual([]);
  });
});

describe('la condition sur les vérifications', () => {
  const gate = (stage: ReturnType<typeof createToyHub>) => {
    const id = stage.comment(serviceTeam, '/pourquoi cloud-pi-native');
    stage.reconcile();
    const said = (stage.commentIn(`reply/${id}`) ?? '').replaceAll('\u00a0', ' ');
    return said.split('\n').find((line) => line.includes('Vérifications techniques')) ?? '';
  };
  const bad = { 'org/api': repository('org/api', { dockerfile: rootDockerfile }), 'org/web': repository('org/web') };
  const good = { 'org/api': repository('org/api'), 'org/web': repository('org/web') };

  it.each<{ name: string; repositories: Record<string, InspectedRepository>; procedure: Procedure; expected: RegExp }>([
    {
      name: 'inform, non conforme : dite, et remplie',
      repositories: bad,
      procedure: defaults.procedure,
      expected: /✅.*à titre d’information/,
    },
    { name: 'require, non conforme : non remplie', repositories: bad, procedure: requiring, expected: /❌.*un dépôt reste/ },
    { name: 'require, conforme : remplie', repositories: good, procedure: requiring, expected: /✅.*les 2 dépôts vérifiés/ },
    {
      name: 'require, un dépôt hors de portée : non remplie',
      repositories: { 'org/api': repository('org/api') },
      procedure: requiring,
      expected: /❌.*un dépôt reste/,
    },
    {
      name: 'inform, un dépôt hors de portée : remplie, et le dit de l’autre',
      repositories: { 'org/api': repository('org/api') },
      procedure: defaults.procedure,
      expected: /✅.*le dépôt vérifié ne bloquera pas en production, 1 autre n’est pas encore vérifié/,
    },
    {
      name: 'inform, tous hors de portée : ne dit pas qu’il n’y a rien à vérifier',
      repositories: {},
      procedure: defaults.procedure,
      expected: /✅.*aucun des 2 dépôts déclarés n’est encore vérifié/,
    },
  ])('$name', ({ repositories, procedure, expected }) => {
    expect(gate(stageOf(repositories, procedure).stage)).toMatch(expected);
  });
});

describe('les preuves tirées des fichiers', () => {
  const seen = (repositories: Record<string, InspectedRepository>) => {
    const { stage } = stageOf(repositories);
    stage.comment(serviceTeam, '/phase ovh');
    const { plan } = stage.reconcile();
    return plan.status.items.filter(({ status }) => status.kind === 'evidence').map(({ item }) => item.id);
  };

  it('cochent ce qui est trouvé dans tous les dépôts', () => {
    expect(seen({ 'org/api': repository('org/api'), 'org/web': repository('org/web') })).toEqual(['dockerfiles', 'fichier-ci']);
  });

  it('ne se décochent pas par /pas-fait, qui dit aussi ce qu’il a décoché', () => {
    const { stage } = stageOf({ 'org/api': repository('org/api'), 'org/web': repository('org/web') });
    stage.comment(serviceTeam, '/phase ovh');
    stage.comment(author, '/fait images-docker');
    stage.reconcile();
    const id = stage.comment(author, '/pas-fait dockerfiles images-docker');
    stage.reconcile();
    const said = (stage.commentIn(`reply/${id}`) ?? '').replaceAll('\u00a0', ' ');
    expect(said).toContain('1 étape décochée : **Construction des images Docker**');
    expect(said).toContain('a vu elle-même que ceci est fait, et le laisse coché : **Un Dockerfile dans chaque dépôt applicatif**');
  });

  it('se taisent tant qu’un dépôt n’a pas été vérifié', () => {
    expect(seen({ 'org/api': repository('org/api') })).toEqual([]);
  });
});
