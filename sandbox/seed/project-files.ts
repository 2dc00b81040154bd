import { apiFiles } from './demat-permis-api.ts';
import { frontFiles } from './demat-permis-front.ts';
import { infraFiles } from './demat-permis-infra.ts';
import type { Login } from './people.ts';
import type { Files } from './push-files.ts';
import { deploymentFiles, portalFiles } from './registre-armes.ts';

/** What the repositories of the projects hold, by full name, and who put it there. */
export const projectFiles: Readonly<Record<string, { readonly by: Login; readonly files: Files }>> = {
  'demat-permis/api': { by: 'karim-benali', files: apiFiles },
  'demat-permis/front': { by: 'lea-martin', files: frontFiles },
  'demat-permis/infra': { by: 'karim-benali', files: infraFiles },
  'registre-armes/portail': { by: 'hugo-petit', files: portalFiles },
  'registre-armes/deploiement': { by: 'ines-caron', files: deploymentFiles },
};
