import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pushFiles } from '../../sandbox/seed/push-files.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { api, mirrorWorld, oneRepository } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const { call, pulls, open, enter, says, inOvh, comments, status, writesInProjects, readsInProjects, head } = mirrorWorld(() => world);

describe('ce qui arrête est dit, et repris quand cela change', () => {
  it('l’application n’est pas installée, puis elle l’est', async () => {
    world.github.setInstalled('demat-permis', false);
    const number = await inOvh();
    expect(await status(number)).toMatch(/n’y est pas installée.*installations\/new/);
    world.github.setInstalled('demat-permis', true);
    await world.settle();
    expect(await pulls()).toHaveLength(1);
  });

  it('l’auteur n’a pas le droit d’écrire, puis /autoriser', async () => {
    const number = await open(oneRepository, 'ines-caron');
    await enter(number);
    expect(await pulls()).toEqual([]);
    expect(await status(number)).toContain('n’a pas le droit d’y écrire');
    await says(number, '/autoriser demat-permis/api', 'camille-st');
    expect(await pulls()).toHaveLength(1);
  });

  it('l’auteur n’a pas le droit d’écrire, puis il l’obtient', async () => {
    const number = await open(oneRepository, 'ines-caron');
    await enter(number);
    await call('lea-martin', { method: 'PUT', path: `/repos/${api}/collaborators/ines-caron`, body: { permission: 'push' } });
    await says(number, '/statut');
    expect(await pulls()).toHaveLength(1);
  });

  it('les droits de l’application changent sur le compte : ses dépôts sont relus', async () => {
    await inOvh();
    world.github.requests.clear();
    world.github.relay.send('installation', {
      action: 'new_permissions_accepted',
      installation: { id: 1, account: { login: 'Demat-Permis' } },
      sender: { login: 'lea-martin' },
    });
    await world.settle();
    expect(readsInProjects()).toContain(`/repos/${api}`);
  });

  it('les autres pull requests et les autres workflows du dépôt ne font rien relire', async () => {
    await inOvh();
    const sha = await head(api);
    await call('lea-martin', { method: 'POST', path: `/repos/${api}/git/refs`, body: { ref: 'refs/heads/feat', sha } });
    await world.rest();
    world.github.requests.clear();
    await call('lea-martin', { method: 'POST', path: `/repos/${api}/pulls`, body: { head: 'feat', base: 'main', title: 'feat' } });
    await world.github.reportRun({ repository: api, workflow: 'ci.yml', branch: 'main', conclusion: 'success', log: '' }, 'lea-martin');
    await world.settle();
    expect(world.appCalls().reads).toBe(0);
  });

  it('dépôt archivé, puis désarchivé', async () => {
    await call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { archived: true } });
    const number = await inOvh();
    expect(await status(number)).toContain('ce dépôt est archivé');
    expect(await pulls()).toEqual([]);
    await call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { archived: false } });
    await world.settle();
    expect(await pulls()).toHaveLength(1);
  });

  it('une branche qui n’existe pas', async () => {
    const number = await inOvh({ ...oneRepository, 'miroir-branches': 'main\nrecette' });
    expect(await status(number)).toMatch(/cette branche n’y existe pas : `recette`/);
    expect(await pulls()).toEqual([]);
    await call('lea-martin', { method: 'POST', path: `/repos/${api}/git/refs`, body: { ref: 'refs/heads/recette', sha: await head(api) } });
    // GitHub sends a push for a branch that is made; the emulator does not.
    const repository = { name: 'api', owner: { login: 'demat-permis' }, default_branch: 'main' };
    world.github.relay.send('push', { ref: 'refs/heads/recette', created: true, repository, sender: { login: 'lea-martin' } });
    await world.settle();
    expect(await pulls()).toHaveLength(1);
  });

  it.each([
    ['un dépôt GitLab', 'https://gitlab.com/groupe/projet', /n’est pas sur GitHub.*console/],
    ['le dépôt d’accompagnement', 'dnum-mi/dso-formation', /dépôt d’accompagnement lui-même/],
    ['un dépôt qui n’existe pas', 'demat-permis/absent', /n’y est pas installée, ou ce dépôt n’existe pas/],
  ])('%s', async (_, repository, said) => {
    const number = await inOvh({ 'depots-applicatifs': repository, 'depots-infra': repository });
    expect(await status(number)).toMatch(said);
    expect(writesInProjects()).toEqual([]);
  });

  it('plus de vingt dépôts : les vingt premiers, les autres sont nommés', async () => {
    const many = Array.from({ length: 22 }, (_, index) => `demat-permis/depot-${index}`).join('\n');
    const number = await inOvh({ 'depots-applicatifs': many, 'depots-infra': many });
    expect((await status(number)).match(/suit vingt dépôts par dossier au plus/g)).toHaveLength(2);
  });

  it('un dépôt qui se synchronise déjà autrement : reconnu, étape cochée, conseil donné', async () => {
    const own =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: curl -F token="$T" "$URL/api/v4/projects/1/trigger/pipeline"\n';
    await pushFiles(
      { '.github/workflows/gitlab.yml': own },
      { url: world.github.url, repository: api, by: 'lea-martin', message: 'ci: miroir' },
    );
    const number = await inOvh();
    expect(await pulls()).toEqual([]);
    expect(await status(number)).toMatch(/déjà synchronisé par `\.github\/workflows\/gitlab\.yml`.*permissions: \{\}/);
    expect((await comments(number)).get('checklist/ovh')).toMatch(/- \[x\] \*\*Accostage entre .*par un autre moyen/);
  });

  it('un dépôt que deux dossiers déclarent : dit dans les deux, une pull request', async () => {
    const first = await inOvh();
    const second = await inOvh();
    expect(await pulls()).toHaveLength(1);
    expect(await status(second)).toContain(`déjà suivi par le dossier \`dnum-mi/dso-formation#${first}\``);
    expect(await status(first)).toContain(`aussi déclaré dans \`dnum-mi/dso-formation#${second}\``);
  });

  it('un dépôt que trois dossiers déclarent : après un redémarrage, rien n’est réécrit', async () => {
    for (let count = 0; count < 3; count += 1) await inOvh();
    await world.stopApp();
    world.github.requests.clear();
    await world.startApp();
    await world.settle();
    expect(world.appCalls().writes).toBe(0);
  });

  it('un dossier qui ne peut pas agir dans le dépôt d’un autre ne l’empêche de rien, et apprend ce qui s’y passe', async () => {
    const stranger = await open(oneRepository, 'ines-caron');
    await enter(stranger);
    expect(await status(stranger)).toContain('n’a pas le droit d’y écrire');
    const number = await inOvh();
    expect(await pulls()).toHaveLength(1);
    expect(await status(number)).toContain('à relire et à fusionner');
    expect(await status(number)).not.toContain('aussi déclaré');
    await call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { archived: true } });
    await world.settle();
    expect(await status(stranger)).toContain(`déjà suivi par le dossier \`dnum-mi/dso-formation#${number}\``);
  });

  it('celui qui peut agir n’est plus arrêté dès que celui d’avant ne le peut plus', async () => {
    const missing = { ...oneRepository, 'miroir-branches': 'main\nrecette' };
    const first = await open(missing, 'karim-benali');
    await enter(first);
    const second = await inOvh();
    expect(await status(second)).toContain('déjà suivi par le dossier');
    await call('lea-martin', { method: 'DELETE', path: '/orgs/demat-permis/teams/developpement/memberships/karim-benali' });
    world.advance({ minutes: 31 });
    await world.settle();
    await says(first, '/statut');
    expect(await status(second)).toContain('à relire et à fusionner');
    expect(await pulls()).toHaveLength(1);
  });

  it('des dossiers qui ne peuvent pas agir, puis d’autres : après un redémarrage, rien n’est réécrit', async () => {
    for (const by of ['ines-caron', 'ines-caron', 'lea-martin', 'lea-martin'] as const) await enter(await open(oneRepository, by));
    await world.stopApp();
    world.github.requests.clear();
    await world.startApp();
    await world.settle();
    expect(world.appCalls().writes).toBe(0);
  });

  it('deux dossiers entrent ensemble dans OVH : un seul porte le dépôt, l’autre le dit', async () => {
    const [first, second] = [await open(), await open()];
    await Promise.all([second, first].map((number) => world.as('camille-st').addLabel(number, 'phase: OVH')));
    await world.settle();
    expect(await pulls()).toHaveLength(1);
    const said = [await status(first), await status(second)];
    expect(said.filter((text) => text.includes('à relire et à fusionner'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('déjà suivi par le dossier'))).toHaveLength(1);
  });

  it('le dossier qui portait un dépôt est supprimé : l’autre reprend la pull request', async () => {
    const first = await inOvh();
    const second = await inOvh();
    await world.github.deleteIssue({ repository: 'dnum-mi/dso-formation', number: first }, 'nadia-dnum');
    await world.settle();
    expect(await status(second)).toContain('à relire et à fusionner');
    expect(await pulls()).toHaveLength(1);
  });
});

describe('le droit est redemandé juste avant chaque écriture', () => {
  const memberOfKarim = '/orgs/demat-permis/teams/developpement/memberships/karim-benali';

  it('retiré cinq minutes avant, plus rien ne s’écrit dans le dépôt, et le dossier dit pourquoi', async () => {
    const number = await open(oneRepository, 'karim-benali');
    await enter(number);
    expect(await pulls()).toHaveLength(1);
    const before = writesInProjects().length;
    await call('lea-martin', { method: 'DELETE', path: memberOfKarim });
    world.advance({ minutes: 5 });
    await world.as('karim-benali').editIssue(number, {
      body: aBody({ ...oneRepository, 'miroir-options': { checked: ['Synchroniser aussi les tags'], unchecked: [] } }),
    });
    await world.settle();
    expect(writesInProjects().slice(before)).toEqual([]);
    expect(await status(number)).toContain('n’a pas le droit d’y écrire');
  });
});
