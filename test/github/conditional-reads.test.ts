import { describe, expect, it } from 'vitest';
import { conditionalReads } from '../../src/github/conditional-reads.ts';

/** A GitHub whose texts are told by their address; it counts what it sends whole. */
function aGitHub() {
  const texts = new Map<string, string>();
  const whole: string[] = [];
  const tags: (string | null)[] = [];
  const send = conditionalReads(
    (url, options) => {
      const text = texts.get(url) ?? '';
      const tag = `W/"${text.length}:${text.slice(0, 20)}"`;
      const asked = new Headers(options.headers).get('if-none-match');
      tags.push(asked);
      if (asked === tag) return Promise.resolve(new Response(null, { status: 304, headers: { 'x-ratelimit-remaining': '7' } }));
      whole.push(url);
      return Promise.resolve(new Response(text, { status: 200, headers: { etag: tag, link: '<next>', 'x-ratelimit-remaining': '9' } }));
    },
    ({ pathname }) => pathname.startsWith('/repos/dnum-mi/hub/'),
  );
  const read = async (url: string, options: RequestInit = {}) => (await send(url, options)).text();
  return { texts, whole, tags, send, read };
}
const labels = 'https://github.test/repos/dnum-mi/hub/labels';

describe('une lecture répétée d’un dépôt d’accompagnement', () => {
  it('n’est entière que la première fois, et chaque fois que quelque chose change', async () => {
    const { texts, whole, read } = aGitHub();
    for (const text of ['un', 'un', 'deux', 'deux', 'un']) {
      texts.set(labels, text);
      expect(await read(labels)).toBe(text);
    }
    expect(whole).toHaveLength(3);
  });

  it('rend tout ce que disait la première, et ce qui reste de la limite maintenant', async () => {
    const { send } = aGitHub();
    await send(labels, {});
    const again = await send(labels, {});
    expect([again.status, again.headers.get('link'), again.headers.get('x-ratelimit-remaining')]).toEqual([200, '<next>', '7']);
  });

  it('sous une autre forme, ou ailleurs, se lit entière ; une écriture part telle quelle', async () => {
    const { tags, read } = aGitHub();
    await read(labels);
    await read(labels, { headers: { accept: 'application/vnd.github.raw+json' } });
    await read(labels, { method: 'POST' });
    for (const _ of [1, 2]) await read('https://github.test/repos/demat/api/labels');
    expect(tags).toEqual([null, null, null, null, null]);
  });

  it('de huit mégaoctets en tout au plus', async () => {
    const { texts, whole, read } = aGitHub();
    const addresses = Array.from({ length: 20 }, (_, index) => `${labels}?page=${index}`);
    for (const address of addresses) texts.set(address, `${address}${'x'.repeat(500_000)}`);
    for (const address of [...addresses, ...addresses.toReversed()]) await read(address);
    expect(whole.length - addresses.length).toBeGreaterThan(0);
    expect(whole.length - addresses.length).toBeLessThan(6);
  });
});
