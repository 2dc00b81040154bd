import { array, assert, constantFrom, oneof, property, string } from '../property.ts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isMirrorBranch } from '../../src/dossier/mirror/mirror-branch.ts';
import type { RepositorySeen } from '../../src/dossier/mirror/repository-reading.ts';
import { changePlatforms } from '../../src/mirror/change-platforms.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';
import { renderStatus } from '../../src/render/status.ts';
import { seen } from '../dossier/a-repository.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';
import { aWorkflow, cloudPiNative, oddBranches, ovh } from './workflows.ts';

const name = 'demat-permis/api';

/** What a dossier whose answer names these branches proposes, and what its status says of the repository. */
function proposed(answer: string, change: Partial<RepositorySeen> = {}) {
  const stage = createToyHub({
    body: aBody({ 'depots-applicatifs': name, 'depots-infra': name, 'miroir-branches': answer }),
    see: () => seen(change),
  });
  stage.reconcile();
  stage.setLabel(people.serviceTeam, 'phase: OVH');
  stage.reconcile();
  const plan = stage.plan();
  const status = renderStatus(plan.status, { failures: [], sealed: null });
  const [, line = ''] = /(?:Accostage\s: ce qui bloque|<summary>Accostage des dépôts[^\n]*)\n\n(- .*)/.exec(status) ?? [];
  return { branches: plan.pulls.map(({ workflow }) => workflow.branches), line };
}

const listed = (text: string): readonly string[] => parse(text).on.push.branches;

describe('la branche de l’application n’est jamais une branche à synchroniser', () => {
  it.each([
    'accostage/miroir',
    'refs/heads/accostage/miroir',
    'refs/heads/refs/heads/accostage/miroir',
    'heads/accostage/miroir',
    'origin/accostage/miroir',
    '  `Accostage/Miroir`  ',
    '- « accostage/miroir »',
    'accostage/miroir/',
  ])('nommée %j : rien n’est proposé, et le suivi dit pourquoi', (answer) => {
    const { branches, line } = proposed(answer);
    expect(branches).toEqual([]);
    expect(line).toMatch(/`accostage\/miroir` est celle des pull requests de l’application.*Retirez-la/);
  });

  it('nommée parmi d’autres : de même, jusqu’à ce qu’elle soit retirée de la demande', () => {
    expect(proposed('main\naccostage/miroir\nrecette')).toMatchObject({ branches: [], line: expect.stringMatching(/Retirez-la/) });
    expect(proposed('main\nrecette').branches).toEqual([['main', 'recette']]);
  });

  it('branche par défaut du dépôt : l’application n’y écrit rien, et le suivi dit pourquoi', () => {
    const { branches, line } = proposed('', { defaultBranch: 'accostage/miroir' });
    expect(branches).toEqual([]);
    expect(line).toMatch(/la branche par défaut de ce dépôt porte le nom/);
  });

  it.each(['main', 'accostage/miroirs', 'accostage', 'feat/accostage/miroir', 'accostage/mirοir'])('%j est une autre branche', (other) => {
    expect(isMirrorBranch(other)).toBe(false);
  });

  it('quels que soient les noms, le dernier filtre du fichier l’exclut', () => {
    const names = array(oneof(string(), constantFrom(...oddBranches, 'accostage/miroir', 'accostage/**', '**')), {
      minLength: 1,
    });
    assert(
      property(names, (branches) => {
        expect(listed(renderWorkflow(aWorkflow({ branches }))).at(-1)).toBe('!accostage/miroir');
      }),
    );
  });

  it('un motif saisi par l’équipe ne vaut que pour la branche de ce nom', () => {
    expect(listed(renderWorkflow(aWorkflow({ branches: ['accostage/**', '**'] })))).toEqual([
      String.raw`accostage/\*\*`,
      String.raw`\*\*`,
      '!accostage/miroir',
    ]);
  });

  it.each([
    ['sans exclusion', '- "accostage/miroir"'],
    ['avec une exclusion annulée plus bas', "- '!accostage/miroir'\n      - 'accostage/**'"],
  ])('un fichier déjà en place %s est mis en règle quand il change', (_, patterns) => {
    const before = renderWorkflow(aWorkflow()).replace(/- main\n\s+- '?!accostage\/miroir'?/, patterns);
    const changed = changePlatforms(before, aWorkflow({ platforms: [ovh, cloudPiNative] }), []);
    expect(listed(changed).filter((pattern) => pattern.startsWith('!'))).toEqual(['!accostage/miroir']);
    expect(listed(changed).at(-1)).toBe('!accostage/miroir');
  });
});
