import type { Label } from '../../src/config/procedure.ts';
import { callAs } from '../emulator/rest.ts';
import type { EmbeddedGitHub } from '../emulator/start-github.ts';
import { HUB } from './population.ts';
import { projectFiles } from './project-files.ts';
import { pushFiles } from './push-files.ts';

/** Configuration of the hub: what differs from the default process. */
const hubConfiguration = `version: 1
serviceTeam:
  team: dnum-mi/service-team
`;

const hubReadme = `# Accompagnement des projets vers Cloud π native

Ouvrez un dossier avec le formulaire « Embarquement » : la Service Team et l’application *accostage* vous accompagnent jusqu’à la production.
`;

/** Puts the issue form (its text) and the configuration into the hub. `configuration` replaces the usual `.github/accostage.yml`; null leaves it out. `hub` is another than the usual one. */
export async function seedHub(
  { url }: Pick<EmbeddedGitHub, 'url'>,
  { form, configuration = hubConfiguration, hub = HUB }: { form: string; configuration?: string | null; hub?: string },
): Promise<void> {
  const files = {
    'README.md': hubReadme,
    '.github/ISSUE_TEMPLATE/embarquement.yml': form,
    ...(configuration === null ? {} : { '.github/accostage.yml': configuration }),
  };
  await pushFiles(files, { url, repository: hub, by: 'camille-st', message: 'Formulaire et configuration de l’accompagnement' });
}

/** Gives the hub these labels, as it has those of its process once the App has looked at it. By its owner, whose right is known without looking at teams. */
export async function seedLabels({ url }: Pick<EmbeddedGitHub, 'url'>, labels: readonly Label[]): Promise<void> {
  for (const { name, color, description } of labels)
    await callAs('nadia-dnum', url, { method: 'POST', path: `/repos/${HUB}/labels`, body: { name, color, description } });
}

/** Puts believable code into the repositories of the projects. */
export async function seedProjects({ url }: Pick<EmbeddedGitHub, 'url'>): Promise<void> {
  for (const [repository, { by, files }] of Object.entries(projectFiles)) {
    await pushFiles(files, { url, repository, by, message: 'Version initiale' });
  }
}
