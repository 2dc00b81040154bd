import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDefaults, readShipped, shippedForm } from '../../src/defaults.ts';
import type { HubReading } from '../../src/config/hub-setup.ts';
import { type Layers, readHub } from '../../src/github/read-hub.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { renderHubIssue } from '../../src/render/hub-issue.ts';
import { describeProblem } from '../../src/yaml/problem.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  hub = await aHub();
});
afterEach(endNock);

const defaults = readDefaults();
const form = readShipped(shippedForm);
const open: Layers = (where) => Promise.resolve({ octokit: hub.octokit, ...where });

/** Answers for a file, or for a folder as the names in it; anything else that is asked fails the test. */
function holds(path: string, content: string | readonly string[] | null, repository = 'dnum-mi/hub'): void {
  const call = nock(api).get(`/repos/${repository}/contents/${encodeURIComponent(path)}`);
  if (content === null) call.reply(404, { message: 'Not Found' });
  else if (typeof content === 'string')
    call.reply(200, { type: 'file', encoding: 'base64', content: Buffer.from(content).toString('base64') });
  else
    call.reply(
      200,
      content.map((name) => ({ type: 'file', name })),
    );
}

const config = '.github/accostage.yml';
const forms = '.github/ISSUE_TEMPLATE';
const told = ({ problems }: HubReading) => problems.map(describeProblem);

describe('_extends', () => {
  it.each(['.github', 'dnum-mi/.github', 'DNUM-MI/.github', '.github:.github/accostage.yml', 'dnum-mi/.github:.github/accostage.yml'])(
    '%s : la configuration de l’organisation s’applique d’abord',
    async (named) => {
      holds(config, `_extends: ${named}\ncomments: { maxPerDay: 7 }`);
      holds(config, 'comments: { maxPerDay: 3 }\ntexts: { contact: Écrivez-nous. }', 'dnum-mi/.github');
      holds(`${forms}/embarquement.yml`, form);
      const { setup, problems } = await readHub(hub, open);
      expect(problems).toEqual([]);
      expect(setup?.procedure).toMatchObject({ comments: { maxPerDay: 7 }, texts: { contact: 'Écrivez-nous.' } });
    },
  );

  it.each([
    'prive',
    'demat-permis/prive',
    'autre/.github',
    'prive:charts/values.yaml',
    '.github:charts/values.yaml',
    '.github:.github/../secrets.yml',
    '../.github',
    '.github/',
    '.GITHUB',
    ' ',
    'null',
    '3',
    '[.github]',
    '{ repo: .github }',
  ])('%j : refusé à sa ligne, et rien n’est lu', async (named) => {
    holds(config, `version: 1\n_extends: ${named}`);
    expect(told(await readHub(hub, open))).toEqual([
      expect.stringMatching(
        /^\.github\/accostage\.yml:2:\d+: _extends ne peut nommer que le dépôt \.github du propriétaire de ce dépôt.*\(écrivez _extends: \.github, ou retirez cette clé\)$/,
      ),
    ]);
  });

  it('nommé dans le dépôt .github lui-même : refusé', async () => {
    holds(config, '_extends: .github', 'dnum-mi/.github');
    expect(told(await readHub({ ...hub, repo: '.github' }, open))).toEqual([expect.stringMatching(/_extends nomme ce dépôt lui-même/)]);
  });

  it('absent, illisible, ou dossier : les mêmes mots', async () => {
    const sentences: (readonly string[])[] = [];
    for (const answer of [null, ['accostage.yml']]) {
      holds(config, '_extends: .github');
      holds(config, answer, 'dnum-mi/.github');
      sentences.push(told(await readHub(hub, open)));
    }
    holds(config, '_extends: .github');
    nock(api)
      .get(`/repos/dnum-mi/.github/contents/${encodeURIComponent(config)}`)
      .reply(403, { message: 'Resource not accessible by integration' });
    sentences.push(told(await readHub(hub, open)));
    const [first] = sentences;
    expect(first).toEqual([
      expect.stringMatching(/dnum-mi\/\.github:\.github\/accostage\.yml n’existe pas, ou l’application ne peut pas le lire/),
    ]);
    expect(sentences).toEqual([first, first, first]);
  });

  it('une panne de GitHub n’est pas une absence', async () => {
    holds(config, '_extends: .github');
    nock(api)
      .get(`/repos/dnum-mi/.github/contents/${encodeURIComponent(config)}`)
      .reply(502, {});
    await expect(readHub(hub, open)).rejects.toMatchObject({ status: 502 });
  });
});

describe('d’un fichier hors du dépôt, les problèmes disent la place et rien d’autre', () => {
  const secret = 'Tr0ubadour';
  it.each<[string, string, number]>([
    ['clé inconnue', `version: 1\nmotDePasse${secret}: x`, 2],
    ['valeur fausse', `comments:\n  maxPerDay: ${secret}`, 2],
    ['YAML illisible', `a: [\n${secret}`, 2],
    ['pas des clés', `- ${secret}`, 1],
    ['identifiant répété', `phases:\n  - { id: ovh, title: ${secret} }\n  - { id: ovh, title: ${secret} }`, 3],
    ['« remove » de rien', `phases:\n  - { id: ${secret.toLowerCase()}, remove: true }`, 2],
    ['référence en l’air', `phases:\n  - id: ovh\n    include: [${secret.toLowerCase()}]`, 3],
    ['champ absent du formulaire', `prerequisites:\n  - { id: contacts, field: ${secret.toLowerCase()} }`, 2],
  ])('%s', async (_, base, line) => {
    holds(config, '_extends: .github');
    holds(config, base, 'dnum-mi/.github');
    if (base.includes('field')) holds(`${forms}/embarquement.yml`, form);
    const reading = await readHub(hub, open);
    expect(reading.problems.map((problem) => problem.line)).toContain(line);
    for (const problem of told(reading)) {
      expect(problem).toMatch(
        /^dnum-mi\/\.github:\.github\/accostage\.yml:(\d+):(\d+): erreur ligne \1, colonne \2 de dnum-mi\/\.github:\.github\/accostage\.yml \(vérifiez ce fichier dans son dépôt par « accostage validate », qui donne le détail\)$/,
      );
    }
    expect(renderHubIssue('configuration', { problems: reading.problems, warnings: [], undone: [] }).body.toLowerCase()).not.toContain(
      secret.toLowerCase(),
    );
  });

  it.each([
    ['une phase que le dépôt nomme mal', 'phases:\n  - id: ovh\n    gate: [{ condition: phase-entered, phase: lune }]'],
    ['un « remove » de rien', 'phases:\n  - { id: lune, remove: true }'],
    ['une étiquette reprise', `labels:\n  asleep: { description: ${secret} }`],
    ['une plateforme inconnue', 'phases:\n  - { id: ovh, mirror: [lune] }'],
  ])('%s : aucun mot de l’autre fichier dans ce qui est dit du dépôt', async (_, own) => {
    const id = secret.toLowerCase();
    holds(config, `_extends: .github\n${own}`);
    holds(
      config,
      `mirror: { platforms: [{ id: ${id}, title: Autre }] }\nphases:\n  - { id: ${id}, after: prerequis, title: X, intro: X, label: { name: ${id}, color: '000000', description: ${secret} } }`,
      'dnum-mi/.github',
    );
    const reading = await readHub(hub, open);
    expect(told(reading)).not.toEqual([]);
    expect(told(reading).filter((one) => !one.startsWith('.github/accostage.yml:'))).toEqual([]);
    expect(told(reading).join('\n').toLowerCase()).not.toContain(own.toLowerCase().includes(id) ? `« ${id} »` : id);
  });
});

describe('le formulaire', () => {
  it('nommé et absent : une erreur, à sa ligne, avec celui qui lui ressemble', async () => {
    holds(config, 'version: 1\nform: embarqement.yml');
    holds(`${forms}/embarqement.yml`, null);
    holds(forms, ['config.yml', 'bug.yml', 'embarquement.yml']);
    expect(told(await readHub(hub, open))).toEqual([
      '.github/accostage.yml:2:7: le formulaire « embarqement.yml » n’est pas dans .github/ISSUE_TEMPLATE (écrivez form: embarquement.yml, ou ajoutez ce formulaire)',
    ]);
  });

  it('nommé, dans un dépôt sans formulaire : une erreur', async () => {
    holds(config, 'form: embarquement.yml');
    holds(`${forms}/embarquement.yml`, null);
    holds(forms, null);
    expect(told(await readHub(hub, open))).toEqual([
      expect.stringMatching(/^\.github\/accostage\.yml:1:7: .*\(ajoutez-le dans \.github\/ISSUE_TEMPLATE/),
    ]);
  });

  it.each<[string, string | null, string]>([
    ['avec un processus', 'version: 1', '.github/accostage.yml:1:1: le processus lit le formulaire « embarquement.yml »'],
    ['sans processus', null, '.github/ISSUE_TEMPLATE/demande.yml:1:1: le processus lit le formulaire « embarquement.yml »'],
  ])('d’un autre nom, %s : une erreur, dans un fichier que le dépôt a', async (_, own, expected) => {
    holds(config, own);
    if (own === null) holds('.github', ['ISSUE_TEMPLATE']);
    holds(`${forms}/embarquement.yml`, null);
    holds(forms, ['config.yml', 'demande.yml', 'notes.md']);
    expect(told(await readHub(hub, open))).toEqual([expect.stringContaining(expected)]);
  });

  it('nommé par l’organisation et absent : son nom n’est pas dit', async () => {
    holds(config, 'version: 1\n_extends: .github');
    holds(config, 'form: tr0ubadour.yml', 'dnum-mi/.github');
    holds(`${forms}/tr0ubadour.yml`, null);
    holds(forms, null);
    expect(told(await readHub(hub, open))).toEqual([
      expect.stringMatching(/^\.github\/accostage\.yml:2:11: le formulaire que nomme la configuration de l’organisation n’est pas dans/),
    ]);
  });

  it('ni nommé, ni là : celui qui est fourni', async () => {
    holds(config, null);
    holds('.github', null);
    holds(`${forms}/embarquement.yml`, null);
    holds(forms, ['config.yml']);
    expect(await readHub(hub, open)).toMatchObject({ problems: [], setup: { form: { name: defaults.form.name } } });
  });

  it('incomplet, dans un dépôt sans processus : dit dans le formulaire, seul fichier que le dépôt a', async () => {
    holds(config, null);
    holds('.github', ['ISSUE_TEMPLATE']);
    holds(`${forms}/embarquement.yml`, form.replace('id: contacts', 'id: equipe'));
    expect(told(await readHub(hub, open))).toEqual([
      expect.stringMatching(
        /^\.github\/ISSUE_TEMPLATE\/embarquement\.yml:1:1: prerequisites\[contacts\]\.field : le champ « contacts » n’est pas dans le formulaire/,
      ),
    ]);
  });
});

describe('un processus mal placé est dit', () => {
  it.each(['accostage.yaml', 'Accostage.yml', 'ACCOSTAGE.YAML'])('%s', async (name) => {
    holds(config, null);
    holds('.github', ['ISSUE_TEMPLATE', name]);
    expect(told(await readHub(hub, open))).toEqual([
      `.github/${name}:1:1: ce fichier n’est pas lu : seul accostage.yml, en minuscules et avec cette extension, l’est (renommez-le en .github/accostage.yml)`,
    ]);
  });

  it('un dossier de ce nom : dit aussi', async () => {
    holds(config, ['x']);
    holds('.github', ['accostage.yml']);
    expect(told(await readHub(hub, open))).toEqual([
      expect.stringMatching(/^\.github\/accostage\.yml:1:1: ce fichier ne peut pas être lu/),
    ]);
  });
});

it('les remarques sur le formulaire sont lues avec lui, et ne refusent rien ; sans elles, rien n’est ajouté', async () => {
  const merged = form.replace('body:\n', 'body:\n  - type: markdown\n    attributes: {<<: {value: Bonjour}}\n');
  holds(config, 'comments: { maxPerDay: 7 }');
  holds(`${forms}/embarquement.yml`, merged);
  const { setup, problems } = await readHub(hub, open);
  expect(problems).toEqual([]);
  expect(setup?.remarks?.map(describeProblem)).toEqual([
    expect.stringMatching(/^\.github\/ISSUE_TEMPLATE\/embarquement\.yml:\d+:\d+: GitHub ne dit pas s’il lit la fusion YAML « << »/),
  ]);
  holds(config, 'comments: { maxPerDay: 7 }');
  holds(`${forms}/embarquement.yml`, form);
  expect((await readHub(hub, open)).setup).not.toHaveProperty('remarks');
});
