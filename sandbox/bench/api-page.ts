import type { EmbeddedGitHub } from '../emulator/start-github.ts';
import { html } from '../pages/html.ts';
import type { Page } from '../pages/site.ts';
import { HUB } from '../seed/population.ts';

/** A few lines to copy: what the buttons do, by the API of the embedded GitHub, with the tokens of its people. `label` is that of a phase. */
export function apiPage(
  github: Pick<EmbeddedGitHub, 'url' | 'token'>,
  { number, label }: { readonly number: number; readonly label: string },
): Page {
  const api = `${github.url}/repos/${HUB}/issues/${number}`;
  const as = (login: string) => `-H "Authorization: Bearer ${github.token(login)}"`;
  const examples = [
    [
      'Ouvrir un dossier sans réponse, comme Léa',
      `curl -s ${as('lea-martin')} ${github.url}/${HUB}/issues -d '{"form":"embarquement.yml","title":"Mon projet","body":""}'`,
    ],
    [`Demander de l’aide dans le dossier ${number}`, `curl -s ${as('lea-martin')} ${api}/comments -d '{"body":"/aide"}'`],
    [
      'Poser une étiquette, comme la Service Team',
      `curl -s ${as('camille-st')} ${api}/labels -d '${JSON.stringify({ labels: [label] }).replaceAll("'", "'\\''")}'`,
    ],
    ['Rouvrir le dossier', `curl -s -X PATCH ${as('camille-st')} ${api} -d '{"state":"open"}'`],
    ['Lire ce que l’application a écrit', `curl -s ${as('camille-st')} '${api}/comments?per_page=100'`],
  ] as const;
  const main = html`<h1>Par l’API</h1>
<p>Le GitHub embarqué répond à cette adresse comme l’API de GitHub. Les jetons ne valent qu’ici.</p>
${examples.map(([told, line]) => html`<h2>${told}</h2><pre tabindex="0"><code>${line}</code></pre>`)}
<p><a href="/">Revenir à l’accueil</a></p>`;
  return { title: 'Par l’API', main };
}
