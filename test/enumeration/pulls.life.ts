import { expect, it } from 'vitest';
import { seen } from '../dossier/a-repository.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';
import { createToyProject } from '../dossier/toy-project.ts';
import { endsOf } from './ends.ts';
import { answers, inProject, type Life, procedure, sets } from './life.ts';

/** A pull request that is merged just after the answers that change it. */
function mergedAtOnce(): Life {
  const repository = 'demat-permis/api';
  const declared = { 'depots-applicatifs': repository, 'depots-infra': repository };
  return {
    open: (given) => createToyHub({ ...given, procedure, project: createToyProject(seen()), body: aBody(declared) }),
    acts: [
      sets(people.serviceTeam, 'phase: OVH'),
      answers(aBody({ ...declared, 'miroir-branches': 'main\nlivraison' })),
      inProject((project, at) => project.merge(at)),
    ],
  };
}

it('une vie dont la pull request finit autrement finit autrement', () => {
  const { differences } = endsOf(mergedAtOnce);
  expect(differences([{ failure: 'twice', at: 1 }])).toEqual([]);
  expect(differences([{ failure: 'lost', at: 1 }])).toEqual([expect.stringMatching(/^pull request 1 : /)]);
});
