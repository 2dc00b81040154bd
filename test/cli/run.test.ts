import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aBody } from '../dossier/toy-hub.ts';
import { aDeployment } from '../inspect/rules/cases.ts';
import { accostage, small } from './in-memory.ts';

const form = readFileSync('issue-templates/embarquement.yml', 'utf8');
const answers =
  '### Nom\n\n_No response_\n\n### Un choix\n\nOui\n\n### Plusieurs choix\n\na, b, c\n\n### Cases\n\n- [X] Lu\n- [ ] Compris\n\n### Autre\n\nperdu';

const plan = z.object({
  prerequisites: z.array(z.object({ id: z.string(), status: z.string(), reasons: z.array(z.unknown()) })),
  phase: z.string(),
  labels: z.object({ add: z.array(z.string()), remove: z.array(z.string()) }),
  comments: z.array(z.object({ slot: z.string(), body: z.string() })),
  pullRequests: z.array(z.unknown()),
});
const simulate = async (args: string, files: Readonly<Record<string, string>>) => {
  const { code, out } = await accostage(`simulate ${args}`, files);
  expect(code).toBe(0);
  return plan.parse(JSON.parse(out));
};

describe('parse', () => {
  it('rend les réponses par identifiant, typées, et ce qui n’a pas de place', async () => {
    const { code, out, err } = await accostage('parse --form f.yml --issue -', { 'f.yml': small, '-': answers });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      answers: { nom: null, un: 'Oui', plusieurs: ['a, b', 'c'], cases: { checked: ['Lu'], unchecked: ['Compris'] } },
      unplaced: [expect.objectContaining({ text: '### Autre' }), expect.objectContaining({ text: 'perdu' })],
    });
  });

  it('un formulaire faux : chaque erreur à sa place, code 1, rien sur la sortie', async () => {
    const { code, out, err } = await accostage('parse --form f.yml --issue b.md', { 'f.yml': 'name: a\nbody: 3', 'b.md': '' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^f\.yml:2:7: body : /m);
  });
});

describe('simulate', () => {
  it('un bon dossier : tout est fourni, les étiquettes suivent', async () => {
    const { prerequisites, phase, labels, comments, pullRequests } = await simulate('--issue b.md', { 'b.md': aBody() });
    expect(prerequisites.filter(({ status }) => status !== 'met')).toEqual([]);
    expect(phase).toBe('prerequis');
    expect(labels.add).toEqual(expect.arrayContaining(['phase: prérequis', 'prérequis: complets']));
    expect(comments.map(({ slot }) => slot)).toEqual(['status', 'call/1/turn/0']);
    expect(pullRequests).toEqual([]);
  });

  it('ce qui manque vient avec ses raisons', async () => {
    const { prerequisites } = await simulate('--issue b.md', { 'b.md': aBody({ architecture: 'À compléter' }) });
    const [unmet, ...others] = prerequisites.filter(({ status }) => status !== 'met');
    expect(others).toEqual([]);
    expect(unmet).toMatchObject({ id: 'architecture', status: 'missing', reasons: [{ because: expect.stringContaining('À compléter') }] });
  });

  it('la phase se lit dans les étiquettes', async () => {
    const { out } = await accostage(['simulate', '--issue', 'b.md', '--labels', 'accompagnement, phase: OVH'], { 'b.md': aBody() });
    expect(plan.parse(JSON.parse(out))).toMatchObject({ phase: 'ovh', labels: { remove: [] } });
  });

  it('deux étiquettes de phase : une seule reste', async () => {
    const { out } = await accostage(['simulate', '--issue', 'b.md', '--labels', 'phase: prérequis, phase: OVH'], { 'b.md': aBody() });
    expect(plan.parse(JSON.parse(out))).toMatchObject({ phase: 'ovh', labels: { remove: ['phase: prérequis'] } });
  });

  it('avec un processus et une date donnés, deux fois la même réponse', async () => {
    const files = { 'b.md': aBody(), 'p.yml': 'phases:\n  - id: prerequis\n    title: Dépôt du dossier' };
    const once = await simulate('--issue b.md --process p.yml --now 2027-05-01T00:00:00Z', files);
    expect(once.comments[0]?.body).toContain('Dépôt du dossier');
    expect(await simulate('--issue b.md --process p.yml --now 2027-05-01T00:00:00Z', files)).toEqual(once);
  });
});

describe('un préréglage', () => {
  it('simulate le prend du processus donné', async () => {
    const files = { 'b.md': aBody(), 'p.yml': 'preset: pax' };
    const { comments } = await simulate('--issue b.md --process p.yml --labels accompagnement', files);
    expect(comments[0]?.body).toContain('phase: PAX');
    expect(comments[0]?.body).not.toContain('OVH');
  });

  it.each([
    ['connu', 'preset: pax', { code: 0, out: '' }],
    [
      'inconnu',
      'version: 1\npreset: nubo',
      { code: 1, out: 'hub/.github/accostage.yml:2:9: preset : ce préréglage n’existe pas (écrivez ovh ou pax)\n' },
    ],
    [
      'mêlé à une phase qu’il n’a pas',
      'preset: pax\nphases:\n  - id: pax\n    checklist: []',
      {
        code: 1,
        out: 'hub/.github/accostage.yml:3:9: la phase « pax » n’existe pas (écrivez « ovh », l’identifiant de cette phase, ou décrivez-la en entier (title, label, intro))\n',
      },
    ],
  ])('validate juge un préréglage %s', async (_, text, expected) => {
    const files = { 'hub/.github/accostage.yml': text, 'hub/.github/ISSUE_TEMPLATE/embarquement.yml': form };
    expect(await accostage('validate hub', files)).toMatchObject(expected);
  });
});

describe('validate', () => {
  it('sans argument, vérifie ce qui est fourni', async () => {
    expect(await accostage('validate')).toEqual({ code: 0, out: '', err: '3 fichiers vérifiés, aucune erreur.\n' });
  });

  it('un dépôt : processus et formulaires, chaque erreur à sa place', async () => {
    const files = {
      'hub/.github/accostage.yml': 'phase: []',
      'hub/.github/ISSUE_TEMPLATE/embarquement.yml': form.replace('id: contacts', 'id: projet-nom'),
      'hub/.github/workflows/ci.yml': 'on: push',
    };
    const { code, out } = await accostage('validate hub', files);
    expect(code).toBe(1);
    expect(out).toMatch(/^hub\/\.github\/accostage\.yml:1:\d+: phase : cette clé n’existe pas \(écrivez « phases »\)$/m);
    expect(out).toMatch(/^hub\/\.github\/ISSUE_TEMPLATE\/embarquement\.yml:\d+:\d+: /m);
    expect(out).not.toContain('ci.yml');
  });

  it.each([
    ['un processus', 'comments:\n  maxPerDays: 3', /^-:2:\d+: comments\.maxPerDays : /],
    ['un formulaire', 'name: a\nbody: 3', /^-:2:7: body : /m],
  ])('%s par l’entrée standard', async (_, text, said) => {
    const { code, out } = await accostage('validate -', { '-': text });
    expect(code).toBe(1);
    expect(out).toMatch(said);
  });

  it('un processus se vérifie avec le formulaire que le dépôt a', async () => {
    const files = {
      'hub/.github/accostage.yml': 'prerequisites:\n  - id: contacts\n    field: equipe',
      'hub/.github/ISSUE_TEMPLATE/embarquement.yml': form.replace('id: contacts', 'id: equipe'),
    };
    expect(await accostage('validate hub', files)).toMatchObject({ code: 0, out: '' });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'un processus mal nommé',
      { 'hub/.github/accostage.yaml': 'version: 1' },
      'hub/.github/accostage.yaml:1:1: ce fichier n’est pas lu : seul accostage.yml, en minuscules et avec cette extension, l’est (renommez-le en .github/accostage.yml)\n',
    ],
    [
      '_extends qui nomme autre chose',
      { 'hub/.github/accostage.yml': 'version: 1\n_extends: prive:charts/values.yaml' },
      'hub/.github/accostage.yml:2:11: _extends ne peut nommer que le dépôt .github du propriétaire de ce dépôt, dont seul .github/accostage.yml est lu (écrivez _extends: .github, ou retirez cette clé)\n',
    ],
    [
      'un formulaire nommé qui n’y est pas',
      { 'hub/.github/accostage.yml': 'form: embarqement.yml', 'hub/.github/ISSUE_TEMPLATE/embarquement.yml': form },
      'hub/.github/accostage.yml:1:7: le formulaire « embarqement.yml » n’est pas dans .github/ISSUE_TEMPLATE (écrivez form: embarquement.yml, ou ajoutez ce formulaire)\n',
    ],
    [
      'un « remove » de rien',
      { 'hub/.github/accostage.yml': 'prerequisites:\n  - { id: contact, remove: true }' },
      'hub/.github/accostage.yml:2:11: « remove » ne nomme aucun élément de cette liste : « contact » n’y est pas (écrivez « contacts »)\n',
    ],
  ])('%s : la même erreur que dans le dépôt', async (_, files, expected) => {
    expect(await accostage('validate hub', files)).toMatchObject({ code: 1, out: expected });
  });

  const other = 'hub/.github/ISSUE_TEMPLATE/bogue.yml';
  const bug = (labels: string) =>
    `name: Bogue\ndescription: Un bogue\nlabels: ${labels}\nbody:\n  - { type: input, attributes: { label: Quoi } }`;
  const marking = (file: string, read = 'embarquement.yml') =>
    `${file}:3:\\d+: ce formulaire pose l’étiquette « accompagnement », la marque des dossiers, dont l’application ne lit les réponses que dans ${read} `;
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['avec un processus', { 'hub/.github/accostage.yml': 'version: 1', [other]: bug('[bug, accompagnement]') }, marking(other)],
    ['sans processus', { [other]: bug('accompagnement') }, marking(other)],
    [
      'le formulaire du processus étant l’autre',
      { 'hub/.github/accostage.yml': 'form: bogue.yml\nprerequisites: []', [other]: form },
      marking('hub/.github/ISSUE_TEMPLATE/embarquement.yml', 'bogue.yml').replace(':3:', ':\\d+:'),
    ],
    [
      'un modèle Markdown',
      { 'hub/.github/ISSUE_TEMPLATE/libre.md': '---\nname: Libre\nlabels: accompagnement\n---\n' },
      marking('hub/.github/ISSUE_TEMPLATE/libre.md'),
    ],
  ])('deux formulaires posent la marque des dossiers, %s : une erreur', async (_, files, expected) => {
    const { code, out } = await accostage('validate hub', { 'hub/.github/ISSUE_TEMPLATE/embarquement.yml': form, ...files });
    expect({ code, lines: out.trim().split('\n') }).toEqual({ code: 1, lines: [expect.stringMatching(new RegExp(`^${expected}`))] });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['une étiquette qui contient la marque', { [other]: bug('[accompagnement-externe]') }],
    [
      'une autre marque, que le processus nomme',
      { 'hub/.github/accostage.yml': 'labels: { dossier: { name: dossier } }', [other]: bug('[accompagnement]') },
    ],
    ['les formulaires d’un autre dépôt', { 'autre/.github/ISSUE_TEMPLATE/embarquement.yml': form }],
    ['un modèle rangé ailleurs', { 'hub/docs/libre.md': '---\nlabels: accompagnement\n---\n' }],
  ])('un formulaire de plus, %s : aucune erreur', async (_, files) => {
    const all = { 'hub/.github/ISSUE_TEMPLATE/embarquement.yml': form, ...files };
    expect(await accostage('validate hub', all)).toMatchObject({ code: 0, out: '' });
  });

  it('le formulaire nommé deux fois dans le processus : une erreur, à la seconde', async () => {
    const files = { 'hub/.github/accostage.yml': 'form: embarquement.yml\nversion: 1\nform: bogue.yml', [other]: bug('bug') };
    expect((await accostage('validate hub', files)).out).toMatch(/^hub\/\.github\/accostage\.yml:3:1: /);
  });

  it.each(['.github', 'dnum-mi/.github', '.github:.github/accostage.yml'])('_extends: %s est accepté', async (named) => {
    expect(await accostage('validate hub', { 'hub/.github/accostage.yml': `_extends: ${named}` })).toMatchObject({ code: 0, out: '' });
  });
});

describe('inspect', () => {
  const ciFile =
    'include: [{ project: $CATALOG_PATH, file: [vault-ci.yml, kaniko-ci.yml] }]\nstages: [read-secret, build]\nlire: { stage: read-secret, extends: .vault:read_secret }\nconstruire: { stage: build, extends: .kaniko:build-push, variables: { DOCKERFILE: api/Dockerfile } }\n';
  const bad = { 'depot/api/Dockerfile': 'FROM node:24-alpine\nEXPOSE 80\n', 'depot/.gitlab-ci-dso.yml': ciFile };

  it('chaque constat avec sa ligne et le correctif ; code 1 quand quelque chose n’est pas conforme', async () => {
    const { code, out, err } = await accostage('inspect depot', bad);
    expect(code).toBe(1);
    expect(out).toContain('api/Dockerfile:1: rootless: non conforme (bloquant) : aucune instruction USER');
    expect(out).toContain('    USER 1001:0\n');
    expect(out).toContain('api/Dockerfile:2: unprivileged-ports: non conforme (bloquant) : le port 80');
    expect(err).toMatch(/^35 règles : \d+ conformes, 2 non conformes, 0 indéterminée, \d+ sans objet\.$/m);
  });

  it('en JSON, le rapport entier', async () => {
    const { code, out, err } = await accostage('inspect --json depot', bad);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toMatchObject({ facts: { dockerfiles: ['api/Dockerfile'], ciFile: '.gitlab-ci-dso.yml' }, unread: [] });
  });

  it('un doute n’est pas une erreur', async () => {
    const files = { ...bad, 'depot/api/Dockerfile': 'FROM quay.io/equipe/base:1\n' };
    expect(await accostage('inspect depot', files)).toMatchObject({
      code: 0,
      out: expect.stringContaining('api/Dockerfile:1: rootless: indéterminé : '),
    });
  });

  it('dit un doute une fois, avec les règles qu’il concerne', async () => {
    const files = { 'depot/chart/Chart.yaml': 'name: a\n', 'depot/chart/templates/a.yaml': 'a: {{ .Values.a }}\n' };
    const { out } = await accostage('inspect depot', files);
    const lines = out.split('\n').filter((line) => line.startsWith('chart/'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^chart\/Chart\.yaml:1: check-labels, cm-no-credentials, .*: indéterminé : .*« helm template chart »/);
  });

  it('« - » lit des manifestes déjà produits, à leurs lignes', async () => {
    const made = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n  type: NodePort\n';
    const { code, out } = await accostage('inspect -', { '-': made });
    expect(code).toBe(1);
    expect(out).toContain('entree-standard.yaml:5: restrict-nodeport: non conforme');
    expect(await accostage('inspect -', { '-': ' \n' })).toMatchObject({ code: 2, err: expect.stringContaining('est vide') });
    expect(await accostage('inspect -', { '-': 'a'.repeat(200_000) })).toMatchObject({ code: 2, err: expect.stringContaining('128 ko') });
  });

  it('« - » lit ce qu’un grand chart produit, chaque constat et chaque règle ignorée à sa ligne', async () => {
    const quiet = `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: a, annotations: { a: "${'x'.repeat(1_000)}" } }\n`;
    const service = (ignored: string) => `---\napiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n  type: NodePort${ignored}\n`;
    const made = `${quiet.repeat(400)}${service('')}${service(' # accostage: ignore=restrict-nodeport vu ensemble')}`;
    const { code, out } = await accostage('inspect -', { '-': made });
    expect(code).toBe(1);
    expect(out).toContain('entree-standard.yaml:1606: restrict-nodeport: non conforme');
    expect(out).toMatch(/entree-standard\.yaml:1612: .*ignoré/);
    const endless = await accostage('inspect -', { '-': quiet.repeat(5_000) });
    expect(endless).toMatchObject({ code: 2, err: expect.stringContaining('4 Mo') });
  });

  it('ce qui déploie le dépôt lui-même est reconnu à --repository, ou à l’origine que dit .git/config', async () => {
    const application =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: x }\nspec: { source: { repoURL: "https://github.com/org/infra", path: k8s } }\n';
    const files = { 'depot/argocd/x.yaml': application, 'depot/k8s/a.yaml': aDeployment() };
    const origin = (url: string) => ({
      'depot/.git/config': `[core]\n\tbare = false\n[remote "amont"]\n\turl = x\n[remote "origin"]\n\turl = ${url}\n\tfetch = +a\n`,
    });
    const doubts = async (args: string, more = {}) =>
      (await accostage(`inspect depot ${args}`, { ...files, ...more })).out.includes('indéterminé');
    expect(await doubts('')).toBe(true);
    expect(await doubts('--repository org/infra')).toBe(false);
    expect(await doubts('--repository org/autre', origin('https://github.com/org/infra'))).toBe(true);
    for (const url of ['https://github.com/org/infra.git', 'git@github.com:Org/Infra.git'])
      expect(await doubts('', origin(url))).toBe(false);
    for (const url of ['https://github.com/org/autre', 'https://gitlab.com/org/infra', '', '\n\tgithub.com/org/infra'])
      expect(await doubts('', origin(url))).toBe(true);
  });

  it('--process donne les registres de la plateforme', async () => {
    const made = aDeployment(['docker.io/equipe/api:1.4.0', 'registre.interne.gouv.fr/equipe/api:1.4.0']);
    const files = { '-': made, 'hub.yml': 'version: 1\nregistries: [{ prefix: registre.interne.gouv.fr/ }]\n' };
    expect((await accostage('inspect -', files)).out).toContain('restrict-image-registry: non conforme');
    expect((await accostage('inspect - --process hub.yml', files)).out).not.toContain('restrict-image-registry');
  });

  it.each<readonly [string, string, string]>([
    ['une clé inconnue', 'version: 1\nregistres: []\n', 'hub.yml:2:1'],
    ['du YAML illisible', 'version: [\n', 'hub.yml:'],
    ['un autre type', '- a\n', 'hub.yml:1:1'],
  ])('--process, %s : code 2, l’erreur à sa ligne, et rien n’est vérifié', async (_, text, place) => {
    const { code, out, err } = await accostage('inspect depot --process hub.yml', { ...bad, 'hub.yml': text });
    expect([code, out, err.includes(place)]).toEqual([2, '', true]);
  });

  it('ce qui n’a pas été lu est dit', async () => {
    const { err } = await accostage('inspect depot', { 'depot/k8s/a.yaml': 'x'.repeat(200_000) });
    expect(err).toContain('k8s/a.yaml : non lu, ');
  });
});

describe('mauvais usage : code 2, une phrase, jamais de trace', () => {
  it.each([
    ['', 'il manque une commande'],
    ['danse', 'commande inconnue : danse'],
    ['validte', 'commande inconnue : validte (vouliez-vous « accostage validate » ?)'],
    ['valider', 'commande inconnue : valider (vouliez-vous « accostage validate » ?)'],
    ['aide', 'commande inconnue : aide (vouliez-vous « accostage help » ?)'],
    ['inspect --repository pas-un-depot', 'dépôt inconnu : pas-un-depot (attendu : OWNER/REPO)'],
    ['observe dnum-mi/dso-formation#0', 'un dossier attendu, sous la forme owner/repo#12, ou l’adresse de sa page'],
    ['observe https://github.com/dnum-mi/dso-formation/issues', 'un dossier attendu'],
    ['observe https://gitlab.com/dnum-mi/dso-formation/issues/3', 'cette adresse n’est pas de github.com'],
    ['observe https://github.com.evil.test/dnum-mi/dso-formation/issues/3', 'cette adresse n’est pas de github.com'],
    ['inspect a b', 'un seul répertoire attendu'],
    ['inspect --truc', 'options attendues : --values, --environment'],
    ['inspect --values a --environment b', 'pas les deux'],
    ['inspect --values absent.yaml', 'fichier illisible : absent.yaml'],
    ['inspect --process absent.yml', 'fichier illisible : absent.yml'],
    ['inspect - --process -', 'ne peut donner à la fois'],
    ['inspect --process - --values -', 'une seule option peut lire l’entrée standard'],
    ['parse', 'il manque l’option --form'],
    ['parse --form', 'options attendues'],
    ['parse --form f.yml', 'il manque l’option --issue'],
    ['parse --form absent.yml --issue b.md', 'fichier illisible : absent.yml'],
    ['parse --form f.yml --issue b.md encore', 'argument en trop : encore'],
    ['parse --form f.yml --form f.yml --issue b.md', 'l’option --form est donnée plusieurs fois'],
    ['simulate --issue b.md --couleur bleu', 'options attendues'],
    ['simulate --issue b.md --now demain', 'date illisible : demain'],
    ['parse --form - --issue -', 'une seule option peut lire l’entrée standard'],
    ['observe', 'un dossier attendu, sous la forme owner/repo#12'],
    ['validate a b', 'un seul répertoire attendu'],
    ['validate absent', 'répertoire illisible : absent'],
    ['simulate', 'il manque --issue, ou --observation'],
    ['validate --strict', 'options attendues : --links'],
  ])('%s', async (args, said) => {
    const { code, out, err } = await accostage(args, { 'f.yml': small, 'b.md': '' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('un dossier sans processus ni formulaire', async () => {
    expect(await accostage('validate vide', { 'vide/notes.md': '' })).toMatchObject({ code: 2 });
  });
});

it('chaque aide dit les codes de sortie', async () => {
  for (const name of ['parse', 'simulate', 'observe', 'portefeuille', 'validate', 'inspect'])
    expect((await accostage(`${name} --help`)).out).toMatch(/Code de sortie : 1 .*, 2 pour un mauvais usage, 0 sinon/);
});

it.each(['--version', '-V', 'version'])('%s : le nom et la version de package.json, code 0', async (args) => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
  expect(await accostage(args)).toEqual({ code: 0, out: `accostage ${version}\n`, err: '' });
});

it('l’aide nomme --version', async () => {
  expect((await accostage('--help')).out).toContain('accostage --version');
});

it.each(['--help', 'parse --help', 'simulate --help', 'validate -h', 'inspect --help'])(
  '%s : l’aide sur la sortie, code 0',
  async (args) => {
    const { code, out, err } = await accostage(args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('accostage ');
  },
);
