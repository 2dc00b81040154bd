import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from '../../sandbox/bench/start-bench.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { aVisitor } from './a-browser.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ port: 0, pace: 0 });
  for (let step = 0; step < 6; step += 1) await bench.player.next();
}, 60_000);
afterAll(() => bench.close());

const seen = async (login: string, path: string) => aVisitor(bench.url, login).get(path);
const ownDossier = `/dossiers/${HUB}/1`;

describe('le portefeuille est à l’adresse du bac à sable, et chacun y voit ce que GitHub lui laisse voir', () => {
  it('la Service Team : tous les dossiers ; une équipe projet : les siens ; sans avoir dit qui l’on est : Léa', async () => {
    for (const login of ['camille-st', 'lea-martin', 'personne']) {
      const page = await seen(login, '/portefeuille');
      expect([login, page.status, page.html.includes(`href="${ownDossier}"`)]).toEqual([login, 200, true]);
      expect(page.html).toContain(`Connecté\u00a0: @${login === 'personne' ? 'lea-martin' : login}`);
    }
  });

  it('un passant : aucun dossier, une page qui le dit, et rien par l’adresse', async () => {
    for (const login of ['paul-visiteur', 'ines-caron', 'hugo-petit']) {
      expect((await seen(login, '/portefeuille')).html).toContain('Aucun dossier à vous montrer');
      expect((await seen(login, ownDossier)).status).toBe(404);
      expect((await seen(login, '/portefeuille.json')).html).not.toContain('Démat-Permis');
    }
  });

  it('un nouveau départ laisse chacun à sa place', async () => {
    await bench.player.jump(0);
    expect((await seen('camille-st', '/portefeuille')).html).toContain('Aucun dossier à vous montrer');
    await bench.player.next();
    expect((await seen('camille-st', '/portefeuille')).html).toContain(`href="${ownDossier}"`);
  });
});

describe('on y va du bac à sable, et on en revient', () => {
  it('le menu du bac à sable y mène ; chaque page du portefeuille ramène, et dit qui lit', async () => {
    expect((await seen('camille-st', '/')).html).toContain('<a href="/portefeuille">Portefeuille</a>');
    for (const path of ['/portefeuille', '/flux', '/activite', ownDossier, '/dossiers/nulle/part/1']) {
      const { html } = await seen('camille-st', path);
      expect(html).toContain('Revenir au bac à sable');
      expect(html).toMatch(/<option value="camille-st" selected>/);
    }
  });

  it('changer de personne dans le portefeuille y laisse', async () => {
    const page = await aVisitor(bench.url, 'camille-st').post('/-/qui', { login: 'lea-martin' }, '/portefeuille');
    expect([page.path, page.status]).toEqual(['/portefeuille', 200]);
  });

  it('les images et les fichiers arrivent tels que l’application les donne', async () => {
    const { html, headers } = await seen('camille-st', '/portefeuille');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    const picture = /src="(\/graphiques\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const drawn = await seen('camille-st', picture);
    expect([drawn.headers.get('content-type'), drawn.html.startsWith('<svg')]).toEqual(['image/svg+xml; charset=utf-8', true]);
    const csv = await seen('camille-st', '/flux.csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toContain('attachment');
  });

  it('se connecter et se déconnecter mènent à « Je suis »', async () => {
    for (const path of ['/connexion?return_to=%2Fflux', '/deconnexion']) {
      const page = await seen('lea-martin', path);
      expect([page.status, page.html.includes('dire qui l’on est')]).toEqual([200, true]);
    }
  });

  it('un autre nom de cette machine n’y lit rien', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      request(`${bench.url}/portefeuille`, { headers: { host: 'ailleurs.exemple' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('l’application arrêtée : une page le dit, et le redémarrage rend tout', async () => {
    await aVisitor(bench.url, 'camille-st').post('/-/application', { state: 'stop' });
    const page = await seen('camille-st', '/portefeuille');
    expect([page.status, page.html.includes('L’application est arrêtée')]).toEqual([503, true]);
    await aVisitor(bench.url, 'camille-st').post('/-/application', { state: 'start' });
    await bench.world.sandbox().settle();
    expect((await seen('camille-st', '/portefeuille')).html).toContain(`href="${ownDossier}"`);
  });
});
