import { describe, expect, it } from 'vitest';
import type { RepositorySeen, RepositoryReading } from '../../src/dossier/mirror/repository-reading.ts';
import { renderStatus } from '../../src/render/status.ts';
import { wordsTo } from './answers-to.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';
import { checkable, seen } from './a-repository.ts';

const { serviceTeam, author } = people;
type Stage = ReturnType<typeof createToyHub>;

const body = (name: string) => aBody({ 'depots-applicatifs': name, 'depots-infra': name });

const toCheck = ({ id, name, url }: RepositorySeen) => ({ id, name, url, private: false, hasIssues: true, commit: 'c' });

/** GitHub as the test changes it: what stands under each name. A name that was left leads to the repository that left it. */
function aGitHub(repositories: Record<string, RepositoryReading>) {
  const see = (name: string): RepositoryReading => repositories[name.toLowerCase()] ?? { kind: 'unreachable' };
  const report = {
    facts: { dockerfiles: [], ciFile: null, infrastructure: [] },
    rules: [],
    unread: [],
    aside: [],
    remarks: [],
    hurried: false,
  };
  const { check } = checkable((name) => {
    const sight = see(name);
    return sight.kind === 'seen' ? { ...toCheck(sight), namerWrites: sight.namerWrites, report } : { kind: 'unreachable' };
  });
  return { repositories, see, check };
}

const foreign = (id: number, name: string) => seen({ id, name, namerWrites: 'no' });

function inOvh(github: ReturnType<typeof aGitHub>): Stage {
  const stage = createToyHub({ body: body('org/api'), see: github.see, check: github.check });
  stage.reconcile();
  stage.setLabel(serviceTeam, 'phase: OVH');
  stage.reconcile();
  return stage;
}

function answerTo(stage: Stage, login: string, text: string): string {
  const id = stage.comment(login, text);
  const { plan } = stage.reconcile();
  return wordsTo(plan, id);
}

const pulls = (stage: Stage) => stage.plan().pulls.map((wanted) => wanted.seen.id);
const checked = (stage: Stage) => stage.plan().status.checks.map(({ obstacle, summary }) => obstacle ?? summary?.commit ?? null);
const statusOf = (stage: Stage) => renderStatus(stage.plan().status, { failures: [], sealed: null }).replaceAll('\u00a0', ' ');

describe('/autoriser', () => {
  it('vaut pour le dépôt lui-même : qui, quand, dans l’historique et dans le suivi', () => {
    const stage = inOvh(aGitHub({ 'org/api': foreign(5, 'Org/api') }));
    expect(pulls(stage)).toEqual([]);
    expect(answerTo(stage, serviceTeam, '/autoriser org/api')).toMatch(/peut agir dans le dépôt `org\/api`/);
    expect(stage.state().authorised).toMatchObject([{ name: 'Org/api', id: 5, by: serviceTeam }]);
    expect(pulls(stage)).toEqual([5]);
    expect(checked(stage)).toEqual(['c']);
    expect(statusOf(stage)).toContain(
      'Dépôts autorisés par la Service Team (1)</summary>\n\n- `Org/api`, par `camille` le 4 janvier 2027\n',
    );
    expect(statusOf(stage)).toContain('`camille` a autorisé l’application dans le dépôt `Org/api`');
    expect(answerTo(stage, serviceTeam, '/autoriser org/api')).toContain('était déjà autorisé');
  });

  it.each(['non', 'Non.', 'no', 'retirer'])('se retire par « %s », et ce qu’elle montrait n’est plus montré', (no) => {
    const stage = inOvh(aGitHub({ 'org/api': foreign(5, 'org/api') }));
    answerTo(stage, serviceTeam, '/autoriser org/api');
    expect(answerTo(stage, serviceTeam, `/autoriser org/api ${no}`)).toMatch(/n’agit plus dans le dépôt `org\/api`/);
    expect(stage.state().authorised).toEqual([]);
    expect(stage.state().notes.at(-1)).toMatchObject({ kind: 'unauthorised', by: serviceTeam, about: 'org/api' });
    expect(pulls(stage)).toEqual([]);
    expect(checked(stage)).toEqual(['not-authorised']);
    expect(answerTo(stage, serviceTeam, '/autoriser org/api non')).toContain('ce dépôt n’est pas autorisé');
  });

  it('suit le dépôt renommé, que la demande dise l’ancien nom ou le nouveau', () => {
    const github = aGitHub({ 'org/api': foreign(5, 'org/api') });
    const stage = inOvh(github);
    answerTo(stage, serviceTeam, '/autoriser org/api');
    github.repositories['org/api'] = foreign(5, 'org/api-v2');
    github.repositories['org/api-v2'] = foreign(5, 'org/api-v2');
    expect(pulls(stage)).toEqual([5]);
    stage.editBody(body('org/api-v2'));
    expect(pulls(stage)).toEqual([5]);
    expect(checked(stage)).toEqual(['c']);
    expect(answerTo(stage, serviceTeam, '/autoriser org/api-v2 non')).toContain('n’agit plus');
    expect(stage.state().authorised).toEqual([]);
  });

  it('ne donne rien à un autre dépôt qui prend l’ancien nom', () => {
    const github = aGitHub({ 'org/api': foreign(5, 'org/api') });
    const stage = inOvh(github);
    answerTo(stage, serviceTeam, '/autoriser org/api');
    github.repositories['org/api'] = foreign(6, 'org/api');
    expect(pulls(stage)).toEqual([]);
    expect(statusOf(stage)).toMatch(/`org\/api` : la personne qui l’a inscrit dans la demande n’a pas le droit d’y écrire/);
  });

  it('une même phrase pour un dépôt absent et pour un dépôt hors d’atteinte, et rien n’est autorisé', () => {
    const stage = inOvh(aGitHub({}));
    expect(answerTo(stage, serviceTeam, '/autoriser org/api')).toMatch(
      /rien n’est autorisé : .*n’existe pas ou dans lequel elle n’est pas installée/,
    );
    expect(stage.state().authorised).toEqual([]);
  });

  it('un dépôt que GitHub refuse de montrer est dit de la même façon', () => {
    const stage = inOvh(aGitHub({ 'org/api': { kind: 'unreadable', because: 'GitHub a répondu 403', namerWrites: 'no' } }));
    expect(answerTo(stage, serviceTeam, '/autoriser org/api')).toMatch(
      /rien n’est autorisé : .*n’existe pas ou dans lequel elle n’est pas installée/,
    );
  });

  it('reste à la Service Team, pour donner comme pour retirer', () => {
    const stage = inOvh(aGitHub({ 'org/api': foreign(5, 'org/api') }));
    answerTo(stage, serviceTeam, '/autoriser org/api');
    expect(answerTo(stage, author, '/autoriser org/api non')).toContain('réservée à la Service Team');
    expect(stage.state().authorised).toHaveLength(1);
  });
});

describe('une autorisation de la version 0.1.0 est un nom', () => {
  it('elle se lie au premier dépôt vu sous ce nom, et à lui seul', () => {
    const github = aGitHub({});
    const stage = inOvh(github);
    stage.changeState((state) => ({ ...state, authorised: [{ name: 'org/api', id: null, by: '', at: '' }] }));
    stage.reconcile();
    expect(stage.state().authorised).toMatchObject([{ id: null }]);
    github.repositories['org/api'] = foreign(5, 'org/api');
    stage.reconcile();
    expect(stage.state().authorised).toMatchObject([{ name: 'org/api', id: 5 }]);
    expect(pulls(stage)).toEqual([5]);
    expect(statusOf(stage)).toContain('- `org/api`, avant la version 0.2.0\n');
    github.repositories['org/api'] = foreign(6, 'org/api');
    stage.reconcile();
    expect(pulls(stage)).toEqual([]);
  });
});
