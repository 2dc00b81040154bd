import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncProperty, assert, constantFrom, oneof, string } from '../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { isInternalName } from '../../src/dossier/mirror/internal-name.ts';
import type { MirrorWorkflow } from '../../src/dossier/mirror/mirror-workflow.ts';
import { type GitLab, startGitLab } from './a-gitlab.ts';
import { internalName, runStep, TOKEN } from './run-step.ts';
import { aWorkflow, called, cloudPiNative, oddBranches, ovh } from './workflows.ts';

const reserved = ['mirror', 'infra-apps', 'infra-observability'];

const organisation = z.object({ jobs: z.object({ miroir_organisation: z.object({ with: z.record(z.string(), z.unknown()) }) }) });

let gitlab: GitLab;
let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'miroir-'));
  gitlab = await startGitLab();
});
afterEach(() => {
  gitlab.close();
  rmSync(directory, { recursive: true });
});

const run = (model: MirrorWorkflow, values: Readonly<Record<string, string>> = {}) =>
  runStep(model, { directory, url: gitlab.url }, values);

describe('la demande', () => {
  it('branche poussée : les champs exacts, le pipeline dans le résumé', async () => {
    const ran = await run(aWorkflow());
    expect(ran).toMatchObject({ code: 0, summary: expect.stringContaining('(https://gitlab.example/g/p/-/pipelines/7)') });
    expect(gitlab.received).toEqual([
      {
        path: '/api/v4/projects/42/trigger/pipeline',
        fields: { token: TOKEN, ref: 'main', 'variables[GIT_BRANCH_DEPLOY]': 'main', 'variables[PROJECT_NAME]': 'api' },
      },
    ]);
  });

  it('toutes les branches, pour qui les demande : SYNC_ALL', async () => {
    const { code, summary } = await run(aWorkflow({ mode: 'all-branches', platforms: [cloudPiNative] }));
    expect({ code, summary }).toMatchObject({ code: 0, summary: expect.stringContaining('toutes les branches et tous les tags') });
    expect(gitlab.received[0]?.fields).toEqual({
      token: TOKEN,
      ref: 'main',
      'variables[SYNC_ALL]': 'true',
      'variables[PROJECT_NAME]': 'api',
    });
  });

  // GitHub gives a lightweight tag and an annotated one by the same name and type; so it does a tag that a branch shares its name with.
  it.each(['v1.0', 'v1.0-annoté', 'main', 'release/2027', 'SYNC_ALL', '$(id)', 'true'])(
    'le tag %j part par son nom, jamais par SYNC_ALL, même pour qui demande toutes les branches',
    async (tag) => {
      for (const mode of ['pushed-branch', 'all-branches'] as const) {
        const { code, summary } = await run(aWorkflow({ tags: true, mode }), { 'github.ref_type': 'tag', 'github.ref_name': tag });
        expect({ code, summary }).toMatchObject({ code: 0, summary: expect.stringContaining('pour le tag') });
        expect(gitlab.received.at(-1)?.fields).toEqual({
          token: TOKEN,
          ref: 'main',
          'variables[GIT_BRANCH_DEPLOY]': tag,
          'variables[PROJECT_NAME]': 'api',
        });
      }
    },
  );

  it('par le workflow de l’organisation, un tag ne demande jamais tout', () => {
    const inputsOf = (mode: MirrorWorkflow['mode']) =>
      organisation.parse(parse(renderWorkflow(aWorkflow({ tags: true, mode, platforms: [called(ovh)] })))).jobs.miroir_organisation.with;
    expect(inputsOf('pushed-branch')).toMatchObject({ SYNC_ALL: false, BRANCH_TO_SYNC: '${{ github.ref_name }}' });
    expect(inputsOf('all-branches')).toMatchObject({ SYNC_ALL: "${{ github.ref_type != 'tag' }}" });
  });

  it.each(oddBranches)('la branche %j arrive telle quelle, rien n’est exécuté', async (branch) => {
    await run(aWorkflow(), { 'github.ref_name': branch });
    expect(gitlab.received[0]?.fields['variables[GIT_BRANCH_DEPLOY]']).toBe(branch);
    expect(readdirSync(directory)).toEqual(['summary']);
  });

  it('tout nom de branche', async () => {
    const name = string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => !/[\0\r\n]/.test(text));
    await assert(
      asyncProperty(name, async (branch) => {
        const { code, output } = await run(aWorkflow(), { 'github.ref_name': branch });
        expect({ code, leaked: output.includes(TOKEN) }).toEqual({ code: 0, leaked: false });
        expect(gitlab.received.at(-1)?.fields).toMatchObject({ 'variables[GIT_BRANCH_DEPLOY]': branch });
      }),
      { numRuns: 30 },
    );
  });

  it('tout nom interne : celui que la console accepte part tel quel, aucun autre ne part, et un nom qui passe est proposé', async () => {
    const any = string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/[\0\s]/.test(text));
    const likely = string({ unit: constantFrom('a', 'b', 'z', '0', '9', '-', '_', '.', 'A'), minLength: 1, maxLength: 24 });
    await assert(
      asyncProperty(oneof(any, likely, constantFrom(...reserved)), async (repository) => {
        const before = gitlab.received.length;
        const { code, output } = await run(aWorkflow(), { [internalName]: repository });
        const sent = gitlab.received.slice(before).map(({ fields }) => fields['variables[PROJECT_NAME]']);
        const accepted = isInternalName(repository);
        expect({ code, sent }).toEqual(accepted ? { code: 0, sent: [repository] } : { code: 1, sent: [] });
        if (accepted) return;
        const [, advised = ''] = /par exemple (\S+) \[nom-interne-refuse\]/.exec(output) ?? [];
        expect(isInternalName(advised), `${repository} → ${advised}`).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('le jeton n’est ni dans la sortie, ni dans le résumé, ni dans la liste des processus', async () => {
    const seen: string[] = [];
    gitlab.answers = [
      {
        status: 201,
        before: () => {
          for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
            try {
              seen.push(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
            } catch {
              // A process that has just ended.
            }
          }
        },
      },
    ];
    const { code, output, summary } = await run(aWorkflow());
    expect(code).toBe(0);
    expect(seen.some((line) => line.includes('trigger/pipeline'))).toBe(true);
    expect([output, summary, ...seen].filter((text) => text.includes(TOKEN))).toEqual([]);
  });

  it('les espaces et fins de ligne collées avec les valeurs sont retirées', async () => {
    const pasted = {
      'secrets[matrix.jeton]': ' glptt-abc\n',
      'vars[matrix.url]': `${gitlab.url}/ \n`,
      'vars[matrix.projet]': ' 42\r\n',
      [internalName]: ' api\n',
    };
    expect(await run(aWorkflow(), pasted)).toMatchObject({ code: 0 });
    expect(gitlab.received).toMatchObject([{ path: '/api/v4/projects/42/trigger/pipeline', fields: { token: 'glptt-abc' } }]);
  });
});

describe('ce qui manque arrête tout de suite, en nommant quoi', () => {
  const reusable = aWorkflow({ platforms: [called(ovh)] });

  it.each([
    ['vars[matrix.url]', '', /la variable CPIN_OVH_GITLAB_URL est absente.*\[variable-absente\]/],
    ['vars[matrix.projet]', '', /la variable CPIN_OVH_MIRROR_PROJECT_ID est absente.*\[variable-absente\]/],
    ['secrets[matrix.jeton]', '', /le secret CPIN_OVH_MIRROR_TOKEN est absent.*\[secret-absent\]/],
    ['secrets[matrix.jeton]', ' \n', /le secret CPIN_OVH_MIRROR_TOKEN est absent/],
    ['vars[matrix.url]', 'http://gitlab.example', /sans protection\. Écrivez https:\/\/gitlab\.example \[adresse-incorrecte\]/],
    ['vars[matrix.url]', 'gitlab.example/', /il manque https:\/\/.*Écrivez https:\/\/gitlab\.example\/ \[adresse-incorrecte\]/],
    ['vars[matrix.url]', 'ssh://gitlab.example', /doit être une adresse en https:\/\/.*\[adresse-incorrecte\]/],
    ['vars[matrix.url]', 'https://', /\[adresse-incorrecte\]/],
    [
      'vars[matrix.url]',
      'undefined',
      /CPIN_OVH_GITLAB_URL vaut « undefined » : la console n’a pas donné l’adresse.*\[valeur-non-fournie\]/,
    ],
    ['secrets[matrix.jeton]', 'undefined', /CPIN_OVH_MIRROR_TOKEN vaut « undefined ».*\[valeur-non-fournie\]/],
    [
      'vars[matrix.url]',
      'https://gitlab.example/api/v4/projects/42/trigger/pipeline',
      /la seule adresse de GitLab.*\[adresse-incorrecte\]/,
    ],
    ['vars[matrix.url]', 'https://moi:secret@gitlab.example', /la seule adresse de GitLab.*\[adresse-incorrecte\]/],
    ['vars[matrix.url]', 'http://gitlab.example?token=glptt-AbCdEf0123456789', /un jeton est écrit dans une variable.*\[jeton-expose\]/],
    ['vars[matrix.projet]', 'glptt-AbCdEf0123456789', /un jeton est écrit dans une variable.*Révoquez-le.*\[jeton-expose\]/],
    [internalName, 'glpat-AbCdEf0123456789', /un jeton est écrit dans une variable.*\[jeton-expose\]/],
    [internalName, 'mon api', /« mon api » n’est pas accepté.*par exemple mon-api \[nom-interne-refuse\]/],
    ['vars[matrix.url]', '-K /etc/passwd', /\[adresse-incorrecte\]/],
    ['vars[matrix.projet]', 'mon-projet', /doit être un nombre.*\[projet-incorrect\]/],
    ['vars[matrix.projet]', '4/../5', /\[projet-incorrect\]/],
    ['vars[matrix.projet]', '4%2F..%2F5', /\[projet-incorrect\]/],
    ['vars[matrix.projet]', '-1', /\[projet-incorrect\]/],
    [
      'vars[matrix.projet]',
      'undefined',
      /CPIN_OVH_MIRROR_PROJECT_ID vaut « undefined » : la console n’a pas donné l’identifiant.*un nombre.*\[valeur-non-fournie\]/,
    ],
    ['vars[matrix.projet]', 'null', /vaut « null ».*\[valeur-non-fournie\]/],
    ['vars[matrix.projet]', 'groupe/demat/mirror', /est un chemin.*groupe%252Fdemat%252Fmirror \[projet-incorrect\]/],
    ['secrets[matrix.jeton]', 'glpat-AbCdEf0123456789', /jeton d’accès personnel \(glpat-…\).*glptt-….*\[jeton-personnel\]/],
    [
      internalName,
      'Demat_Permis',
      /« Demat_Permis » n’est pas accepté.*CPIN_REPOSITORY_NAME.*par exemple demat-permis \[nom-interne-refuse\]/,
    ],
    [internalName, 'infra-apps', /infra-apps est réservé.*par exemple depot-infra-apps \[nom-interne-refuse\]/],
  ])('%s = %j, que l’appel soit celui du fichier ou du workflow de l’organisation', async (name, value, said) => {
    for (const model of [aWorkflow(), reusable]) {
      const { code, output } = await run(model, { [name]: value });
      expect(code).toBe(1);
      expect(output).toMatch(said);
      expect(output).toMatch(/^::error::Miroir OVH : /);
      expect(output).not.toMatch(/abcdef0123|moi:secret/i);
    }
    expect(gitlab.received).toEqual([]);
  });

  it('rien ne manque : le job qui vérifie les réglages n’appelle personne et ne montre pas le jeton', async () => {
    const { code, output } = await run(reusable);
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(gitlab.received).toEqual([]);
  });
});

describe('les réponses de GitLab', () => {
  it.each([
    ['{"message":{"base":["Reference not found"]}}', /dit : « base: Reference not found ».*branche main.*\[ref-refusee\]/],
    ['{"message":"Reference not found"}', /dit : « Reference not found ».*\[ref-refusee\]/],
    ['{"message":{"base":["Missing CI config file"]}}', /dit : « base: Missing CI config file ».*fichier de CI.*\[ci-absente\]/],
    ['{"message":{"base":["Insufficient permissions to set pipeline variables"]}}', /n’accepte pas de variables.*\[variables-refusees\]/],
    ['{"error":"ref is missing, token is missing"}', /dit : « ref is missing, token is missing ».*\[ref-refusee\]/],
    ['{"message":"100% refusé\\n::error::faux"}', /dit : « 100%25 refusé n::error::faux »/],
    ['{"message":"bad glptt-secret"}', /dit : « bad \*\*\* »/],
    ['<html>mandataire</html>', /\(400\)\. Vérifiez/],
    ['', /\(400\)\. Vérifiez/],
    [`{"message":"${'long '.repeat(2000)}"}`, /dit : « long .{200,300} »/],
  ])('400 %s : son message, et quoi faire', async (body, said) => {
    gitlab.answers = [{ status: 400, body }];
    const { code, output } = await run(aWorkflow(), { 'secrets[matrix.jeton]': 'glptt-secret' });
    expect({ code, calls: gitlab.received.length, lines: output.trim().split('\n').length }).toEqual({ code: 1, calls: 1, lines: 1 });
    expect(output).toMatch(said);
    expect(output).not.toContain('glptt-secret');
  });

  it.each(['groupe%2Fdemat%2Fmirror', 'groupe%2fmirror'])('le chemin encodé %s du projet miroir est accepté', async (project) => {
    expect(await run(aWorkflow(), { 'vars[matrix.projet]': project })).toMatchObject({ code: 0 });
    expect(gitlab.received).toMatchObject([{ path: `/api/v4/projects/${project}/trigger/pipeline` }]);
  });

  it('201 : une copie demandée, pas faite ; le résumé dit où regarder', async () => {
    const { output, summary } = await run(aWorkflow());
    expect(output).toContain(
      'Copie demandée à la plateforme OVH pour la branche du dépôt interne api. https://gitlab.example/g/p/-/pipelines/7',
    );
    expect(summary).toContain('**Copie demandée**');
    expect(summary).toContain('[pipeline nᵒ 7](https://gitlab.example/g/p/-/pipelines/7)');
    expect(summary).toContain('la copie est faite quand ce pipeline est vert');
    expect(`${output}${summary}`).not.toMatch(/synchronisé|copié/i);
  });

  it('201 sans lien : le résumé dit où le trouver', async () => {
    gitlab.answers = [{ status: 201, body: '{"id":7}' }];
    expect((await run(aWorkflow())).summary).toContain('ouvrez, dans GitLab, le projet mirror, puis Build, Pipelines');
  });

  it.each([
    [401, /CPIN_OVH_MIRROR_TOKEN.*\[jeton-refuse\]/],
    [404, /projet 42, ou le jeton n’est pas le sien \(404\).*\[projet-introuvable\]/],
    [302, /\(302\).*\[reponse-inattendue\]/],
    [429, /\[reponse-inattendue\]/],
  ])('%s : une phrase, un seul essai', async (status, said) => {
    gitlab.answers = [{ status, body: '{"message":"secret interne"}' }];
    const { code, output } = await run(aWorkflow());
    expect({ code, calls: gitlab.received.length }).toEqual({ code: 1, calls: 1 });
    expect(output).toMatch(said);
    expect(output).not.toContain('secret interne');
  });

  it('une panne passagère est réessayée', async () => {
    gitlab.answers = [{ status: 500 }, { status: 503 }, { status: 201 }];
    const { code, summary } = await run(aWorkflow());
    expect({ code, calls: gitlab.received.length }).toEqual({ code: 0, calls: 3 });
    expect(summary).toContain('**Copie demandée**');
  });

  it('une panne qui dure : quatre essais', async () => {
    gitlab.answers = [{ status: 502 }];
    const { code, output } = await run(aWorkflow());
    expect({ code, calls: gitlab.received.length }).toEqual({ code: 1, calls: 4 });
    expect(output).toMatch(/en panne \(réponse 502\).*\[gitlab-en-panne\]/);
  });

  it('injoignable', async () => {
    const { code, output } = await run(aWorkflow(), { 'vars[matrix.url]': 'http://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(output).toMatch(/injoignable.*\[gitlab-injoignable\]/);
  });
});
