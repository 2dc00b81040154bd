import { expect, it } from 'vitest';
import type { InspectedRepository } from '../../src/dossier/checks/inspected-repository.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { checkable } from './a-repository.ts';
import { wordsTo } from './answers-to.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

const { serviceTeam, author } = people;
const title = 'Un Dockerfile dans chaque dépôt applicatif';

/** A repository with a Dockerfile, or without. */
function holding(dockerfile: 'one' | 'none', commit: string): InspectedRepository {
  const files = dockerfile === 'one' ? [{ path: 'Dockerfile', text: 'FROM docker.io/library/debian:12\nUSER 1000\n' }] : [];
  const report = inspect({ paths: ['README.md', ...files.map(({ path }) => path)], files, unread: [] });
  return { id: 1, name: 'org/api', url: 'https://github.test/org/api', private: false, hasIssues: true, commit: commit.repeat(40), report };
}

/** A dossier in the phase whose step `dockerfiles` the App proves; it begins without any. */
function inPhase() {
  let shown = holding('none', 'a');
  const stage = createToyHub({
    body: aBody({ 'depots-applicatifs': 'org/api', 'depots-infra': 'org/api' }),
    check: checkable(() => shown).check,
  });
  stage.reconcile();
  stage.reconcile();
  stage.comment(serviceTeam, '/forcer ovh essai');
  stage.reconcile();
  const pushes = (dockerfile: 'one' | 'none', commit: string) => {
    shown = holding(dockerfile, commit);
    stage.reconcile();
    stage.reconcile();
  };
  const says = (login: string, text: string) => {
    const id = stage.comment(login, text);
    return wordsTo(stage.reconcile().plan, id);
  };
  const line = () =>
    (stage.commentIn('checklist/ovh') ?? '')
      .replaceAll('\u00a0', ' ')
      .split('\n')
      .find((one) => one.endsWith('`dockerfiles`')) ?? '';
  return { stage, pushes, says, line };
}

it('ce que l’application ne voit pas est dit fait par qui l’a dit, et à qui le reprend, qu’elle l’a vu depuis', () => {
  const { stage, pushes, says, line } = inPhase();
  expect(line()).toMatch(/^- \[ \]/);
  says(author, '/fait dockerfiles');
  expect(line()).toMatch(new RegExp(`^- \\[x\\] .* faite par \`?${author}`));
  pushes('one', 'b');
  const said = says(author, '/pas-fait dockerfiles');
  expect(said).toContain(`a vu elle-même que ceci est fait, et le laisse coché : **${title}**`);
  expect(said).not.toContain('décochée');
  expect(line()).toMatch(/^- \[x\] .* vu par l’application : Dockerfile trouvé/);
  pushes('none', 'c');
  expect(line()).toMatch(/^- \[ \]/);
  expect(stage.reconcile().writes).toBe(0);
});

it.each(['/fait dockerfiles non', '/fait dockerfiles pas encore', '/fait dockerfiles ❌'])(
  '« %s » ne change rien à ce qui est vu, et le dit',
  (text) => {
    const { pushes, says, line } = inPhase();
    pushes('one', 'b');
    const before = line();
    expect(says(author, text)).toContain('n’y est pas compris');
    expect(line()).toBe(before);
  },
);

it('/fait de ce que l’application voit ne met la parole de personne à la place', () => {
  const { pushes, says, line } = inPhase();
  pushes('one', 'b');
  expect(says(author, '/fait dockerfiles')).toContain(`était déjà cochée : **${title}**`);
  expect(line()).toMatch(/vu par l’application/);
  pushes('none', 'c');
  expect(line()).toMatch(/^- \[ \]/);
});

it('une case décochée de ce que l’application voit revient comme vue par elle, et n’est la parole de personne', () => {
  const { stage, pushes, line } = inPhase();
  pushes('one', 'b');
  stage.tickBox(serviceTeam, 'checklist/ovh', 'dockerfiles');
  stage.reconcile();
  expect(line()).toMatch(/^- \[x\] .* vu par l’application : Dockerfile trouvé/);
  pushes('none', 'c');
  expect(line()).toMatch(/^- \[ \]/);
  expect(stage.reconcile().writes).toBe(0);
});

it('/fait de ce dont le dossier est dispensé dit la décision, qui reste montrée, et tient une fois qu’elle finit', () => {
  const { says, line } = inPhase();
  says(serviceTeam, '/sans-objet dockerfiles l’application est un paquet');
  expect(says(author, '/fait dockerfiles')).toContain(
    `Ceci est sans objet par décision, et ne sera montré coché que si cette décision prend fin : **${title}**`,
  );
  expect(line()).toBe('');
  says(serviceTeam, '/sans-objet dockerfiles non');
  expect(line()).toMatch(new RegExp(`^- \\[x\\] .* faite par \`?${author}`));
});
