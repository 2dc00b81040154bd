import { describe, expect, it } from 'vitest';
import { seen } from './a-repository.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

const host = 'github.exemple.gouv.fr';
const onServer = (github: string | undefined) => ({ ...defaults.procedure, ...(github === undefined ? {} : { github }) });

/** The repositories that the App looks at for a dossier in a phase that mirrors. */
function lookedAt(repositories: string, github: 'github.com' | typeof host = host) {
  const names = new Set<string>();
  const hub = createToyHub({
    procedure: onServer(github === host ? host : undefined),
    body: aBody({ 'depots-applicatifs': repositories, 'depots-infra': 'idem' }),
    see: (name) => {
      names.add(name);
      return seen({ name });
    },
  });
  hub.reconcile();
  hub.setLabel(people.serviceTeam, 'phase: OVH');
  hub.reconcile();
  return { hub, names: [...names] };
}

describe('sur un GitHub Enterprise Server', () => {
  it.each([
    [`https://${host}/org/api`, ['org/api']],
    [`https://${host}:8443/org/api.git`, ['org/api']],
    [`https://GitHub.exemple.gouv.fr/org/api/tree/main`, ['org/api']],
    [`git@${host}:org/api.git`, ['org/api']],
    [`ssh://git@${host}/org/api`, ['org/api']],
    [`${host}/org/api`, ['org/api']],
    [`Front : [org/front](https://${host}/org/front)`, ['org/front']],
    ['org/api', ['org/api']],
    ['https://github.com/org/api', []],
    ['git@github.com:org/api.git', []],
    [`https://autre.${host}/org/api`, []],
    [`https://${host}.exemple.fr/org/api`, []],
  ])('%s : ses dépôts sont ceux de ce serveur, et pas ceux de github.com', (written, expected) => {
    expect(lookedAt(written).names).toEqual(expected);
  });

  it('sur github.com, une adresse de ce serveur est celle d’une autre forge', () => {
    expect(lookedAt(`https://${host}/org/api`, 'github.com').names).toEqual([]);
  });

  it('une adresse de ce serveur qui ne nomme aucun dépôt est à corriger, comme sur github.com', () => {
    const { hub } = lookedAt(`https://${host}/org`);
    expect(hub.commentIn('status')).toContain('ne dit pas quel dépôt de GitHub');
  });

  it('les comptes se nomment par leur page sur ce serveur', () => {
    const contacts = `Bureau des permis\n- Karim Benali : https://${host}/karim\n- https://github.com/jo`;
    const hub = createToyHub({ procedure: onServer(host), body: aBody({ contacts }) });
    hub.reconcile();
    expect(hub.commentIn('status')).toMatch(/: `lea` et `karim`\s;/);
  });

  it.each([
    [undefined, '/apps/accostage/installations/new'],
    ['ministere.ghe.com', '/apps/accostage/installations/new'],
    [host, '/github-apps/accostage/installations/new'],
  ])('l’application s’installe sur la page de ce GitHub (%s)', (github, page) => {
    const hub = createToyHub({ procedure: onServer(github), body: aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'idem' }) });
    hub.reconcile();
    hub.setLabel(people.serviceTeam, 'phase: OVH');
    hub.reconcile();
    hub.reconcile();
    expect(hub.commentIn('status')).toContain(page);
  });
});
