import { describe, expect, it } from 'vitest';
import type { Procedure } from '../../src/config/procedure.ts';
import type { RunWanted } from '../../src/dossier/checks/run.ts';
import { concludeRun } from '../../src/dossier/checks/run.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { type Checkable, checkable, type OpenPull } from './a-repository.ts';
import { aBody, createToyHub, defaults } from './toy-hub.ts';

const root = 'FROM docker.io/library/node:24\nUSER root\n';
const reportOf = (dockerfile: string) => inspect({ paths: ['Dockerfile'], files: [{ path: 'Dockerfile', text: dockerfile }], unread: [] });
const commit = 'a'.repeat(40);
const repository = (change: Partial<Checkable> = {}): Checkable => ({
  id: 1,
  name: 'org/api',
  url: 'https://github.test/org/api',
  private: false,
  hasIssues: true,
  commit,
  report: reportOf(root),
  ...change,
});
const aPull = (number: number, change: Partial<OpenPull> = {}): OpenPull => ({
  number,
  fork: false,
  commit: String(number).repeat(40).slice(0, 40),
  report: reportOf(root),
  ...change,
});
const withRuns = (runs: Procedure['checks']['runs']): Procedure => ({
  ...defaults.procedure,
  checks: { ...defaults.procedure.checks, runs },
});

function stageOf(
  given: Checkable,
  { pulls = [], runs = 'inform' }: { pulls?: readonly OpenPull[] | null; runs?: 'off' | 'inform' | 'require' } = {},
) {
  const world = { given, pulls };
  const github = checkable(
    () => world.given,
    () => world.pulls,
  );
  const stage = createToyHub({
    body: aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'org/api' }),
    check: github.check,
    procedure: withRuns(runs),
  });
  for (const _ of [1, 2, 3]) stage.reconcile();
  return { stage, world, ...github };
}
const commitsOf = (written: readonly RunWanted[]) => written.map(({ inspected }) => inspected.commit);
const reportsAsked = (asked: ReturnType<typeof checkable>['asked']) => asked.filter((need) => 'registries' in need);

const lea = { login: 'lea', id: 7 };
const paul = { login: 'paul', id: 8 };

describe('la vérification d’un commit', () => {
  it('s’écrit une fois pour la branche par défaut et pour chaque pull request, puis rien n’est plus lu ni écrit', () => {
    const { stage, written, asked } = stageOf(repository(), { pulls: [aPull(1), aPull(2)] });
    expect(commitsOf(written)).toEqual([commit, aPull(1).commit, aPull(2).commit]);
    asked.length = 0;
    expect(stage.reconcile().writes).toBe(0);
    expect(reportsAsked(asked)).toEqual([]);
  });

  it('est refaite plus tard quand le temps a manqué pour tout juger, de plus en plus rarement, jusqu’à ce que tout le soit', () => {
    const hurried = { ...reportOf(root), hurried: true };
    const late = aPull(1, { report: hurried });
    const { stage, written, world } = stageOf(repository({ report: hurried }), { pulls: [late] });
    const wait = (minutes: number) => {
      stage.daysPass(minutes / 1_440);
      stage.reconcile();
      return written.splice(0).length;
    };
    expect(written.splice(0)).toHaveLength(2);
    expect(stage.plan().again).toBe('2027-01-04T09:10:00.000Z');
    expect([wait(9), wait(1), wait(59), wait(1), wait(300), wait(60)]).toEqual([0, 2, 0, 2, 0, 2]);
    expect(stage.state().checks['org/api']?.hurried?.times).toBe(4);
    world.given = repository();
    world.pulls = [aPull(1)];
    expect([wait(1_439), wait(1), wait(10_000)]).toEqual([0, 2, 0]);
    expect(stage.state().checks['org/api']?.hurried).toBeNull();
    expect(written.every(({ is }) => !is.includes(' '))).toBe(true);
  });

  it('n’existe pas où le processus n’en veut pas', () => {
    expect(stageOf(repository(), { pulls: [aPull(1)], runs: 'off' }).written).toEqual([]);
  });

  it('suit le commit d’une pull request qui avance, même si aucun événement ne l’a dit', () => {
    const { stage, written, world } = stageOf(repository(), { pulls: [aPull(1)] });
    const moved = aPull(1, { commit: 'e'.repeat(40) });
    world.pulls = [moved];
    stage.reconcile();
    expect(commitsOf(written).at(-1)).toBe(moved.commit);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('commencée et laissée là par un arrêt, ou demandée de nouveau par un bouton : elle est finie au passage suivant', () => {
    const { stage, written, standings } = stageOf(repository());
    for (const asked of [null, { button: 'again', by: lea, at: '2027-01-04T10:00:00Z' }]) {
      standings.set(commit, { kind: 'unfinished', asked });
      const before = written.length;
      stage.reconcile();
      expect(commitsOf(written.slice(before))).toEqual([commit]);
      expect(stage.reconcile().writes).toBe(0);
    }
  });

  it('faite sous un autre réglage du processus, ou d’autres registres : elle est refaite', () => {
    const { stage, written } = stageOf(repository());
    for (const procedure of [withRuns('require'), { ...withRuns('require'), registries: [{ prefix: '*.exemple.fr/' }] }]) {
      const before = written.length;
      stage.configure({ procedure });
      stage.reconcile();
      expect(commitsOf(written.slice(before))).toEqual([commit]);
    }
  });

  it('n’est pas écrite par qui ne peut pas écrire dans le dépôt, ni où GitHub ne dit pas qu’il le peut', () => {
    for (const namerWrites of ['no', 'unverified'] as const)
      expect(stageOf({ ...repository(), namerWrites }, { pulls: [aPull(1)] }).written).toEqual([]);
  });

  it('le droit perdu depuis : le commit suivant n’en a pas', () => {
    const { stage, world, written } = stageOf(repository());
    world.given = repository({ commit: 'b'.repeat(40), namerWrites: 'no' });
    stage.reconcile();
    expect(commitsOf(written)).toEqual([commit]);
  });

  it('d’une pull request dont le commit n’est plus : les autres ont la leur, et rien n’échoue', () => {
    const { written, stage } = stageOf(repository(), { pulls: [aPull(1, { report: null }), aPull(2)] });
    expect(commitsOf(written)).toEqual([commit, aPull(2).commit]);
    expect(stage.commentIn('checks')).not.toContain('Dépôts non vérifiés');
  });

  it('d’un commit qui est à la fois celui d’une pull request et de la branche par défaut : une seule', () => {
    const { written } = stageOf(repository(), { pulls: [aPull(1, { fork: true })] });
    expect(written.map(({ pull }) => pull)).toEqual([null, { number: 1, fork: true }]);
    expect(written.at(-1)?.actions).toEqual([]);
  });
});

describe('« Préparer la PR »', () => {
  const press = { button: 'mend', by: lea, at: '2027-01-04T10:00:00Z' };
  const memory = { 'org/api': { asked: press.at, by: lea.login, id: lea.id, rules: [] } };
  const pressed = (given = repository(), pulls: readonly OpenPull[] = []) => {
    const stood = stageOf(given, { pulls });
    stood.standings.set(pulls[0]?.commit ?? commit, { kind: 'unfinished', asked: press });
    stood.written.length = 0;
    return stood;
  };
  const rest = (stage: ReturnType<typeof stageOf>['stage']) => {
    for (let round = 0; round < 6; round++) if (stage.reconcile().writes === 0) return;
    throw new Error('the dossier never comes to rest');
  };

  it('n’est offert que s’il y a quelque chose que l’on sait corriger, et jamais sur un fork', () => {
    const offered = (given: Checkable, pulls: readonly OpenPull[] = []) =>
      stageOf(given, { pulls }).written.map(({ actions }) => actions.map(({ label }) => label));
    expect(offered(repository())).toEqual([['Préparer la PR']]);
    const nothing = inspect({ paths: ['README.md'], files: [], unread: [] });
    const without = { ...nothing, rules: nothing.rules.filter(({ rule }) => rule !== 'ci-file') };
    expect(offered(repository({ report: without }))).toEqual([[]]);
    expect(offered(repository(), [aPull(1, { fork: true }), aPull(2)])).toEqual([['Préparer la PR'], [], ['Préparer la PR']]);
  });

  it('est retenu dans le dossier avant que la vérification qui le garde ne finisse', () => {
    const { stage, written } = pressed();
    stage.reconcile();
    expect(stage.state().fixes).toEqual(memory);
    expect(written).toEqual([]);
    stage.reconcile();
    expect(commitsOf(written)).toEqual([commit]);
    expect(written[0]?.press).toEqual(press);
    expect(stage.reconcile().writes).toBe(0);
    expect(stage.state().fixes).toEqual(memory);
  });

  it.each([0, 1, 2, 3, 4])('l’application tuée après %i écritures : rien n’est perdu', (count) => {
    for (const pulls of [[], [aPull(1)]]) {
      const { stage, standings } = pressed(repository(), pulls);
      stage.killedAfter(count);
      stage.killedAfter(1);
      rest(stage);
      expect(stage.state().fixes).toEqual(memory);
      expect([...standings.values()].every(({ kind }) => kind === 'done')).toBe(true);
    }
  });

  it('un /corriger plus récent, d’une autre personne, n’est pas remplacé par une pression plus ancienne', () => {
    const { stage, standings } = stageOf(repository());
    stage.comment('lea', '/corriger ci-file');
    stage.reconcile();
    const before = stage.state().fixes;
    standings.set(commit, { kind: 'unfinished', asked: { ...press, by: paul, at: '2020-01-01T00:00:00Z' } });
    rest(stage);
    expect(stage.state().fixes).toEqual(before);
  });

  it('sur un fork, ou d’un bouton inconnu : ne demande rien, et la vérification finit', () => {
    const fork = aPull(1, { fork: true });
    for (const [pulls, asked] of [
      [[fork], press],
      [[], { ...press, button: 'autre' }],
    ] as const) {
      const { stage, standings } = pressed(repository(), pulls);
      standings.set(pulls[0]?.commit ?? commit, { kind: 'unfinished', asked });
      rest(stage);
      expect(stage.state().fixes).toEqual({});
      expect([...standings.values()].every(({ kind }) => kind === 'done')).toBe(true);
    }
  });

  it('deux pressions : la dernière compte', () => {
    const { stage, standings } = pressed(repository(), [aPull(1)]);
    standings.set(commit, { kind: 'unfinished', asked: { ...press, by: paul, at: '2027-01-04T11:00:00Z' } });
    rest(stage);
    expect(stage.state().fixes['org/api']).toMatchObject({ by: 'paul', id: 8 });
  });
});

describe('le commentaire du dossier', () => {
  it('devient un résumé avec un lien, sans le détail des lignes', () => {
    const { stage } = stageOf(repository());
    const comment = stage.commentIn('checks');
    expect(comment).toContain(`https://github.test/org/api/commit/${commit}/checks`);
    expect(comment).toContain('Images sans root');
    expect(comment).not.toContain('Dockerfile:2');
    expect(stage.reconcile().writes).toBe(0);
  });

  it('d’un dépôt privé : la vérification tient lieu de ticket, et seuls des nombres sortent', () => {
    const { stage, written } = stageOf(repository({ private: true, hasIssues: false }));
    expect(commitsOf(written)).toEqual([commit]);
    expect(stage.plan().reports).toEqual([]);
    const comment = stage.commentIn('checks') ?? '';
    expect(comment).toContain(`/commit/${commit}/checks`);
    expect(comment).not.toMatch(/root|Dockerfile:/);
    expect(stage.reconcile().writes).toBe(0);
  });

  it('sans la permission acceptée, reste entier, et le ticket d’un dépôt privé s’écrit : rien ne manque, rien ne boucle', () => {
    const { stage, written } = stageOf(repository(), { pulls: null });
    expect(written).toEqual([]);
    expect(stage.commentIn('checks')).toContain('Dockerfile:2');
    expect(stage.reconcile().writes).toBe(0);
    const closed = stageOf(repository({ private: true }), { pulls: null });
    expect(closed.stage.reconcile().writes).toBe(0);
    expect(closed.stage.commentIn('checks')).toContain('dans un de ses tickets');
  });

  it('la permission acceptée ensuite : la vérification s’écrit, et le commentaire devient court', () => {
    const { stage, world, written } = stageOf(repository(), { pulls: null });
    world.pulls = [];
    stage.reconcile();
    expect(commitsOf(written)).toEqual([commit]);
    expect(stage.commentIn('checks')).not.toContain('Dockerfile:2');
  });
});

describe('/verifications', () => {
  const replyTo = (stage: ReturnType<typeof stageOf>['stage'], text: string) => {
    stage.comment('lea', text);
    stage.reconcile();
    return stage.plan();
  };

  it('non : les commits suivants n’en ont plus, et le détail revient dans le dossier ; oui : elles reviennent', () => {
    const { stage, world, written } = stageOf(repository());
    replyTo(stage, '/verifications org/api non');
    expect(stage.state().runsOff).toEqual(['org/api']);
    expect(stage.commentIn('checks')).toContain('Dockerfile:2');
    world.given = repository({ commit: 'b'.repeat(40) });
    stage.reconcile();
    expect(commitsOf(written)).toEqual([commit]);
    replyTo(stage, '/Vérifications https://github.com/Org/API oui');
    expect(stage.state().runsOff).toEqual([]);
    expect(commitsOf(written)).toEqual([commit, 'b'.repeat(40)]);
    expect(stage.reconcile().writes).toBe(0);
  });

  it.each([
    ['/verifications'],
    ['/verifications org/api'],
    ['/verifications org/inconnu non'],
    ['/verifications non'],
    ['/verifications oui oui'],
  ])('« %s » ne change rien', (line) => {
    const { stage } = stageOf(repository());
    replyTo(stage, line);
    expect(stage.state().runsOff).toEqual([]);
  });

  it('deux fois non : une seule fois dans l’état', () => {
    const { stage } = stageOf(repository());
    replyTo(stage, '/verifications org/api non');
    replyTo(stage, '/verifications ORG/API non');
    expect(stage.state().runsOff).toEqual(['org/api']);
  });
});

describe('la conclusion d’une vérification', () => {
  const good = 'FROM docker.io/library/node:24-alpine@sha256:' + 'a'.repeat(64) + '\nUSER 1001\nEXPOSE 8080\nCMD ["node"]\n';
  const concluded = (mode: 'inform' | 'require', dockerfile: string | null) =>
    concludeRun({
      mode,
      inspected: {
        ...repository(),
        report:
          dockerfile === null
            ? inspect({ paths: ['README.md'], files: [], unread: [] })
            : inspect({
                paths: ['Dockerfile', '.gitlab-ci-dso.yml'],
                files: [
                  { path: 'Dockerfile', text: dockerfile },
                  { path: '.gitlab-ci-dso.yml', text: 'include: []\n' },
                ],
                unread: [],
              }),
      },
    });

  it('informe sans arrêter personne, ou échoue où le processus l’exige', () => {
    expect(concluded('inform', root)).toBe('neutral');
    expect(concluded('require', root)).toBe('failure');
  });

  it('n’échoue pas pour un doute, ni pour ce qui est seulement signalé', () => {
    const report = reportOf(good);
    const doubtful = {
      ...report,
      rules: [
        {
          rule: 'rootless',
          examined: 1,
          ignored: [],
          findings: [{ outcome: 'undetermined', place: null, because: ['un doute'], fix: null }],
        },
      ],
    } as const;
    const audited = {
      ...report,
      rules: [
        {
          rule: 'logs-on-stdout',
          examined: 1,
          ignored: [],
          findings: [{ outcome: 'violation', place: null, because: ['un fichier'], fix: null }],
        },
      ],
    } as const;
    for (const one of [doubtful, audited])
      expect(concludeRun({ mode: 'require', inspected: { ...repository(), report: one } })).toBe('neutral');
  });

  it('réussit où tout a été jugé et tient ; sans rien à juger, ou avec un fichier laissé de côté, elle ne dit pas que tout va bien', () => {
    const conforming = { ...reportOf(good), rules: [{ rule: 'rootless', examined: 1, ignored: [], findings: [] }] } as const;
    expect(concludeRun({ mode: 'require', inspected: { ...repository(), report: conforming } })).toBe('success');
    const unread = { ...conforming, unread: [{ path: 'x', because: ['trop grand'] }] } as const;
    expect(concludeRun({ mode: 'require', inspected: { ...repository(), report: unread } })).toBe('neutral');
    expect(concluded('require', null)).toBe('neutral');
  });
});
