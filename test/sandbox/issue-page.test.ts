import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HUB } from '../../sandbox/seed/population.ts';
import { renderMarkdown } from '../../sandbox/markdown/render-markdown.ts';
import { githubPages } from '../../sandbox/pages/pages.ts';
import { aGitHub, type TestGitHub } from './a-github.ts';

let world: TestGitHub;

beforeEach(async () => {
  world = await aGitHub();
  const { github } = world;
  const site = { github, visitor: null, rooms: [], beside: null, settle: () => Promise.resolve(), run: () => Promise.resolve() };
  github.mount(githubPages(site, [HUB]));
});
afterEach(() => world.github.close());

describe('la page d’un dossier', () => {
  it('est à l’adresse que donne GitHub et montre titre, étiquettes et commentaires', async () => {
    const opened = await world.call('camille-st', `POST /repos/${HUB}/issues`, {
      title: 'Démat <b>',
      body: 'Le **texte**',
      labels: ['phase: OVH'],
    });
    await world.call('lea-martin', `POST /repos/${HUB}/issues/1/comments`, { body: 'Bonjour' });
    expect(opened.json).toMatchObject({ html_url: `${world.github.url}/${HUB}/issues/1` });
    const page = await world.open(`/${HUB}/issues/1`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const part of [
      '<html lang="fr">',
      'Démat &lt;b&gt;',
      '<strong>texte</strong>',
      'phase: OVH</span>',
      'id="issuecomment-3000000001"',
      'lea-martin',
    ]) {
      expect(page.json).toContain(part);
    }
  });

  it('montre les réactions sous chaque commentaire', async () => {
    await world.call('camille-st', `POST /repos/${HUB}/issues`, { title: 'Dossier' });
    await world.call('lea-martin', `POST /repos/${HUB}/issues/1/comments`, { body: '/aide' });
    await world.call(await world.appToken(), `POST /repos/${HUB}/issues/comments/3000000001/reactions`, { content: '+1' });
    expect((await world.open(`/${HUB}/issues/1`)).json).toContain('aria-label="Réactions">👍</p>');
  });

  it('n’existe ni pour un dossier inconnu, ni pour un dépôt privé', async () => {
    await world.call('ines-caron', 'POST /repos/registre-armes/deploiement/issues', { title: 'Privé' });
    expect((await world.open(`/${HUB}/issues/404`)).status).toBe(404);
    expect((await world.open('/registre-armes/deploiement/issues/1')).status).toBe(404);
    expect((await world.open('/Registre-Armes/Deploiement/issues/1')).status).toBe(404);
  });
});

describe('le Markdown de la page', () => {
  it.each([
    ['<details><summary>Lu</summary>\n\ntexte\n\n</details>', '<details><summary>Lu</summary>\n<p>texte</p>\n</details>'],
    ['avant <!-- accostage:status --> après', '<p>avant  après</p>\n'],
    ['<!-- accostage:status -->\n\nsuite', '\n<p>suite</p>\n'],
    ['- [ ] à faire\n- [x] **fait**', '<ul>\n<li>☐ à faire</li>\n<li>☑ <strong>fait</strong></li>\n</ul>\n'],
    ['<details onclick="x()">', '&lt;details onclick=&quot;x()&quot;&gt;'],
    ['[lien](javascript:alert)', '<p>[lien](javascript:alert)</p>\n'],
    ['a < b & "c"', '<p>a &lt; b &amp; &quot;c&quot;</p>\n'],
  ])('%j', (text, html) => {
    expect(renderMarkdown(text)).toBe(html);
  });

  it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'texte <svg onload=x>', '<style>*{}</style>', '<<details>script>'])(
    'ne laisse passer aucune autre balise : %s',
    (text) => {
      expect(renderMarkdown(text)).not.toMatch(/<(?:script|img|svg|style)/);
    },
  );
});
