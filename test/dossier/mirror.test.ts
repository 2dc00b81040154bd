import { describe, expect, it } from 'vitest';
import type { RepositorySeen, RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { dossierKey } from '../../src/words/key.ts';
import { renderComment } from '../../src/render/render-comment.ts';
import { renderStatus } from '../../src/render/status.ts';
import { renderPull } from '../../src/render/mirror-pull.ts';
import { fileTo, merged, mirrorFile as file, run, seen } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const name = 'demat-permis/api';
const body = aBody({ 'depots-applicatifs': name, 'depots-infra': name });

/** The dossier of the stage. */
const ownKey = dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 7);
const closed = { ...merged, state: 'closed' } as const;
const opened = { ...merged, state: 'open', endedAt: null } as const;
/** Long after whatever happens in the dossier of the stage. */
const late = '2028-01-01T00:00:00Z';
const otherKey = dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 9);

/** A dossier in `ovh` whose one repository is seen so. */
function stageOf(sight: () => RepositoryReading) {
  const stage = createToyHub({ body, see: sight });
  stage.reconcile();
  stage.setLabel(people.serviceTeam, 'phase: OVH');
  stage.reconcile();
  return stage;
}

function told(sight: RepositoryReading) {
  const stage = stageOf(() => sight);
  const plan = stage.plan();
  const status = renderStatus(plan.status, { failures: [], sealed: null });
  const [, line = ''] = /(?:Accostage\s: ce qui bloque|<summary>Accostage des dépôts[^\n]*)\n\n(- .*)/.exec(status) ?? [];
  return { line: line.replaceAll(/\s+/g, ' '), pulls: plan.pulls.length, stage };
}

describe('chaque cas a sa phrase, et jamais une moitié de pull request', () => {
  it.each<[string, RepositoryReading, RegExp, number]>([
    ['rien encore', seen(), /en préparation/, 1],
    ['ouverte', seen({ pull: opened }), /pull request nᵒ 3.* à relire/, 1],
    ['fermée', seen({ pull: closed }), /fermée sans être fusionnée.*\/miroir/, 0],
    ['fichier retiré après la fusion', seen({ pull: merged }), /son fichier n’est pas sur la branche par défaut.*\/miroir/, 0],
    ['fusionnée, aucun passage', seen({ pull: merged, file }), /attend son premier passage/, 0],
    [
      'passage d’avant la fusion',
      seen({ pull: merged, file, run: { ...run, at: '2027-01-04T09:00:00Z' } }),
      /attend son premier passage/,
      0,
    ],
    ['passage réussi', seen({ pull: merged, file, run }), /✅ copie demandée/, 0],
    [
      'passage en échec',
      seen({ pull: merged, file, run: { ...run, succeeded: false, cause: 'jeton-refuse' } }),
      /❌.*refuse le jeton \(401\)/,
      0,
    ],
    ['passage en échec, sans cause lisible', seen({ file, run: { ...run, succeeded: false } }), /❌.*ouvrez le passage/, 0],
    ['pas installée', { kind: 'unreachable' }, /apps\/accostage\/installations\/new/, 0],
    [
      'illisible',
      { kind: 'unreadable', because: 'GitHub a répondu 403', namerWrites: 'yes' },
      /n’a pas pu le lire \(GitHub a répondu 403\)/,
      0,
    ],
    ['archivé', seen({ archived: true }), /archivé/, 0],
    ['vide', seen({ defaultBranch: null }), /vide/, 0],
    ['fork', seen({ fork: true }), /copie \(fork\)/, 0],
    ['sans droit', seen({ namerWrites: 'no' }), /\/autoriser/, 0],
    ['droit invérifiable', seen({ namerWrites: 'unverified' }), /n’a pas pu vérifier/, 0],
    ['branches absentes', seen({ missingBranches: ['recette', 'x`y'] }), /ces branches n’y existent pas : `recette`, ``x`y``/, 0],
    ['commits d’un autre', seen({ branch: { sha: 'a', file: null, foreign: true } }), /n’y touche plus/, 0],
    [
      'autre moyen, dépôt privé : ni chemin, ni conseil',
      seen({ private: true, mirrors: [{ path: '.github/workflows/g.yml', by: 'trigger-api', advice: ['token-in-clear'] }] }),
      /^(?!.*(?:g\.yml|révoquez-le)).*déjà synchronisé par un autre moyen/,
      0,
    ],
    [
      'autre moyen',
      seen({ mirrors: [{ path: '.github/workflows/g.yml', by: 'trigger-api', advice: ['token-in-clear'] }] }),
      /déjà synchronisé.*révoquez-le/,
      0,
    ],
    [
      'autre moyen, dans le fichier même de l’application',
      seen({
        file: fileTo(),
        mirrors: [{ path: '.github/workflows/miroir-cloud-pi-native.yml', by: 'trigger-api', advice: [] }],
      }),
      /déjà synchronisé/,
      0,
    ],
    [
      'dépôt privé d’un autre : rien n’en est dit',
      seen({
        private: true,
        namerWrites: 'no',
        archived: true,
        mirrors: [{ path: 'g.yml', by: 'trigger-api', advice: ['token-in-clear'] }],
      }),
      /n’y est pas installée, ou ce dépôt n’existe pas, ou il est privé/,
      0,
    ],
    [
      'dépôt privé dont l’auteur est parti après la pull request du dossier',
      seen({ private: true, namerWrites: 'no', pull: merged, pullOf: ownKey, file, run }),
      /✅ copie demandée/,
      0,
    ],
    [
      'autre dossier, déjà synchronisé',
      seen({ pull: merged, file, run, others: [dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2)] }),
      /✅ copie demandée.*aussi déclaré dans `dnum-mi\/dso-formation#2`/,
      0,
    ],
    [
      'autre dossier, qui porte la correction d’un fichier d’avant',
      seen({
        pull: merged,
        file: { ...file, formerTags: true },
        run,
        others: [dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2)],
      }),
      /✅ copie demandée/,
      0,
    ],
    [
      'commits d’un autre sur la branche, tous fusionnés',
      seen({ pull: merged, file: fileTo(), branch: { sha: 'a', file: null, foreign: true } }),
      /en préparation/,
      1,
    ],
    [
      'commits d’un autre sur la branche depuis la fusion',
      seen({ pull: merged, file: fileTo(), branch: { sha: 'b', file: null, foreign: true } }),
      /n’y touche plus/,
      0,
    ],
    [
      'autre dossier',
      seen({ others: [dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2)] }),
      /déjà suivi par le dossier `dnum-mi\/dso-formation#2`/,
      0,
    ],
  ])('%s', (...[, sight, said, pulls]) => {
    const { line, pulls: found } = told(sight);
    expect(line).toMatch(said);
    expect(found).toBe(pulls);
  });

  it.each<[string, Partial<RepositorySeen>]>([
    ['tel quel', {}],
    ['dont le droit n’a pas pu être vérifié', { namerWrites: 'unverified' }],
    ['archivé', { archived: true }],
    ['vide', { defaultBranch: null }],
    ['copie d’un autre', { fork: true }],
    ['sans une branche demandée', { missingBranches: ['recette'] }],
    ['avec un autre moyen', { mirrors: [{ path: 'g.yml', by: 'trigger-api', advice: ['token-in-clear'] }] }],
    ['avec la branche d’un autre', { branch: { sha: 'a', file: null, foreign: true } }],
    ['avec la pull request d’un autre dossier', { pull: opened, pullOf: dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2) }],
    ['synchronisé', { pull: merged, file, run }],
    ['déclaré par un autre dossier', { others: [dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2)] }],
    ['avec un workflow illisible', { unread: [{ path: 'a.yml', because: 'il est trop grand' }] }],
    ['renommé', { name: 'demat-permis/api-v2' }],
  ])('dépôt privé de quelqu’un d’autre, %s : mot pour mot comme un dépôt qui n’existe pas', (_, change) => {
    const whole = (sight: RepositoryReading) => {
      const { stage } = told(sight);
      stage.comment(people.author, '/miroir');
      stage.reconcile();
      return stage.comments();
    };
    expect(whole(seen({ namerWrites: 'no', private: true, ...change }))).toEqual(whole({ kind: 'unreachable' }));
  });

  it('des workflows que l’application n’a pas pu lire sont nommés avec leur raison, trois au plus', () => {
    const unread = ['a', 'b`c', 'd', 'e', 'f'].map((path) => ({ path, because: 'il est trop grand' }));
    expect(told(seen({ unread: unread.slice(0, 1) })).line).toMatch(
      /en préparation\. L’application n’a pas pu lire `a` \(il est trop grand\) : elle n’en tient pas compte\. Nom interne/,
    );
    expect(told(seen({ unread })).line).toMatch(
      /``b`c`` \(il est trop grand\), `d` \(il est trop grand\) et 2 fichiers de `.github\/workflows` : /,
    );
  });

  it('d’un dépôt privé, ces fichiers ne sont pas nommés', () => {
    const { line } = told(seen({ private: true, unread: [{ path: 'secret.yml', because: 'il est trop grand' }] }));
    expect(line).toMatch(/n’a pas pu lire 1 fichier de `.github\/workflows` : elle n’en tient pas compte\. Nom interne/);
  });

  it.each(['no', 'unverified'] as const)('un refus de GitHub n’est pas dit à un auteur dont le droit est « %s »', (namerWrites) => {
    const { line } = told({ kind: 'unreadable', because: 'GitHub a répondu 403', namerWrites });
    expect(line).toBe(told({ kind: 'unreachable' }).line);
  });

  it('dépôt privé autorisé par la Service Team : ce qu’il en est est dit', () => {
    const stage = stageOf(() => seen({ private: true, namerWrites: 'no', archived: true }));
    stage.comment(people.serviceTeam, `/autoriser ${name}`);
    stage.reconcile();
    expect(stage.commentIn('status')).toContain('archivé');
  });

  it('un dossier d’un autre dépôt d’accompagnement n’est pas nommé : ce dépôt peut être privé', () => {
    const other = dossierKey({ owner: 'direction-secrete', repo: 'hub' }, 2);
    const carried = told(seen({ others: [other] }));
    expect(carried.line).toContain('déjà suivi par un dossier d’un autre dépôt d’accompagnement : une seule pull request');
    const shared = told(seen({ pull: merged, file, run, others: [other, dossierKey({ owner: 'direction-secrete', repo: 'hub' }, 3)] }));
    expect(shared.line).toContain('aussi déclaré dans un dossier d’un autre dépôt d’accompagnement, qui suit');
    for (const { stage } of [carried, shared]) expect(JSON.stringify(stage.comments())).not.toContain('direction-secrete');
  });

  it.each<[string, Partial<RepositorySeen>, number]>([
    ['un autre l’a eue, pendant qu’il attendait déjà : elle revient au premier ouvert', {}, 1],
    ['un autre l’avait avant qu’il n’attende', { pull: { ...opened, openedAt: '2026-12-01T09:00:00Z' } }, 0],
    ['un autre l’a eue, et elle est fusionnée', { pull: { ...merged, openedAt: late } }, 0],
    ['un autre, ouvert avant lui, l’a eue', { elder: otherKey }, 0],
    ['un autre l’a eue, et rien n’autorise l’application à agir pour lui', { namerWrites: 'no' }, 0],
  ])('une pull request de l’application dans un dépôt partagé, %s', (_, change, pulls) => {
    const sight = seen({ pull: { ...opened, openedAt: late }, pullOf: otherKey, others: [otherKey], elder: null, ...change });
    const { line, pulls: found } = told(sight);
    expect(found).toBe(pulls);
    expect(line.includes('déjà suivi par le dossier `dnum-mi/dso-formation#9`')).toBe(pulls === 0);
  });

  it.each<[string, (stage: ReturnType<typeof stageOf>) => void]>([
    ['corrigé', (stage) => stage.editBody(`${body}\n`)],
    [
      'rouvert',
      (stage) => {
        stage.close(people.author);
        stage.reconcile();
        stage.reopen(people.author);
      },
    ],
    [
      'ramené en arrière, puis de nouveau en avant',
      (stage) => {
        stage.setLabel(people.serviceTeam, 'phase: prérequis');
        stage.reconcile();
        stage.setLabel(people.serviceTeam, 'phase: OVH');
      },
    ],
  ])('un dossier %s depuis que la pull request est ouverte ne la reprend pas', (_, changes) => {
    let openedAt = late;
    const stage = stageOf(() => seen({ pull: { ...opened, openedAt }, pullOf: otherKey, others: [otherKey], elder: null }));
    stage.daysPass(1);
    openedAt = stage.clock();
    stage.daysPass(1);
    expect(stage.plan().pulls).toHaveLength(1);
    changes(stage);
    stage.reconcile();
    expect(stage.plan().pulls).toEqual([]);
  });

  it('dans un dépôt partagé, le dossier qui a la pull request la garde', () => {
    expect(told(seen({ pull: opened, pullOf: ownKey, others: [dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2)] })).pulls).toBe(
      1,
    );
  });
});

describe('ce qui a été vu', () => {
  it('deux plateformes : un seul commentaire pour leurs pull requests, et rien à réécrire ensuite', () => {
    const stage = stageOf(() => seen({ pull: opened }));
    stage.comment(people.serviceTeam, '/forcer cloud-pi-native jalon');
    expect(stage.reconcile().created).toEqual(['checklist/cloud-pi-native']);
    expect(stage.reconcile()).toMatchObject({ created: [], writes: 0 });
  });

  it('un passage réussi coche l’étape, qui le reste ensuite', () => {
    let sight = seen({ pull: merged, file, run });
    const stage = stageOf(() => sight);
    const done = () => stage.plan().status.items.find(({ item }) => item.id === 'accostage')?.status.kind;
    expect(done()).toBe('evidence');
    sight = seen({ pull: merged, file, run: { ...run, id: 10, at: '2027-02-01T00:00:00Z', succeeded: false } });
    stage.reconcile();
    expect(done()).toBe('evidence');
  });

  it('une série d’échecs : un seul commentaire, corrigé au premier succès ; une autre série, un autre', () => {
    let sight = seen({ pull: merged, file, run: { ...run, succeeded: false } });
    const stage = stageOf(() => sight);
    const failures = () =>
      stage
        .observation()
        .comments.filter(({ slot }) => slot?.startsWith('mirror-failure/'))
        .map(({ slot }) => slot);
    sight = seen({ ...sight, run: { ...run, id: 10, succeeded: false } });
    stage.reconcile();
    expect(failures()).toEqual(['mirror-failure/9']);
    sight = seen({ ...sight, run: { ...run, id: 11 } });
    stage.reconcile();
    expect(stage.commentIn('mirror-failure/9')).toContain('est de nouveau demandée');
    sight = seen({ ...sight, run: { ...run, id: 12, succeeded: false } });
    stage.reconcile();
    expect(failures()).toEqual(['mirror-failure/9', 'mirror-failure/12']);
  });

  it('/miroir redemande ce qui avait été fermé, pas ce qui est fermé ensuite', () => {
    let sight = seen({ pull: { ...closed, endedAt: '2027-01-01T00:00:00Z' } });
    const stage = stageOf(() => sight);
    expect(stage.plan().pulls).toHaveLength(0);
    stage.comment(people.author, '/miroir');
    expect(stage.plan().pulls).toMatchObject([{ reopen: true }]);
    stage.reconcile();
    sight = seen({ pull: { ...closed, endedAt: '2028-01-01T00:00:00Z' } });
    expect(stage.plan().pulls).toHaveLength(0);
  });

  it('à la fermeture, le suivi est déjà celui d’un dossier fermé : rien ne sera réécrit ensuite', () => {
    const stage = stageOf(() => seen({ pull: opened, pullOf: ownKey }));
    stage.comment(people.serviceTeam, '/forcer embarque jalon');
    expect(stage.plan()).toMatchObject({ close: true, status: { mode: 'closed', mirrors: [] } });
  });

  describe('la phase qui ferme le dossier', () => {
    function embarked(sight: RepositoryReading) {
      const stage = stageOf(() => sight);
      stage.comment(people.serviceTeam, '/forcer embarque jalon');
      return stage;
    }

    it('n’ouvre aucune pull request, ni à l’entrée ni quand le dossier est rouvert', () => {
      const stage = embarked(seen({ pull: merged, pullOf: ownKey, file, run }));
      expect(stage.plan()).toMatchObject({ close: true, pulls: [] });
      stage.reconcile();
      stage.reopen(people.serviceTeam);
      expect(stage.plan()).toMatchObject({ close: false, pulls: [] });
      stage.reconcile();
      expect(stage.comments().map(({ slot }) => slot)).not.toContain('mirror/ovh_cloud-pi-native');
    });

    it('dit ce qui tourne déjà, et comment demander le reste', () => {
      const stage = embarked(seen());
      stage.reconcile();
      stage.reopen(people.serviceTeam);
      expect(renderStatus(stage.plan().status, { failures: [], sealed: null })).toMatch(/l’accompagnement est terminé[^\n]*\/miroir/);
    });

    it('en ouvre une que /miroir demande dans un dossier rouvert', () => {
      const stage = embarked(seen({ pull: merged, pullOf: ownKey, file, run }));
      stage.reconcile();
      stage.reopen(people.serviceTeam);
      stage.reconcile();
      stage.comment(people.author, '/miroir');
      expect(stage.plan().pulls).toHaveLength(1);
    });
  });

  it('avant la phase qui accoste, /miroir ne propose que dans le dépôt qu’il nomme', () => {
    const two = aBody({ 'depots-applicatifs': name, 'depots-infra': 'demat-permis/infra' });
    const stage = createToyHub({ body: two, see: (asked) => seen({ name: asked }) });
    stage.reconcile();
    stage.comment(people.author, `/miroir ${name}`);
    expect(stage.plan().pulls.map(({ seen: { name: where } }) => where)).toEqual([name]);
  });

  describe('une plateforme qu’une phase ne garde pas', () => {
    const procedure = {
      ...defaults.procedure,
      phases: defaults.procedure.phases.map((phase) =>
        phase.id === 'ouverture-de-flux' ? { ...phase, mirror: ['cloud-pi-native'] } : phase,
      ),
    };
    const both = ['ovh', 'cloud-pi-native'];

    function stageIn(phase: string, platforms: readonly string[] = both) {
      const stage = createToyHub({
        body,
        procedure,
        see: () => seen({ pull: merged, pullOf: ownKey, file: fileTo(...platforms), run }),
      });
      stage.reconcile();
      stage.comment(people.serviceTeam, `/forcer ${phase} jalon`);
      stage.reconcile();
      return stage;
    }

    it('une pull request la retire du même fichier', () => {
      const stage = stageIn('ouverture-de-flux');
      const [pull] = stage.plan().pulls;
      if (pull === undefined) throw new Error('aucune pull request');
      expect(renderPull(pull, 'https://console.test')).toMatchObject({
        title: 'ci: ne plus synchroniser ce dépôt vers OVH',
        body: expect.stringMatching(/Elle retire la plateforme \*\*OVH\*\*[^]*supprimez ce qui ne sert plus[^]*CPIN_OVH_MIRROR_TOKEN/),
      });
      expect(pull).toMatchObject({ workflow: { platforms: [{ id: 'cloud-pi-native' }] }, dropped: [{ id: 'ovh' }] });
    });

    it('retirée : rien de plus', () => {
      expect(stageIn('ouverture-de-flux', ['cloud-pi-native']).plan().pulls).toEqual([]);
    });

    it('un retour à une phase précédente ne retire rien', () => {
      expect(stageIn('ovh').plan().pulls).toEqual([]);
    });

    it('le commentaire dit quoi faire', () => {
      const stage = createToyHub({ body, procedure, see: () => seen({ pull: opened, pullOf: ownKey, file: fileTo(...both), run }) });
      stage.reconcile();
      stage.comment(people.serviceTeam, '/forcer ouverture-de-flux jalon');
      stage.reconcile();
      expect(stage.toldIn('mirror/cloud-pi-native/sans/ovh')).toMatch(/ne plus synchroniser vos dépôts vers OVH[^]*CPIN_OVH_MIRROR_TOKEN/);
    });
  });

  it.each([
    ['Sans objet', ['main']],
    ['À définir', ['main']],
    ['la branche par défaut', ['main']],
    ['- `recette`\n- refs/heads/prod', ['recette', 'prod']],
  ])('branches à synchroniser : %j', (answer, branches) => {
    const stage = createToyHub({
      body: aBody({ 'depots-applicatifs': name, 'depots-infra': name, 'miroir-branches': answer }),
      see: () => seen(),
    });
    stage.reconcile();
    stage.setLabel(people.serviceTeam, 'phase: OVH');
    expect(stage.plan().pulls).toMatchObject([{ workflow: { branches } }]);
  });

  it('un nom de branche hostile reste inerte dans le suivi', () => {
    const { stage } = told(seen({ missingBranches: ['</details> @equipe <!-- accostage:slot=status -->'] }));
    const plan = stage.plan();
    expect(renderStatus(plan.status, { failures: [], sealed: null })).toContain('`</details> @equipe <!-- accostage:slot=status -->`');
    expect(plan.comments.map(renderComment).join('\n')).not.toMatch(/^<\/details> @equipe/m);
  });
});
