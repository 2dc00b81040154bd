import { html } from './html.ts';
import { issueList } from './issues-page.ts';
import { issueShape } from './read-issue.ts';
import { readRepository } from './repository.ts';
import { nameOf, type Page, type Reading } from './site.ts';

/** The first page: what this is, the dossiers of the hubs, the projects, the people. */
export async function homePage(reading: Reading, hubs: readonly string[]): Promise<Page> {
  const { site, reader } = reading;
  const { seed } = site.github;
  const lists = await Promise.all(
    hubs.map(async (hub) => ({ hub, issues: await reader.all(`/repos/${hub}/issues?state=all`, issueShape) })),
  );
  const projects = await Promise.all(
    seed.repositories
      .filter(({ owner, name }) => !hubs.includes(`${owner}/${name}`))
      .map(({ owner, name }) => readRepository(reading, owner, name)),
  );
  return {
    title: 'Accueil',
    main: html`<div class="hero"><h1>Un GitHub embarqué, avec l’application au travail</h1>
<p>Rien ne sort de cette machine. Une équipe projet ouvre un dossier ; l’application dit ce qui manque, garde les phases, propose des pull requests, suit les flux. Suivez le banc d’essai, ou faites vous-même ce que font les gens : dites qui vous êtes, puis commentez, cochez, posez une étiquette.</p></div>
${site.rooms.map(({ path, title }) => html`<p><a class="button" href="${path}">${title}</a> Ce que voit la Service Team de tous les dossiers : qui attend, depuis quand, ce qui bloque.</p>`)}
${lists.map(
  ({ hub, issues }) => html`<h2>Dossiers de <a href="/${hub}">${hub}</a></h2>
${issues.length === 0 ? html`<p>Aucun dossier pour l’instant : <a href="/${hub}/issues/new">ouvrez le vôtre</a>.</p>` : issueList(hub, issues)}
<p class="links"><a class="button" href="/${hub}/issues/new">Nouveau dossier</a> <a class="button" href="/${hub}/issues">Tous les dossiers</a> <a class="button" href="/${hub}/labels">Étiquettes</a></p>`,
)}
<h2>Dépôts des projets</h2>
<ul class="list cards">${projects.flatMap((found) => (found === null ? [] : [html`<li><p><a class="strong" href="/${found.full}">${found.full}</a> <span class="tag">${found.isPrivate ? 'privé' : 'public'}</span></p><p class="quiet">${found.description}</p><p><a href="/${found.full}/pulls" aria-label="Pull requests de ${found.full}">Pull requests</a> · <a href="/${found.full}/actions" aria-label="Actions de ${found.full}">Actions</a></p></li>`]))}</ul>
<h2>Les gens</h2>
<ul class="list cards">${seed.users.map(({ login }) => html`<li><p><a class="strong" href="/${login}">${nameOf(site, login)}</a></p><p class="quiet">${roleOf(reading, login)}</p></li>`)}</ul>`,
  };
}

function roleOf({ site }: Reading, login: string): string {
  const { teams, organizations } = site.github.seed;
  const of = teams.filter(({ members }) => members.includes(login)).map(({ organization, slug }) => `${organization}/${slug}`);
  const owns = organizations.filter(({ owners }) => owners.includes(login)).map((one) => `propriétaire de ${one.login}`);
  return [...owns, ...of].join(', ') || 'sans aucun droit ici';
}
