import { describe, expect, it } from 'vitest';
import { aVisitor } from '../../sandbox/a-browser.ts';
import type { LivedTour } from './live-tour.ts';

/** Addresses in a Markdown text. */
function linksOf(text: string): readonly string[] {
  return [...text.replaceAll(/<!--[\s\S]*?-->/g, '').matchAll(/\]\(<?([^)>]+)>?\)|(https?:\/\/[^\s)>"\]`]+)/g)].map(
    ([, named, bare]) => named ?? bare ?? '',
  );
}

/** Every text that the tour made: comments of its dossier as they stood after each step, pull requests of its projects. */
async function textsOf({ bench, played }: LivedTour): Promise<ReadonlySet<string>> {
  const { github } = bench.world.sandbox();
  const texts = new Set(played.flatMap(({ after }) => after.comments.map(({ body }) => body)));
  for (const repository of ['api', 'front', 'infra']) {
    const response = await github.fetch(`${github.url}/repos/demat-permis/${repository}/pulls?state=all`);
    for (const body of (await response.text()).match(/"body":"(?:[^"\\]|\\.)*"/g) ?? [])
      texts.add(String(JSON.parse(body.slice('"body":'.length))));
  }
  return texts;
}

/** Tests that nothing leads nowhere once the tour is over. */
export function describeLinks(lived: () => LivedTour): void {
  describe('les liens', () => {
    it('tout lien que l’application écrit mène à une page', async () => {
      const { bench } = lived();
      const links = new Set([...(await textsOf(lived()))].flatMap(linksOf));
      const here = [...links].filter((link) => link.startsWith(bench.url));
      expect(here.length).toBeGreaterThan(20);
      const visitor = aVisitor(bench.url, 'lea-martin');
      for (const link of here) {
        const page = await visitor.get(link.slice(bench.url.length).split('#')[0] ?? '');
        expect([link, page.status, page.headers.get('content-type')]).toEqual([link, 200, 'text/html; charset=UTF-8']);
      }
      expect([...links].filter((link) => !link.startsWith(bench.url) && !/^(?:https:\/\/|#)/.test(link))).toEqual([]);
    });

    it('tout lien des pages aussi, de proche en proche, pour chacun', async () => {
      const { bench } = lived();
      for (const login of ['lea-martin', 'paul-visiteur']) {
        const visitor = aVisitor(bench.url, login);
        const seen = new Set<string>();
        const left = ['/'];
        const lost: string[] = [];
        for (let path = left.pop(); path !== undefined && seen.size < 250; path = left.pop()) {
          if (seen.has(path)) continue;
          seen.add(path);
          const page = await visitor.get(path);
          expect([login, path, page.status]).toEqual([login, path, 200]);
          const ids = new Set([...page.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
          for (const [, href = ''] of page.html.matchAll(/ href="([^"]+)"/g)) {
            const [to = '', anchor] = href.replaceAll('&amp;', '&').split('#');
            if (to === '' && anchor !== undefined && !ids.has(anchor)) lost.push(`${path}#${anchor}`);
            // The lists of the portfolio are sorted and filtered by their addresses, in any number of ways.
            if (to.startsWith('/') && !to.startsWith('/-/')) left.push(to.replace(/^(\/(?:portefeuille|flux|activite))\?.*/, '$1'));
          }
        }
        expect(lost).toEqual([]);
        expect(seen.size).toBeGreaterThan(100);
      }
    }, 120_000);
  });
}
