import { describe, expect, it } from 'vitest';
import type { Transport } from '../../src/config/transport.ts';
import type { RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { dossierKey } from '../../src/words/key.ts';
import { renderPull } from '../../src/render/mirror-pull.ts';
import { renderStatus } from '../../src/render/status.ts';
import { fileTo, merged, run, seen } from './a-repository.ts';
import { wordsTo } from './answers-to.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const name = 'demat-permis/api';
const body = aBody({ 'depots-applicatifs': name, 'depots-infra': name });
const ownKey = dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 7);
const otherKey = dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 2);
const opened = { ...merged, state: 'open', endedAt: null } as const;

/** A process that reaches its platforms so. */
function reaching(transports: Readonly<Record<string, Transport>>) {
  const { procedure } = defaults;
  const platforms = procedure.mirror.platforms.map((platform) => ({
    ...platform,
    transport: transports[platform.id] ?? platform.transport,
  }));
  return { ...procedure, mirror: { ...procedure.mirror, platforms } };
}

/** A dossier in OVH, in such a process, whose one repository is seen so. */
function stageOf(see: () => RepositoryReading, transports: Readonly<Record<string, Transport>> = {}) {
  const stage = createToyHub({ body, procedure: reaching(transports), see });
  stage.reconcile();
  stage.setLabel(people.serviceTeam, 'phase: OVH');
  stage.reconcile();
  return stage;
}

type Stage = ReturnType<typeof stageOf>;

function statusLine(stage: Stage): string {
  const [, line = ''] =
    /(?:Accostage\s: ce qui bloque|<summary>Accostage des dépôts[^\n]*)\n\n(- .*)/.exec(
      renderStatus(stage.plan().status, { failures: [], sealed: null }),
    ) ?? [];
  return line.replaceAll(/\s+/g, ' ');
}

/** What a command answers. */
function answer(stage: Stage, line: string, by: string = people.serviceTeam): string {
  const id = stage.comment(by, line);
  return wordsTo(stage.reconcile().plan, id).replaceAll(/\s+/g, ' ');
}

const byConsole: Transport = { kind: 'console' };
const schedule: Transport = { kind: 'gitlab-schedule' };
const inside: Transport = { kind: 'github-action', runsOn: ['self-hosted', 'mi'] };
const called: Transport = { kind: 'reusable', uses: 'dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml', version: 'v0' };

describe('chaque plateforme a son transport', () => {
  it.each([
    ['console', byConsole, /Sur la page du dépôt dans la console, demandez la synchronisation de la branche par défaut.*à redemander/],
    ['gitlab-schedule', schedule, /Pipeline schedules.*`PROJECT_NAME`.*`GIT_BRANCH_DEPLOY`.*Lancez-la une fois/],
  ])('%s : aucune pull request, les étapes à suivre, que des personnes signalent', (_, transport, steps) => {
    const stage = stageOf(() => seen(), { ovh: transport });
    expect(stage.plan().pulls).toEqual([]);
    expect(statusLine(stage)).toMatch(/aucune pull request n’est nécessaire.*Nom interne sur la plateforme : `api`/);
    const comment = (stage.toldIn('mirror/ovh') ?? '').replaceAll(/\s+/g, ' ');
    expect(comment).toMatch(steps);
    expect(comment).toMatch(/`\/fait accostage`/);
    expect(comment).not.toMatch(/CPIN_OVH|fusionne/);
    expect(stage.plan().status.items.find(({ item }) => item.id === 'accostage')?.status.kind).toBe('open');
    stage.comment(people.author, '/fait accostage');
    stage.reconcile();
    expect(stage.toldIn('mirror/ovh')).toMatch(/<summary>Accostage\s: [^\n]* — fait ✅<\/summary>/);
  });

  it('sans fichier, personne n’a besoin que l’application soit installée', () => {
    const stage = stageOf(() => ({ kind: 'unreachable' }), { ovh: byConsole });
    expect(statusLine(stage)).toMatch(/suivez les étapes sous « Accostage », dans le commentaire de la phase/);
    expect(stage.toldIn('mirror/ovh')).toContain('sans pull request');
  });

  it.each([
    ['une machine du ministère', inside, /par une GitHub Action, sur la machine `self-hosted` \+ `mi`/],
    ['le workflow de l’organisation', called, /par une GitHub Action qui appelle le workflow de l’organisation/],
  ])('%s : une pull request, qui le dit', (_, transport, said) => {
    const [pull] = stageOf(() => seen(), { ovh: transport }).plan().pulls;
    expect(pull).toMatchObject({ workflow: { platforms: [{ id: 'ovh', transport }], internalName: 'api' } });
    if (pull === undefined) throw new Error('aucune pull request');
    expect(renderPull(pull, 'https://console.test').body.replaceAll(/\s+/g, ' ')).toMatch(said);
  });

  describe('à l’entrée dans Cloud π native', () => {
    const both = (transport: Transport) => {
      const stage = stageOf(() => seen({ pull: merged, file: fileTo('ovh'), run }), { 'cloud-pi-native': transport });
      stage.comment(people.serviceTeam, '/forcer cloud-pi-native jalon');
      stage.reconcile();
      return stage;
    };

    it('par la console : les étapes, et rien dans le dépôt', () => {
      const stage = both(byConsole);
      expect(stage.plan().pulls).toEqual([]);
      expect(statusLine(stage)).toMatch(/✅ copie demandée/);
      const comment = stage.toldIn('mirror/ovh_cloud-pi-native') ?? '';
      expect(comment).toMatch(/Vers Cloud π native, sans pull request[^]*puis écrivez ici `\/fait triggers-deploiement`\./);
      expect(comment).not.toContain('CPIN_CLOUD_PI_NATIVE');
    });

    it('l’étape « toutes les plateformes » reste alors à cocher par des personnes', () => {
      const items = both(byConsole).plan().status.items;
      expect(items.find(({ item }) => item.id === 'triggers-deploiement')?.status.kind).toBe('open');
    });

    it('par une autre machine : une pull request qui n’ajoute que cette plateforme', () => {
      const stage = both(inside);
      expect(stage.plan().pulls).toMatchObject([
        { dropped: [], workflow: { platforms: [{ id: 'ovh' }, { id: 'cloud-pi-native', transport: inside }] } },
      ]);
    });

    it('quand c’est OVH qui se règle à la main, la pull request ne porte que Cloud π native', () => {
      const stage = stageOf(() => seen(), { ovh: schedule });
      stage.comment(people.serviceTeam, '/forcer cloud-pi-native jalon');
      stage.reconcile();
      const [pull] = stage.plan().pulls;
      expect(pull?.workflow.platforms.map(({ id }) => id)).toEqual(['cloud-pi-native']);
    });
  });

  it('le transport change après la fusion : une pull request le change dans le même fichier, sans toucher au reste', () => {
    const stage = stageOf(() => seen({ pull: merged, file: fileTo('ovh'), run }), { ovh: inside });
    const [pull] = stage.plan().pulls;
    if (pull === undefined) throw new Error('aucune pull request');
    const { title, body: text } = renderPull(pull, 'https://console.test');
    expect(title).toBe('ci: synchroniser autrement ce dépôt vers OVH');
    expect(text).toContain('aucune variable ni aucun secret ne change');
  });

  it('le fichier de l’application ne sert plus : le suivi dit de le supprimer', () => {
    const stage = stageOf(() => seen({ pull: merged, file: fileTo('ovh'), run }), { ovh: byConsole });
    expect(stage.plan().pulls).toEqual([]);
    expect(statusLine(stage)).toMatch(/miroir-cloud-pi-native\.yml` n’y sert plus : supprimez-le/);
  });
});

it('le fichier ou la pull request d’un autre dossier restent : rien n’est dit de les retirer', () => {
  const shared = seen({ pull: opened, pullOf: otherKey, file: fileTo('ovh'), run, others: [otherKey] });
  expect(statusLine(stageOf(() => shared, { ovh: byConsole }))).not.toMatch(/fermez-la|supprimez-le/);
});

describe('un fichier d’avant, où un tag synchronise tout', () => {
  const old = { ...fileTo('ovh'), formerTags: true };

  it('une pull request le corrige, et dit ce qu’il supprimait', () => {
    const stage = stageOf(() => seen({ pull: merged, file: old, run }));
    const [pull] = stage.plan().pulls;
    if (pull === undefined) throw new Error('aucune pull request');
    const { title, body: text } = renderPull(pull, 'https://console.test');
    expect(title).toBe('ci: copier les tags sans rien supprimer');
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/Un tag envoyé sera copié seul : jusqu’ici, il faisait tout copier, et \*\*supprimer\*\*/);
  });

  it('ouverte, elle est suivie ; fermée, l’application n’insiste pas et dit de nouveau ce que fait le fichier', () => {
    expect(statusLine(stageOf(() => seen({ pull: opened, file: old, run })))).toMatch(/pull request nᵒ 3.* à relire/);
    const declined = stageOf(() => seen({ pull: { ...merged, state: 'closed' }, file: old, run }));
    expect(declined.plan().pulls).toEqual([]);
    expect(statusLine(declined)).toMatch(/✅ copie demandée/);
  });
});

describe('/transport', () => {
  it('change le transport de ce dossier, avec sa trace, et ce qui en découle', () => {
    const stage = stageOf(() => seen({ pull: opened, pullOf: ownKey, branch: { sha: 'a', file: fileTo('ovh'), foreign: false } }));
    expect(answer(stage, '/transport ovh console')).toMatch(
      /la copie vers \*\*OVH\*\* passe par le bouton de synchronisation de la console.*1\. Dans la console, onglet \*\*Ressources\*\*.*`\/fait accostage`/,
    );
    expect(stage.state().transports).toEqual({ ovh: { kind: 'console' } });
    expect(stage.plan().pulls).toEqual([]);
    expect(statusLine(stage)).toMatch(/La \[pull request nᵒ 3\].* n’a plus d’objet : fermez-la/);
    expect(stage.toldIn('mirror/ovh')).toContain('sans pull request');
    expect(stage.commentIn('status')).toMatch(/a changé le transport vers OVH.*`console`/);
    expect(answer(stage, '/transport OVH console')).toMatch(/passait déjà par/);
    expect(answer(stage, '/transport ovh défaut')).toMatch(/une GitHub Action, sur une machine de GitHub/);
    expect(stage.state().transports).toEqual({});
    expect(stage.plan().pulls).toHaveLength(1);
  });

  it.each<[string, Transport]>([
    ['ovh github-action self-hosted, mi', inside],
    ['ovh action self-hosted mi', inside],
    ['cloud pi native reusable', called],
    ['Cloud π native organisation', called],
    ['cloud-pi-native planifié', schedule],
    ['ovh à la main', byConsole],
  ])('%s', (args, transport) => {
    const stage = stageOf(() => seen());
    answer(stage, `/transport ${args}`);
    expect(Object.values(stage.state().transports)).toEqual([transport]);
  });

  it('une plateforme d’une phase précédente : les étapes sont dans la réponse, et le fichier ne garde que l’autre', () => {
    const stage = stageOf(() => seen({ pull: merged, file: fileTo('ovh', 'cloud-pi-native'), run }));
    stage.comment(people.serviceTeam, '/forcer cloud-pi-native jalon');
    stage.reconcile();
    expect(answer(stage, '/transport ovh gitlab-schedule')).toMatch(/Pipeline schedules/);
    expect(stage.plan().pulls).toMatchObject([{ dropped: [{ id: 'ovh' }], workflow: { platforms: [{ id: 'cloud-pi-native' }] } }]);
  });

  it('avant la phase qui y synchronise, c’est retenu', () => {
    const stage = stageOf(() => seen());
    expect(answer(stage, '/transport cloud-pi-native console')).toMatch(/comptera quand une phase y synchronisera/);
    stage.comment(people.serviceTeam, '/forcer cloud-pi-native jalon');
    stage.reconcile();
    expect(stage.toldIn('mirror/ovh_cloud-pi-native')).toContain('Vers Cloud π native, sans pull request');
  });

  it.each([
    ['', /il manque la plateforme/],
    ['console', /il manque la plateforme.*Par exemple : `\/transport (?:ovh|cloud-pi-native) console`/],
    ['github-action self-hosted', /il manque la plateforme/],
    ['mars console', /cette plateforme n’existe pas/],
    ['ovh', /il manque le transport.*ovh /],
    ['ovh pigeon', /ce transport n’existe pas.*github-action.*gitlab-schedule/],
    ['ovh console mi', /seul le transport github-action prend des étiquettes/],
    ['ovh github-action ${{secrets.X}}', /une étiquette de machine est faite de lettres/],
    ['ovh action a b c d e f g h i j k', /trop d’étiquettes de machine/],
  ])('%j : une phrase, et rien ne change', (args, said) => {
    const stage = stageOf(() => seen());
    expect(answer(stage, `/transport ${args}`)).toMatch(said);
    expect(stage.state().transports).toEqual({});
  });

  it('est réservée à la Service Team', () => {
    const stage = stageOf(() => seen());
    expect(answer(stage, '/transport ovh console', people.author)).toMatch(/réservée à la Service Team/);
    expect(stage.state().transports).toEqual({});
  });
});
