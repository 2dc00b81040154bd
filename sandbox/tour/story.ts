import type { Phase, Procedure } from '../../src/config/procedure.ts';
import type { Answer } from '../../src/form/answers.ts';
import type { IssueForm } from '../../src/form/issue-form.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { holdsPart } from '../../src/dossier/written/parts.ts';
import { readMarker } from '../../src/render/marker.ts';
import { goodAnswers } from '../seed/good-answers.ts';
import { BORROWED_REPOSITORY, HUB, SECRET_REPOSITORY } from '../seed/population.ts';
import type { Scene, Step } from './step.ts';

/** The tour: a dossier opened with gaps, mended, moved through every phase to the end, with refusals, two attacks that come to nothing, and one forced move. */
export function story({ procedure, form }: { procedure: Procedure; form: IssueForm }): readonly Step[] {
  const body = (answers: Readonly<Record<string, Answer>> = {}) => renderAnswers(form, { ...goodAnswers, ...answers });
  const phase = (id: string) => procedure.phases.find((candidate) => candidate.id === id) ?? nowhere(id);
  const [prerequis, ovh, cloud, flux, embarque] = ['prerequis', 'ovh', 'cloud-pi-native', 'ouverture-de-flux', 'embarque'].map(phase);
  if (!prerequis || !ovh || !cloud || !flux || !embarque) throw new Error('the tour follows the shipped process');
  const { labels } = procedure;
  const at = (where: Phase, ...others: readonly string[]) => ({ state: 'open', phase: where.label.name, labels: others }) as const;
  const project = labels.waitingProject.name;
  const serviceTeam = labels.waitingServiceTeam.name;
  return [
    {
      chapter: 'Un dossier s’ouvre, incomplet',
      who: 'lea-martin',
      does: 'ouvre un dossier avec le formulaire ; elle n’a pas encore toutes les réponses.',
      act: ({ as }) => as('lea-martin').submitForm({ title: 'Embarquement de Demat-Permis', body: body(gaps) }),
      expected: {
        ...at(prerequis, labels.dossier.name, labels.incomplete.name, project),
        says: ['À compléter', 'beaucoup', 'lea-martin', 'Vérifications techniques', 'est cochée, mais', 'Images sans root'],
      },
    },
    {
      who: 'camille-st',
      does: `pose l’étiquette « ${ovh.label.name} » : trop tôt.`,
      act: ({ as, number }) => as('camille-st').addLabel(number, ovh.label.name),
      expected: { ...at(prerequis, labels.incomplete.name), says: ['Changement de phase refusé', '/forcer ovh'] },
    },
    {
      who: 'paul-visiteur',
      does: 'tente sa chance avec une commande, sans aucun droit ici.',
      act: ({ as, number }) => says(as('paul-visiteur').comment(number, '/forcer embarque parce que')),
      expected: { ...at(prerequis), says: ['réservée à la Service Team'] },
    },
    {
      chapter: 'L’équipe projet complète sa demande',
      who: 'lea-martin',
      does: 'précise la volumétrie et la sauvegarde.',
      act: ({ as, number }) => as('lea-martin').editIssue(number, { body: body({ ...gaps, ...firstFixes }) }),
      expected: { ...at(prerequis, labels.incomplete.name, project), says: [] },
    },
    {
      who: 'karim-benali',
      does: 'demande où en est le dossier.',
      act: ({ as, number }) => says(as('karim-benali').comment(number, 'Que reste-t-il à fournir ?\n\n/statut')),
      expected: { ...at(prerequis), says: ['voici où en est le dossier'] },
    },
    {
      who: 'lea-martin',
      does: 'complète tout le reste ; elle annonce ses domaines pour plus tard, et deux réponses restent vagues.',
      act: ({ as, number }) => as('lea-martin').editIssue(number, { body: body({ ...given, ...vague, ...announced }) }),
      expected: {
        ...at(prerequis, labels.complete.name, labels.revalidate.name, serviceTeam),
        says: [ovh.label.name, 'ne dit pas pourquoi il n’y a rien', 'compte peut-être autre chose', announcedFor],
      },
    },
    {
      who: 'camille-st',
      does: 'relit : elle renvoie la sauvegarde, avec sa raison.',
      act: ({ as, number }) =>
        says(as('camille-st').comment(number, '/a-preciser sauvegarde Que deviennent les pièces jointes si S3 est perdu ?')),
      expected: { ...at(prerequis), says: ['Que deviennent les pièces jointes si S3 est perdu ?', '`camille-st`'] },
    },
    {
      who: 'lea-martin',
      does: 'répond à Camille, et donne le nom de domaine qu’elle avait annoncé.',
      act: ({ as, number }) => as('lea-martin').editIssue(number, { body: body(given) }),
      expected: { ...at(prerequis, labels.complete.name, labels.revalidate.name, serviceTeam), says: [] },
    },
    {
      chapter: 'Les dépôts, vérifiés à chaque envoi',
      who: 'lea-martin',
      does: 'corrige le Dockerfile de demat-permis/front : image sans root, version fixée, port 8080.',
      act: ({ projects }) => projects.push('demat-permis/front', { Dockerfile: frontDockerfile }),
      expected: { ...at(prerequis), says: ['1 règle non conforme qui bloque en production', '.gitlab-ci-dso.yml'] },
    },
    {
      who: 'lea-martin',
      does: 'y ajoute le fichier de CI de la plateforme.',
      act: ({ projects }) => projects.push('demat-permis/front', { '.gitlab-ci-dso.yml': ciFile }),
      expected: { ...at(prerequis), says: ['Secrets lus avant la construction'] },
    },
    {
      chapter: 'Deux choses qui doivent échouer, essayées au grand jour',
      who: 'hugo-petit',
      does: `écrit dans ${BORROWED_REPOSITORY} un .github/accostage.yml, y ouvre un ticket d’accompagnement sur demat-permis/api et l’autorise lui-même.`,
      act: pretendsToBeAHub,
      expected: { ...at(prerequis), says: [], untouched: [BORROWED_REPOSITORY, 'demat-permis/api', HUB] },
    },
    {
      chapter: `Phase « ${ovh.title} »`,
      who: 'camille-st',
      does: `pose de nouveau l’étiquette « ${ovh.label.name} ».`,
      act: ({ as, number }) => as('camille-st').addLabel(number, ovh.label.name),
      expected: { ...at(ovh, labels.complete.name, project), says: ['@lea-martin', '/fait', 'CPIN_OVH_MIRROR_TOKEN'] },
      shows: ({ projects }) => projects.showPull('demat-permis/api'),
    },
    {
      who: 'lea-martin',
      does: 'relit les pull requests et les fusionne dans ses trois dépôts.',
      act: ({ projects }) => inTurn(projects.names, projects.merge),
      expected: { ...at(ovh), says: ['attend son premier passage'] },
    },
    {
      who: 'lea-martin',
      does: 'n’a pas encore saisi le jeton : la demande de copie de demat-permis/api échoue.',
      act: ({ projects }) => projects.run('demat-permis/api', 'failure', missingToken),
      expected: {
        ...at(ovh),
        says: ['a échoué', 'Le secret qui porte le jeton manque', 'Si la demande passe, mais que la copie ne se fait pas'],
      },
    },
    {
      who: 'lea-martin',
      does: 'saisit le jeton dans les secrets de ses dépôts et relance : la copie est demandée partout.',
      act: ({ projects }) => inTurn(projects.names, (name) => projects.run(name, 'success', copyAsked('la branche'))),
      expected: {
        ...at(ovh),
        says: ['est de nouveau demandée', 'vu par l’application : copie demandée depuis 3 dépôts', 'voir le pipeline créé', 'OVH — fait'],
      },
    },
    {
      who: 'lea-martin',
      does: 'envoie le tag v1.0 de demat-permis/api : sa copie est demandée par son nom, sans rien supprimer sur la plateforme.',
      act: ({ projects }) => projects.runOnTag('demat-permis/api', 'v1.0', copyAsked('le tag')),
      expected: { ...at(ovh), says: [] },
    },
    {
      who: 'lea-martin',
      does: 'signale une étape faite.',
      act: ({ as, number }) =>
        says(
          as('lea-martin').comment(
            number,
            `Les pipelines sont verts et le code est dans le GitLab de la plateforme.\n\n/fait ${ids(ovh, 'projet')[0] ?? ''}`,
          ),
        ),
      expected: { ...at(ovh), says: ['👍 sur le commentaire de lea-martin'] },
    },
    {
      who: 'lea-martin',
      does: 'demande sa propre liste d’étapes, qu’elle pourra cocher.',
      act: ({ as, number }) => says(as('lea-martin').comment(number, '/etapes')),
      expected: { ...at(ovh), says: [] },
    },
    {
      who: 'lea-martin',
      does: 'coche une étape dans sa liste.',
      act: (scene) => tick(scene, { in: 'own', id: ids(ovh, 'projet')[1] ?? '', by: 'lea-martin' }),
      expected: { ...at(ovh), says: ['lea-martin'] },
    },
    {
      who: 'hugo-petit',
      does: `ajoute ${SECRET_REPOSITORY}, où il n’a aucun droit, à la demande de Léa : son droit à elle ne compte pas.`,
      act: ({ as, number }) => as('hugo-petit').editIssue(number, { body: body({ ...given, ...withSecretRepository }) }),
      expected: {
        ...at(ovh),
        says: ['la personne qui l’a inscrit dans la demande n’a pas le droit d’y écrire'],
        untouched: [SECRET_REPOSITORY],
      },
    },
    {
      who: 'lea-martin',
      does: 'reprend sa demande telle qu’elle était, et change une réponse qui avait été validée.',
      act: ({ as, number }) => as('lea-martin').editIssue(number, { body: body({ ...given, ...weekly }) }),
      expected: { ...at(ovh, labels.revalidate.name, serviceTeam), says: ['À relire par la Service Team (1)', 'hebdomadaire'] },
    },
    {
      who: 'sacha-st',
      does: 'relit et valide.',
      act: ({ as, number }) => says(as('sacha-st').comment(number, '/valider tous')),
      expected: { ...at(ovh), says: ['👍 sur le commentaire de sacha-st', 'a accepté'] },
    },
    {
      who: 'lea-martin',
      does: 'termine ses étapes, sauf la dernière.',
      act: ({ as, number }) => says(as('lea-martin').comment(number, `/fait ${ids(ovh, 'projet').slice(2, -1).join(' ')}`)),
      expected: { ...at(ovh), says: ['👍 sur le commentaire de lea-martin'] },
    },
    {
      chapter: `Phase « ${cloud.title} », en force`,
      who: 'camille-st',
      does: `pose l’étiquette « ${cloud.label.name} » alors qu’il reste des étapes.`,
      act: ({ as, number }) => as('camille-st').addLabel(number, cloud.label.name),
      expected: { ...at(ovh), says: ['Changement de phase refusé', '/forcer cloud-pi-native'] },
    },
    {
      who: 'camille-st',
      does: 'passe outre, avec un motif.',
      act: ({ as, number }) => says(as('camille-st').comment(number, '/forcer cloud-pi-native jalon ministériel du 15 février')),
      expected: { ...at(cloud), says: ['jalon ministériel du 15 février', 'CPIN_CLOUD_PI_NATIVE_MIRROR_TOKEN'] },
      shows: ({ projects }) => projects.showPull('demat-permis/api'),
    },
    {
      who: 'lea-martin',
      does: 'fusionne l’ajout de la seconde plateforme, saisit son jeton ; les dépôts se synchronisent vers les deux.',
      act: async ({ projects }) => {
        await inTurn(projects.names, projects.merge);
        await inTurn(projects.names, (name) => projects.run(name, 'success', ''));
      },
      expected: { ...at(cloud), says: ['Adaptation des triggers', 'vu par l’application'] },
    },
    {
      who: 'camille-st',
      does: 'note que les étapes d’OVH qui restent n’ont plus d’objet.',
      act: ({ as, number, dossier }) =>
        says(
          as('camille-st').comment(
            number,
            openIds(dossier, 'ovh')
              .map((id) => `/sans-objet ovh/${id} repris sur Cloud π native`)
              .join('\n'),
          ),
        ),
      expected: { ...at(cloud), says: ['👍 sur le commentaire de camille-st'] },
    },
    {
      who: 'lea-martin',
      does: 'fait ses étapes sur Cloud π native.',
      act: ({ as, number }) => says(as('lea-martin').comment(number, `/fait ${ids(cloud, 'projet').join(' ')}`)),
      expected: { ...at(cloud), says: ['👍 sur le commentaire de lea-martin'] },
    },
    {
      who: 'sacha-st',
      does: 'coche les siennes dans la liste.',
      act: (scene) => tickAll(scene, cloud),
      expected: { ...at(cloud, serviceTeam), says: ['sacha-st', flux.label.name] },
    },
    {
      chapter: `Phase « ${flux.title} »`,
      who: 'camille-st',
      does: `pose l’étiquette « ${flux.label.name} ».`,
      act: ({ as, number }) => as('camille-st').addLabel(number, flux.label.name),
      expected: { ...at(flux), says: ['@lea-martin', 'Ouvertures de flux', 'à demander'] },
    },
    {
      who: 'camille-st',
      does: 'transmet le tableau à l’équipe réseau, et note la demande.',
      act: ({ as, number }) => says(as('camille-st').comment(number, '/flux tous demandé REQ-2027-118')),
      expected: {
        ...at(flux, serviceTeam),
        says: ['👍 sur le commentaire de camille-st', 'demandé', 'REQ-2027-118', 'Ouvertures de flux demandées'],
      },
    },
    {
      who: 'lea-martin',
      does: 'ajoute un flux dans sa demande : celui qui est demandé garde son état.',
      act: ({ as, number }) =>
        as('lea-martin').editIssue(number, {
          body: body({ ...given, ...weekly, 'flux-internet': 'smtp.exemple.fr 587/tcp — avis aux usagers' }),
        }),
      expected: { ...at(flux, labels.revalidate.name), says: ['smtp.exemple.fr', 'à demander', 'REQ-2027-118'] },
    },
    {
      who: 'camille-st',
      does: 'valide l’ajout ; le réseau refuse ce flux et ouvre l’autre.',
      act: (scene) =>
        says(
          scene
            .as('camille-st')
            .comment(
              scene.number,
              ['/valider tous', '/flux internet refusé passer par le relais du ministère', '/flux mi ouvert'].join('\n'),
            ),
        ),
      expected: { ...at(flux), says: ['refusé', 'ouvert', '@lea-martin, c’est à votre équipe d’essayer'] },
    },
    {
      who: 'karim-benali',
      does: 'teste le flux ouvert ; n’étant ni auteur ni assigné, il ne peut pas le signaler.',
      act: ({ as, number }) => says(as('karim-benali').comment(number, '/flux mi testé')),
      expected: { ...at(flux), says: ['😕 sur le commentaire de karim-benali', 'réservée à l’équipe projet'] },
    },
    {
      who: 'lea-martin',
      does: 'le signale à sa place.',
      act: ({ as, number }) => says(as('lea-martin').comment(number, '/flux mi testé')),
      expected: { ...at(flux, serviceTeam), says: ['👍 sur le commentaire de lea-martin', 'testé, par `lea-martin`'] },
    },
    {
      who: 'camille-st',
      does: 'déclare sans objet le flux refusé, avec un motif.',
      act: ({ as, number, dossier }) =>
        says(
          as('camille-st').comment(number, `/sans-objet ${flowId(dossier, 'smtp.exemple.fr')} les avis passent par le relais du ministère`),
        ),
      expected: { ...at(flux, serviceTeam), says: ['le relais du ministère', embarque.label.name] },
    },
    {
      chapter: 'Embarqué',
      who: 'camille-st',
      does: `pose l’étiquette « ${embarque.label.name} ».`,
      act: ({ as, number }) => as('camille-st').addLabel(number, embarque.label.name),
      expected: {
        state: 'closed',
        phase: embarque.label.name,
        labels: [labels.complete.name],
        says: ['Embarquement terminé', 'jalon ministériel'],
      },
    },
  ];
}

/** What Léa could not answer yet. */
const gaps: Readonly<Record<string, Answer>> = {
  architecture: 'À compléter',
  volumetrie: 'Données : beaucoup\nUtilisateurs : 12 000 usagers par mois, 300 agents',
  reprise: 'Oui',
  'flux-internet': '?',
  domaines: 'demat permis',
  calendrier: null,
};

const firstFixes: Readonly<Record<string, Answer>> = {
  sauvegarde: 'Sauvegarde quotidienne de PostgreSQL, conservée 30 jours ; restauration testée chaque trimestre.',
  volumetrie: 'Données : 50 Go la première année, 200 Go à trois ans\nUtilisateurs : 12 000 usagers par mois, 300 agents',
};

/** An answer that only a person can judge: it is read again, and accepted by the move. */
const given: Readonly<Record<string, Answer>> = {
  volumetrie: 'Données : 50 Go la première année, 200 Go à trois ans\nUtilisateurs : quelques personnes',
};

/** Another, that is sent back. */
const vague: Readonly<Record<string, Answer>> = { sauvegarde: 'Néant' };

const announcedFor = `30 avril ${new Date().getFullYear() + 2}`;

/** An answer for later, kept in sight until its day. */
const announced: Readonly<Record<string, Answer>> = { domaines: `À préciser avant le ${announcedFor}` };

/** The site's Dockerfile, as the checks ask for it. */
const frontDockerfile = `FROM docker.io/library/node:24-alpine AS build
WORKDIR /site
COPY . .
RUN npm ci && npm run build

FROM docker.io/nginxinc/nginx-unprivileged:1.29-alpine
COPY --from=build /site/dist /usr/share/nginx/html
EXPOSE 8080
`;

const ciFile = `include:
  - project: $CATALOG_PATH
    file: kaniko-ci.yml
    ref: main
stages: [docker-build]
docker-build:
  stage: docker-build
  extends: [.kaniko:build-push]
  variables: { WORKING_DIR: ".", DOCKERFILE: Dockerfile, IMAGE_NAMES: "front:\${TAG}" }
`;

/** What Hugo makes of Léa's form. */
const withSecretRepository: Readonly<Record<string, Answer>> = {
  'depots-applicatifs': `demat-permis/api\ndemat-permis/front\n${SECRET_REPOSITORY}`,
};

/** Somebody who may write in one repository gives it a configuration, a dossier about another's, and the authorisation. */
async function pretendsToBeAHub({ as }: Scene): Promise<void> {
  const hugo = as('hugo-petit', BORROWED_REPOSITORY);
  const content = Buffer.from('version: 1\n').toString('base64');
  const path = `/repos/${BORROWED_REPOSITORY}/contents/.github/accostage.yml`;
  await hugo.call({ method: 'PUT', path, body: { message: 'Un dépôt d’accompagnement ?', content } });
  const body = `### Dépôts applicatifs\n\ndemat-permis/api\n`;
  const number = await hugo.openIssue({ title: 'Un dossier', body, labels: ['accompagnement'] });
  await hugo.comment(number, '/autoriser demat-permis/api\n\n/miroir');
}

/** A validated answer, changed on the way. */
const weekly: Readonly<Record<string, Answer>> = { sauvegarde: 'Sauvegarde hebdomadaire seulement, conservée 15 jours.' };

/** What the workflow's step writes when GitLab made a pipeline. */
const copyAsked = (what: string) =>
  `Copie demandée à la plateforme OVH pour ${what} du dépôt interne. https://gitlab.exemple.gouv.fr/demat/mirror/-/pipelines/118`;

/** The same when the secret is missing. */
const missingToken = '##[error]Miroir OVH : le secret CPIN_OVH_MIRROR_TOKEN est absent. [secret-absent]';

async function inTurn(names: readonly string[], act: (name: string) => Promise<void>): Promise<void> {
  for (const name of names) await act(name);
}

/** A comment written; its id is not the dossier's number. */
async function says(comment: Promise<number>): Promise<void> {
  await comment;
}

function nowhere(id: string): never {
  throw new Error(`the shipped process has no phase ${id}`);
}

/** Ids of the items of a phase that belong to `owner` and that nothing ticks by itself. */
function ids({ checklist }: Phase, owner: 'projet' | 'service-team'): readonly string[] {
  return checklist.filter((item) => item.owner === owner && item.evidence === undefined).map(({ id }) => id);
}

/** Ids of the boxes still open in the checklist of a phase. */
function openIds({ comments }: Scene['dossier'], phaseId: string): readonly string[] {
  const checklist = comments.find(({ body }) => readMarker(body) === `checklist/${phaseId}`)?.body ?? '';
  return [...checklist.matchAll(/^- \[ \].*`([a-z0-9-]+)`$/gm)].map(([, id]) => id ?? '');
}

/** Id of the flow to a destination, in the table of the flows of the phase entered last. */
function flowId({ comments }: Scene['dossier'], destination: string): string {
  const table = comments.findLast(({ body }) => holdsPart(body, 'flows'))?.body ?? '';
  const row = table.split('\n').find((line) => line.includes(`\`${destination}\``)) ?? '';
  return /F-[A-Z0-9]{6}/.exec(row)?.[0] ?? 'inconnu';
}

async function tick({ as, dossier }: Scene, box: { in: 'own'; id: string; by: 'lea-martin' }): Promise<void> {
  const own = dossier.comments.findLast(({ author, body }) => author === box.by && body.startsWith('/etapes'));
  const ticked = (own?.body ?? '').replace(new RegExp(`- \\[ \\](.*\`${box.id}\`)$`, 'm'), '- [x]$1');
  await as(box.by).editComment(own?.id ?? 0, ticked);
}

/** The Service Team ticks its own boxes of a phase, in the page. */
async function tickAll({ as, dossier }: Scene, phase: Phase): Promise<void> {
  const checklist = dossier.comments.find(({ body }) => readMarker(body) === `checklist/${phase.id}`);
  const mine = ids(phase, 'service-team');
  const ticked = (checklist?.body ?? '').replace(/^- \[ \](.*`([a-z0-9-]+)`)$/gm, (line, rest: string, id: string) =>
    mine.includes(id) ? `- [x]${rest}` : line,
  );
  await as('sacha-st').editComment(checklist?.id ?? 0, ticked);
}
