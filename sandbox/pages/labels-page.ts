import { html } from './html.ts';
import { labelShape, pill } from './label-pill.ts';
import { inRepository, type Repository } from './repository.ts';
import type { Page, Reading } from './site.ts';

/** The labels of a repository, each leading to its issues. */
export async function labelsPage({ reader }: Reading, repository: Repository): Promise<Page> {
  const labels = await reader.all(`/repos/${repository.full}/labels`, labelShape);
  return inRepository(repository, 'labels', {
    title: 'Étiquettes',
    main: html`<h1>Étiquettes</h1>
<ul class="list">${labels.map(
      (label) =>
        html`<li><p><a href="/${repository.full}/issues?state=all&amp;label=${encodeURIComponent(label.name)}">${pill(label)}</a> <span class="quiet">${label.description ?? ''}</span></p></li>`,
    )}</ul>`,
  });
}
