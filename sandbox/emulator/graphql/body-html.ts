import type { Store } from './store.ts';

/** A text as GitHub shows it, but for its layout: the name of a team that may be notified is a link, and no other is. */
export async function bodyHtmlOf(store: Store, body: string): Promise<string> {
  const names = new Set([...body.matchAll(/(?<![\w`])@([\w-]+\/[\w-]+)/g)].map(([, name = '']) => name));
  let html = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  for (const name of names) {
    const [organization = '', slug = ''] = name.split('/');
    const found = await store.team(organization, slug);
    if (found === null || found.privacy === 'secret') continue;
    html = html.replaceAll(
      `@${name}`,
      `<a class="team-mention" href="https://github.test/orgs/${organization}/teams/${found.slug}">@${name}</a>`,
    );
  }
  return html;
}
