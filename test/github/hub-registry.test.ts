import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDefaults, readShipped, shippedForm } from '../../src/defaults.ts';
import { GateClosed } from '../../src/github/gate-closed.ts';
import { createHubIds } from '../../src/github/hub-ids.ts';
import { createHubRegistry, type HubRegistry } from '../../src/github/hub-registry.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { ableToStandAside } from '../../src/github/patience.ts';
import { renderHubIssue } from '../../src/render/hub-issue.ts';
import { describeProblem } from '../../src/yaml/problem.ts';
import { hubKey } from '../../src/words/key.ts';
import { alone } from '../../src/queue/facts.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { aHub, api, endNock } from './nock.ts';

/** Nobody took the name of the hub. */
const itself = { isItself: () => Promise.resolve(true) };

let hub: Repository;
let registry: HubRegistry;
beforeEach(async () => {
  hub = await aHub();
  registry = createHubRegistry(readDefaults(), ['dnum-mi/hub'], { layers: () => Promise.resolve(null), hubIds: itself });
});
afterEach(endNock);

const form = readShipped(shippedForm);

it('un autre dépôt sous le nom du dépôt d’accompagnement ne dit pas qui y décide : rien de lui n’est lu', async () => {
  const hubIds = createHubIds({ clock: fakeClock(), facts: alone, hubs: ['dnum-mi/hub'] });
  expect(hubIds.isIt(hubKey(hub), 5)).toBe(true);
  registry = createHubRegistry(readDefaults(), ['dnum-mi/hub'], { layers: () => Promise.resolve(null), hubIds });
  nock(api).get('/repos/dnum-mi/hub').reply(200, { id: 6 });
  expect(await registry.setupOf(hub)).toBe(null);
});

/** A file of the hub, at its head or at a commit; null where there is none. */
function holds(path: string, content: string | null, ref?: string): void {
  const call = nock(api)
    .get(`/repos/dnum-mi/hub/contents/${encodeURIComponent(path)}`)
    .query(ref === undefined ? {} : { ref });
  if (content === null) call.reply(404, { message: 'Not Found' });
  else call.reply(200, { type: 'file', encoding: 'base64', content: Buffer.from(content).toString('base64') });
}

/** As `holds`, of the organisation's process. */
function shared(content: string, ref?: string): void {
  nock(api)
    .get(`/repos/dnum-mi/.github/contents/${encodeURIComponent('.github/accostage.yml')}`)
    .query(ref === undefined ? {} : { ref })
    .reply(200, { type: 'file', encoding: 'base64', content: Buffer.from(content).toString('base64') });
}

/** The hub's own process, which the shipped form goes with where it can be read. */
function configured(content: string, ref?: string): void {
  holds('.github/accostage.yml', content, ref);
  if (!content.includes('phase:')) holds('.github/ISSUE_TEMPLATE/embarquement.yml', form, ref);
}

const broken = 'phase: []';
const valid = (maxPerDay: number) => `comments: { maxPerDay: ${maxPerDay} }`;
const phases = (was: string) => `phases:
  - id: ovh
    remove: true
  - id: cloud-pi-native${was}
    include: []
    gate: []
    mirror: [cloud-pi-native]
`;

/** The commits of the hub's own file, the newest first, one a day; no form changed. */
function committed(...shas: readonly string[]): void {
  changed('hub', '.github/accostage.yml', shas);
  changed('hub', '.github/ISSUE_TEMPLATE', []);
}

function changed(repo: string, path: string, shas: readonly string[]): void {
  nock(api)
    .get(`/repos/dnum-mi/${repo}/commits`)
    .query({ path, per_page: 21 })
    .reply(
      200,
      shas.map((sha) => ({ sha, commit: { committer: { date: `2027-01-${sha.slice(1).padStart(2, '0')}T09:00:00Z` } } })),
    );
}

function standIn(label: string, ...numbers: readonly number[]): void {
  nock(api)
    .get('/repos/dnum-mi/hub/issues')
    .query({ labels: label, state: 'open', per_page: 100 })
    .reply(
      200,
      numbers.map((number) => ({ number })),
    );
}

const inUse = async () => (await registry.setupOf(hub))?.procedure;

describe('une phase retirée alors que des dossiers s’y trouvent', () => {
  const refused =
    '.github/accostage.yml:2:5: la phase « OVH » (ovh) n’est plus dans le processus, et 2 dossiers ouverts s’y trouvent (écrivez was: [ovh] sur la phase qui les reprend, ou attendez qu’ils en sortent)';

  it('est refusée, à sa ligne, en nommant les dossiers ; la configuration d’avant reste', async () => {
    configured(valid(3));
    committed('c1');
    await registry.refresh(hub);
    configured(phases(''));
    standIn('phase: OVH', 34, 12);
    const { problems } = await registry.refresh(hub);
    expect(problems.map(describeProblem)).toEqual([refused]);
    expect(renderHubIssue('configuration', { problems, warnings: [], undone: [] }).body).toMatch(/Dossiers\s: #12, #34/);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 3 } });
  });

  it('dans un dépôt encore vide, il n’y a pas de version d’avant', async () => {
    configured(valid(3));
    for (const path of ['.github/accostage.yml', '.github/ISSUE_TEMPLATE'])
      nock(api).get('/repos/dnum-mi/hub/commits').query({ path, per_page: 21 }).reply(409, { message: 'Git Repository is empty.' });
    expect((await registry.refresh(hub)).problems).toEqual([]);
  });

  it('l’est aussi après un redémarrage', async () => {
    configured(phases(''));
    committed('c2', 'c1');
    configured(valid(3), 'c1');
    standIn('phase: OVH', 12, 34);
    const { problems } = await registry.refresh(hub);
    expect(problems.map(describeProblem)).toEqual([refused]);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 3 } });
  });

  it('l’est encore quand une version refusée précède celle-ci', async () => {
    configured(`${phases('')}${valid(5)}`);
    committed('c3', 'c2', 'c1');
    configured(phases(''), 'c2');
    configured(valid(3), 'c1');
    standIn('phase: OVH', 12, 34);
    // The version before, looked at in its turn.
    standIn('phase: OVH', 12, 34);
    await registry.refresh(hub);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 3 } });
  });

  it('est acceptée quand une autre la reprend (was), sans rien chercher', async () => {
    configured(phases('\n    was: [ovh]'));
    committed('c1');
    expect((await registry.refresh(hub)).problems).toEqual([]);
    expect((await inUse())?.phases.map(({ id }) => id)).not.toContain('ovh');
  });

  it('est acceptée quand personne ne s’y trouve', async () => {
    configured(phases(''));
    committed('c1');
    standIn('phase: OVH');
    expect((await registry.refresh(hub)).problems).toEqual([]);
    expect((await inUse())?.phases.map(({ id }) => id)).not.toContain('ovh');
  });
});

describe('un libellé du formulaire, un prérequis renommé sans was', () => {
  /** The hub as it is after a start, then with a renamed label in its form and what its process says. */
  async function renamed(label: string, process: string): Promise<readonly string[]> {
    configured(valid(3));
    committed('c1');
    await registry.refresh(hub);
    holds('.github/accostage.yml', process);
    holds('.github/ISSUE_TEMPLATE/embarquement.yml', form.replace('label: Architecture technique', `label: ${label}`));
    return (await registry.refresh(hub)).problems.map(describeProblem);
  }

  function opened(...bodies: readonly string[]): void {
    const issues = bodies.map((body, index) => ({ number: index + 1, body, labels: [{ name: 'phase: prérequis' }] }));
    nock(api).get('/repos/dnum-mi/hub/issues').query({ state: 'open', per_page: 100 }).reply(200, issues);
  }

  const answered = `### Architecture technique\n\nTrois services.\n`;

  it('un dossier répond sous l’ancien titre : la configuration est refusée, et le nomme', async () => {
    opened('### Nom du projet\n\nSillage\n', answered);
    expect(await renamed('Architecture détaillée', valid(4))).toEqual([
      '.github/accostage.yml:1:1: le champ « Architecture détaillée » (architecture) s’appelait « Architecture technique », et un dossier ouvert y répond sous ce titre (écrivez was: ["Architecture technique"] sur le champ architecture, dans fields)',
    ]);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 3 } });
  });

  it('personne n’y répond, ou was le dit : elle est acceptée', async () => {
    opened('### Architecture technique\n\n_No response_\n');
    expect(await renamed('Architecture détaillée', valid(4))).toEqual([]);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 4 } });
  });

  it('was le dit : elle est acceptée, sans rien chercher', async () => {
    const was = `${valid(4)}\nfields: [{ id: architecture, was: [Architecture technique] }]`;
    expect(await renamed('Architecture détaillée', was)).toEqual([]);
  });

  const answeredAnew = answered.replace('technique', 'détaillée');

  it('autant de dossiers répondent sous le nouveau : elle est refusée', async () => {
    opened(answered, answeredAnew);
    expect(await renamed('Architecture détaillée', valid(4))).toHaveLength(1);
  });

  it('plus de dossiers répondent sous le nouveau : la refuser leur ferait perdre davantage, elle est acceptée', async () => {
    opened(answered, answeredAnew, answeredAnew);
    expect(await renamed('Architecture détaillée', valid(4))).toEqual([]);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 4 } });
  });

  const other = (was: string, kind = 'described-text') => `prerequisites:
  - { id: architecture, remove: true }
  - { id: schema, after: projet-nom, title: Schéma, field: architecture, kind: ${kind}, help: Décrivez-le.${was} }
`;

  it('un prérequis retiré, un nouveau qui demande la même chose : refusée, en nommant les dossiers qui y répondent', async () => {
    opened(answered, '');
    expect(await renamed('Architecture technique', other(''))).toEqual([
      expect.stringMatching(
        /^\.github\/accostage\.yml:1:1: le prérequis « .+ » \(architecture\) n’est plus dans le processus, « Schéma » \(schema\) demande la même chose, et un dossier ouvert y répond \(écrivez was: \[architecture\] sur le prérequis schema\)$/,
      ),
    ]);
  });

  it.each([
    ['repris par was', other(', was: [architecture]')],
    ['retiré seulement', 'prerequisites: [{ id: architecture, remove: true }]'],
  ])('%s : rien n’est cherché, ni refusé', async (_, process) => {
    expect(await renamed('Architecture technique', process)).toEqual([]);
  });
});

describe('après un redémarrage, ce qui a changé juste avant', () => {
  it('dans la configuration de l’organisation : une phase retirée est refusée, en nommant les dossiers', async () => {
    registry = createHubRegistry(readDefaults(), ['dnum-mi/hub'], {
      layers: (where) => Promise.resolve({ octokit: hub.octokit, ...where }),
      hubIds: itself,
    });
    const essai = `phases:
  - { id: essai, after: ovh, title: Essai, intro: Vous essayez., label: { name: 'phase: essai', color: ffffff, description: Essai }, gate: [] }
`;
    configured('_extends: .github');
    shared(valid(3));
    committed('c1');
    changed('.github', '.github/accostage.yml', ['c3', 'c2']);
    configured('_extends: .github', 'c1');
    shared(essai, 'c2');
    standIn('phase: essai', 12);
    const { problems } = await registry.refresh(hub);
    expect(problems.map(describeProblem)).toEqual([
      expect.stringMatching(/la phase « Essai » \(essai\) n’est plus dans le processus, et un dossier ouvert s’y trouve/),
    ]);
    expect((await inUse())?.phases.map(({ id }) => id)).toContain('essai');
  });

  it('dans le formulaire : un libellé renommé sans was est refusé, en nommant les dossiers', async () => {
    holds('.github/accostage.yml', valid(3));
    holds('.github/ISSUE_TEMPLATE/embarquement.yml', form.replace('label: Architecture technique', 'label: Architecture détaillée'));
    changed('hub', '.github/accostage.yml', ['c1']);
    changed('hub', '.github/ISSUE_TEMPLATE', ['c2', 'c1']);
    configured(valid(3), 'c1');
    const issue = { number: 7, body: '### Architecture technique\n\nTrois services.\n', labels: [{ name: 'phase: prérequis' }] };
    nock(api).get('/repos/dnum-mi/hub/issues').query({ state: 'open', per_page: 100 }).reply(200, [issue]);
    const { problems } = await registry.refresh(hub);
    expect(problems.map(({ issues }) => issues)).toEqual([[7]]);
    expect((await registry.setupOf(hub))?.form.fields.map(({ label }) => label)).toContain('Architecture technique');
  });
});

it('après un redémarrage, un libellé renommé sans was deux versions plus tôt : refusé, et la version d’avant lui reste', async () => {
  const renamed = form.replace('label: Architecture technique', 'label: Architecture détaillée');
  const issue = { number: 7, body: '### Architecture technique\n\nTrois services.\n', labels: [{ name: 'phase: prérequis' }] };
  for (const ref of [undefined, 'c2']) {
    holds('.github/accostage.yml', valid(ref === undefined ? 5 : 3), ref);
    holds('.github/ISSUE_TEMPLATE/embarquement.yml', renamed, ref);
  }
  // Once, whatever number of versions it is held against.
  nock(api).get('/repos/dnum-mi/hub/issues').query({ state: 'open', per_page: 100 }).reply(200, [issue]);
  changed('hub', '.github/accostage.yml', ['c3', 'c1']);
  changed('hub', '.github/ISSUE_TEMPLATE', ['c2', 'c1']);
  configured(valid(3), 'c1');
  expect((await registry.refresh(hub)).problems.map(({ issues }) => issues)).toEqual([[7]]);
  expect((await registry.setupOf(hub))?.form.fields.map(({ label }) => label)).toContain('Architecture technique');
});

describe('un démarrage sur une configuration fausse', () => {
  const many = Array.from({ length: 21 }, (_, index) => `c${31 - index}`);

  it.each([
    ['de l’organisation, bien avant vingt et une du dépôt d’accompagnement', { own: many, ofLayer: ['c2'], ref: 'c30', layer: 'c2' }],
    ['du dépôt d’accompagnement, bien avant vingt et une de l’organisation', { own: ['c2'], ofLayer: many, ref: 'c2', layer: 'c30' }],
  ])('retrouve la dernière version %s', async (_, { own, ofLayer, ref, layer }) => {
    registry = createHubRegistry(readDefaults(), ['dnum-mi/hub'], {
      layers: (where) => Promise.resolve({ octokit: hub.octokit, ...where }),
      hubIds: itself,
    });
    const places = nock(api).persist();
    const file = (text: string) => ({ type: 'file', encoding: 'base64', content: Buffer.from(text).toString('base64') });
    configured(`_extends: .github\n${broken}`);
    shared(valid(2));
    changed('hub', '.github/accostage.yml', own);
    changed('hub', '.github/ISSUE_TEMPLATE', []);
    changed('.github', '.github/accostage.yml', ofLayer);
    for (const sha of own.slice(own.length > 1 ? 1 : 0)) {
      places
        .get(`/repos/dnum-mi/hub/contents/${encodeURIComponent('.github/accostage.yml')}`)
        .query({ ref: sha })
        .reply(200, file(`_extends: .github\n${sha === ref ? '' : broken}`));
      places
        .get(`/repos/dnum-mi/hub/contents/${encodeURIComponent('.github/ISSUE_TEMPLATE/embarquement.yml')}`)
        .query({ ref: sha })
        .reply(200, file(form));
    }
    for (const sha of ofLayer)
      places
        .get(`/repos/dnum-mi/.github/contents/${encodeURIComponent('.github/accostage.yml')}`)
        .query({ ref: sha })
        .reply(200, file(valid(sha === layer ? 6 : 2)));
    await registry.refresh(hub);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 6 } });
    nock.cleanAll();
  });

  it('reprend la plus récente des versions correctes du fichier', async () => {
    configured(broken);
    committed('c4', 'c3', 'c2', 'c1');
    configured(broken, 'c3');
    configured(valid(4), 'c2');
    configured(valid(2), 'c1');
    expect((await registry.refresh(hub)).problems).toHaveLength(1);
    expect(await inUse()).toMatchObject({ comments: { maxPerDay: 4 } });
  });

  it('sans version correcte : aucune configuration, et jamais celle qui est fournie', async () => {
    for (let round = 0; round < 2; round++) {
      configured(broken);
      committed('c2', 'c1');
      configured(broken, 'c1');
    }
    expect((await registry.refresh(hub)).setup).toBeNull();
    expect(await registry.setupOf(hub)).toBeNull();
  });
});

it('les dossiers regardés ensemble attendent la même lecture', async () => {
  configured(valid(7));
  committed();
  const [one, other] = await Promise.all([registry.setupOf(hub), registry.setupOf(hub)]);
  expect(one?.procedure.comments.maxPerDay).toBe(7);
  expect(other).toBe(one);
});

it('une lecture qui n’arrive pas : les dossiers qui l’attendent laissent leur place', async () => {
  const clock = fakeClock();
  const answer = Promise.withResolvers<undefined>();
  nock(api)
    .persist()
    .get(/^\/repos\/dnum-mi\/hub\/c/)
    .reply(404, () => answer.promise.then(() => ({ message: 'Not Found' })));
  let aside = 0;
  const standAside = () => {
    aside += 1;
    return () => void (aside -= 1);
  };
  const both = [1, 2].map(() => ableToStandAside(standAside, clock, () => registry.setupOf(hub)));
  await clock.advance(1_000);
  expect(aside).toBe(2);
  answer.resolve(undefined);
  await Promise.all(both);
  expect(aside).toBe(0);
});

it('ce que la porte a fermé au passage qui lisait n’est pas fermé aux dossiers qui attendaient sa lecture', async () => {
  const closed = {
    ...hub,
    octokit: {
      ...hub.octokit,
      get rest(): never {
        throw new GateClosed('what is left of GitHub’s limit is for people', new Date(0));
      },
    },
  };
  const sweep = registry.setupOf(closed);
  configured(valid(7));
  committed();
  const person = registry.setupOf(hub);
  await expect(sweep).rejects.toThrow(GateClosed);
  expect((await person)?.procedure.comments.maxPerDay).toBe(7);
});

describe('ce qu’un autre exemplaire sait plus récent', () => {
  it('pendant une première lecture : ce qui vient d’être lu ne se garde pas, et personne ne passe pour sans configuration', async () => {
    configured(valid(3));
    committed('c1');
    const reading = registry.setupOf(hub);
    registry.forget(hubKey(hub));
    configured(valid(7));
    committed('c1');
    expect((await reading)?.procedure.comments.maxPerDay).toBe(7);
  });
});
