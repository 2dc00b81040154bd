import { html } from './html.ts';
import { readRepository } from './repository.ts';
import { nameOf, type Page, type Reading } from './site.ts';

/** An organisation (people, teams, repositories) or a person. Null when there is none of that name. */
export async function accountPage(reading: Reading, login: string): Promise<Page | null> {
  const { seed, appLogin } = reading.site.github;
  if (login === appLogin) return appPage(reading);
  const organization = seed.organizations.find((one) => one.login === login);
  if (organization === undefined && !seed.users.some((user) => user.login === login)) return null;
  const own = await Promise.all(
    seed.repositories.filter(({ owner }) => owner === login).map(({ owner, name }) => readRepository(reading, owner, name)),
  );
  const teams = seed.teams.filter((team) => team.organization === login || (organization === undefined && team.members.includes(login)));
  const installed = seed.installations.some(({ account }) => account === login);
  return {
    title: login,
    main: html`<h1>${organization?.name ?? nameOf(reading.site, login)} <span class="quiet">${login}</span></h1>
<p>${organization === undefined ? 'Une personne inventée de ce bac à sable.' : `Organisation, où l’application ${installed ? 'est installée' : 'n’est pas installée'}.`}</p>
${organization === undefined ? null : html`<p>Propriétaires : ${organization.owners.map((owner, index) => html`${index === 0 ? '' : ', '}<a href="/${owner}">${owner}</a>`)}</p>`}
${teams.length === 0 ? null : html`<h2>Équipes</h2><ul class="list">${teams.map((team) => html`<li><a href="/orgs/${team.organization}/teams/${team.slug}">${team.organization}/${team.slug}</a></li>`)}</ul>`}
${organization === undefined ? null : html`<h2>Dépôts</h2><ul class="list">${own.flatMap((found) => (found === null ? [] : [html`<li><p><a class="strong" href="/${found.full}">${found.full}</a> <span class="tag">${found.isPrivate ? 'privé' : 'public'}</span></p><p>${found.description}</p></li>`]))}</ul>`}`,
  };
}

/** A team and its members. Null when there is none of that name. */
export async function teamPage(reading: Reading, organization: string, slug: string): Promise<Page | null> {
  const { site } = reading;
  const team = site.github.seed.teams.find((one) => one.organization === organization && one.slug === slug);
  if (team === undefined) return null;
  const shown = await Promise.all(
    Object.entries(team.grants).map(async ([full, role]) => {
      const [owner = '', name = ''] = full.split('/');
      return (await readRepository(reading, owner, name)) === null ? null : { full, role };
    }),
  );
  return {
    title: `${organization}/${slug}`,
    main: html`<h1>Équipe ${organization}/${slug}</h1>
<ul class="list">${team.members.map((login) => html`<li><a href="/${login}">${nameOf(site, login)} (${login})</a></li>`)}</ul>
<h2>Droits</h2><ul class="list">${shown.flatMap((grant) => (grant === null ? [] : [html`<li><a href="/${grant.full}">${grant.full}</a> : ${grant.role}</li>`]))}</ul>`,
  };
}

/** The App itself, and where it is installed. */
export function appPage({ site }: Reading): Page {
  const { seed, appLogin } = site.github;
  return {
    title: appLogin,
    main: html`<h1>accostage <span class="tag">GitHub App</span></h1>
<p>L’application de ce bac à sable. Sur GitHub, c’est ici qu’un propriétaire d’organisation l’installe, en choisissant les dépôts qu’elle peut lire et où elle peut proposer des pull requests.</p>
<h2>Installée dans</h2>
<ul class="list">${seed.installations.map(
      ({ account, repositories }) =>
        html`<li><a href="/${account}">${account}</a> : ${repositories === 'all' ? 'tous les dépôts' : repositories.join(', ')}</li>`,
    )}</ul>`,
  };
}
