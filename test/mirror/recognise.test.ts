import { assert, property, string } from '../property.ts';
import { describe, expect, it } from 'vitest';
import { recogniseMirrors } from '../../src/mirror/recognise.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { aWorkflow } from './workflows.ts';

const recognise = (text: string) => recogniseMirrors([{ path: 'a.yml', text }]).map(({ by, advice }) => ({ by, advice }));

const call = (line: string, top = 'permissions: {}\n') => `on: push\n${top}jobs:\n  a:\n    steps:\n      - run: |\n          ${line}\n`;
const safe = 'curl -F token="$T" -F ref=main "$URL/api/v4/projects/$ID/trigger/pipeline"';

describe('reconnaître un miroir', () => {
  it.each([
    ['celui de l’application', renderWorkflow(aWorkflow()), [{ by: 'accostage', advice: [] }]],
    ['l’API de déclenchement', call(safe), [{ by: 'trigger-api', advice: [] }]],
    [
      'le workflow de l’organisation, épinglé',
      `on: push\npermissions: {}\njobs:\n  a:\n    uses: dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml@${'a'.repeat(40)}\n`,
      [{ by: 'reusable', advice: [] }],
    ],
    [
      'le workflow de l’organisation, sur une branche',
      'on: push\njobs:\n  a:\n    uses: dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml@main\n',
      [{ by: 'reusable', advice: ['unpinned-action', 'broad-permissions'] }],
    ],
    [
      'un jeton en clair',
      call('curl -F token=glptt-0123456789abcdef https://g/api/v4/projects/1/trigger/pipeline'),
      [{ by: 'trigger-api', advice: ['token-in-clear'] }],
    ],
    [
      'un jeton dans l’adresse',
      call('curl -X POST "https://g/api/v4/projects/1/trigger/pipeline?token=$T&ref=main"'),
      [{ by: 'trigger-api', advice: ['token-in-address'] }],
    ],
    [
      'sans TLS',
      call('curl -F token="$T" http://gitlab.example/api/v4/projects/1/trigger/pipeline'),
      [{ by: 'trigger-api', advice: ['plain-http'] }],
    ],
    ['sans vérification du certificat', call(`${safe} -sSk --retry 2`), [{ by: 'trigger-api', advice: ['certificate-unchecked'] }]],
    [
      'sans vérification du certificat, option longue sur une autre ligne',
      call(`${safe} \\\n            --insecure`),
      [{ by: 'trigger-api', advice: ['certificate-unchecked'] }],
    ],
    [
      'un nom de branche dans le script',
      call(`${safe} -F "variables[GIT_BRANCH_DEPLOY]=\${{ github.ref_name }}"`),
      [{ by: 'trigger-api', advice: ['name-in-script'] }],
    ],
    ['tout, avec ses suppressions', call(`${safe} -F "variables[SYNC_ALL]=true"`), [{ by: 'trigger-api', advice: ['deletes-inside'] }]],
    [
      'tout, par une variable du job',
      call(`${safe} -F "variables[SYNC_ALL]=$SYNC_ALL"`).replace('    steps', '    env: { SYNC_ALL: true }\n    steps'),
      [{ by: 'trigger-api', advice: ['deletes-inside'] }],
    ],
    [
      'tout, par le workflow de l’organisation',
      `on: push\npermissions: {}\njobs:\n  a:\n    uses: dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml@${'a'.repeat(40)}\n    with: { SYNC_ALL: true }\n`,
      [{ by: 'reusable', advice: ['deletes-inside'] }],
    ],
    [
      'tout, à chaque tag',
      `on: push\npermissions: {}\njobs:\n  a:\n    uses: dnum-mi/fabnum-cicd/.github/workflows/sync-cpin.yml@${'a'.repeat(40)}\n    with: { SYNC_ALL: "\${{ github.ref_type == 'tag' }}" }\n`,
      [{ by: 'reusable', advice: ['deletes-inside'] }],
    ],
    ['une branche, sans SYNC_ALL', call(`${safe} -F "variables[SYNC_ALL]=false"`), [{ by: 'trigger-api', advice: [] }]],
    ['l’API v3', call(safe.replace('v4', 'v3')), [{ by: 'trigger-api', advice: ['retired-api'] }]],
    [
      'une image que GitHub n’exécute plus',
      call(safe).replace('    steps', '    runs-on: ubuntu-20.04\n    steps'),
      [{ by: 'trigger-api', advice: ['retired-runner'] }],
    ],
    [
      'l’adresse de l’appel dans une variable',
      call('curl -F token="$T" "$CALL"').replace(
        '    steps',
        '    env: { CALL: "https://g/api/v4/projects/1/trigger/pipeline" }\n    steps',
      ),
      [{ by: 'trigger-api', advice: [] }],
    ],
    [
      'pull_request_target',
      call(safe).replace('on: push', 'on: [push, pull_request_target]'),
      [{ by: 'trigger-api', advice: ['pull-request-target'] }],
    ],
    ['un appel en commentaire', call(`# ${safe}`), []],
    ['une autre intégration', call('npm test'), []],
    ['un fichier vide', '', []],
    ['un YAML illisible', 'jobs: [', []],
    ['des types inattendus', 'on: 3\njobs:\n  a: texte\n  b:\n    steps: non\n', []],
  ])('%s', (_, text, expected) => {
    expect(recognise(text)).toEqual(expected);
  });

  it('ne lève jamais', () => {
    assert(property(string({ maxLength: 300, unit: 'binary' }), (text) => Array.isArray(recognise(text))));
    expect(recognise(`a: &a [x]\nb: &b [${'*a,'.repeat(200)}]\nc: [${'*b,'.repeat(200)}]\njobs: {}`)).toEqual([]);
    expect(recognise('on: &a\n  b: *a\nenv: &c [*c]\njobs:\n  a: { steps: [] }\n')).toEqual([]);
  });
});
