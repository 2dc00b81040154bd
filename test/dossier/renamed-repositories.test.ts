import { expect, it } from 'vitest';
import { checkable, seen } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const { author, serviceTeam } = people;
const body = (name: string) => aBody({ 'depots-applicatifs': name, 'depots-infra': name });
const procedure = { ...defaults.procedure, checks: { ...defaults.procedure.checks, runs: 'inform' as const } };
const report = {
  facts: { dockerfiles: [], ciFile: null, infrastructure: [] },
  rules: [],
  unread: [],
  aside: [],
  remarks: [],
  hurried: false,
};

/** A dossier in which much was said of its one repository; `names` tells where each name leads. */
function lived(names: Record<string, { id: number; name: string }>) {
  const repositoryOf = (name: string) => names[name.toLowerCase()] ?? { id: 5, name: 'org/api' };
  const see = (name: string) => seen(repositoryOf(name));
  const { check } = checkable((name) => ({
    ...repositoryOf(name),
    url: 'https://github.test/org/api',
    private: false,
    hasIssues: true,
    commit: 'c',
    namerWrites: 'yes',
    report,
  }));
  const hub = createToyHub({ body: body('org/api'), see, check, procedure });
  hub.reconcile();
  hub.setLabel(serviceTeam, 'phase: OVH');
  hub.reconcile();
  for (const line of ['/verifications org/api non', '/corriger org/api', '/miroir org/api']) hub.comment(author, line);
  hub.reconcile();
  hub.reconcile();
  return hub;
}

const keysOf = ({ runsOff, fixes, mirrors, checks }: ReturnType<ReturnType<typeof lived>['state']>) =>
  [runsOff, ...[fixes, mirrors, checks].map((record) => Object.keys(record))].map((keys) => keys.join());

it('un dépôt renommé sur GitHub puis dans la demande : ce que le dossier en sait suit, et rien n’est demandé deux fois', () => {
  const names: Record<string, { id: number; name: string }> = {};
  const hub = lived(names);
  const before = hub.state();
  expect(keysOf(before)).toEqual(['org/api', 'org/api', 'org/api', 'org/api']);
  names['org/api'] = names['org/api-v2'] = { id: 5, name: 'org/api-v2' };
  hub.editBody(body('org/api-v2'));
  hub.reconcile();
  hub.reconcile();
  const after = hub.state();
  expect(keysOf(after)).toEqual(['org/api-v2', 'org/api-v2', 'org/api-v2', 'org/api-v2']);
  expect(after.fixes['org/api-v2']).toEqual(before.fixes['org/api']);
  expect(after.mirrors['org/api-v2']?.asked).toBe(before.mirrors['org/api']?.asked);
});

it('un autre dépôt à sa place dans la demande n’en hérite rien', () => {
  const names: Record<string, { id: number; name: string }> = { 'org/autre': { id: 6, name: 'org/autre' } };
  const hub = lived(names);
  hub.editBody(body('org/autre'));
  hub.reconcile();
  hub.reconcile();
  expect(hub.state().fixes['org/autre']).toBeUndefined();
  expect(hub.state().runsOff).toEqual(['org/api']);
});
