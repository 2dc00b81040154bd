import { afterEach, beforeEach, expect, it } from 'vitest';
import { mirrorWorld } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const repositories = ['demat-permis/api', 'demat-permis/front', 'demat-permis/infra'];
const three = { 'depots-applicatifs': repositories.slice(0, 2).join('\n'), 'depots-infra': 'demat-permis/infra' };

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), projects: 'filled' });
});
afterEach(() => world.close());

const { open, enter, says } = mirrorWorld(() => world);

/** How often the heads of the projects' repositories were read since the last time: what they are, where their default branch ends, who may write there. */
function heads() {
  const all = world.appCalls().list.filter(({ path }) => path.startsWith('/repos/demat-permis/'));
  const count = (end: RegExp) => all.filter(({ kind, path }) => kind === 'read' && end.test(path)).length;
  world.github.requests.clear();
  return {
    repository: count(/^\/repos\/[^/]+\/[^/]+$/),
    commit: count(/\/git\/ref\/heads%2Fmain$/),
    right: count(/\/collaborators\//),
  };
}

it('la tête d’un dépôt est lue une fois pour le miroir et pour les vérifications, quel que soit le dossier qui demande', async () => {
  world.github.requests.clear();
  const number = await open(three);
  expect(heads()).toEqual({ repository: 3, commit: 3, right: 3 });
  await open(three);
  expect(heads()).toEqual({ repository: 0, commit: 0, right: 0 });
  await enter(number);
  // The branch starts from the commit that is there then, and the right is asked again before the branch, the file and the pull request.
  expect(heads()).toEqual({ repository: 0, commit: 3, right: 9 });
  await says(number, '/statut');
  expect(heads()).toEqual({ repository: 0, commit: 0, right: 0 });
  await world.stopApp();
  await world.startApp();
  await world.settle();
  expect(heads()).toEqual({ repository: 3, commit: 3, right: 3 });
});
