import { say } from '../../words/sentence.ts';
import { applicationSign } from '../files/application.ts';
import { undetermined, violation } from './finding.ts';
import { isForDevelopment, type Rule } from './rule.ts';

/** `dockerfile-present`: a repository holds its Dockerfiles, unless it is for infrastructure only. */
export const dockerfilePresent: Rule = ({ facts, paths }) => {
  const deployed = facts.dockerfiles.filter((path) => !isForDevelopment(path));
  if (deployed.length > 0) return { examined: deployed.map((path) => ({ path, line: 1 })), findings: [] };
  const application = applicationSign(paths);
  if (application === null && facts.infrastructure.length > 0) return { examined: [], findings: [] };
  const examined = [{ path: '.', line: 1 }];
  if (application === null) {
    const because = say`aucun Dockerfile n’a été trouvé, et rien ne dit si ce dépôt contient une application`;
    return { examined, findings: [undetermined({ place: null, because })] };
  }
  if (facts.infrastructure.length > 0) {
    const because = say`ce dépôt d’infrastructure contient aussi ${application.path}, et aucun Dockerfile`;
    return { examined, findings: [undetermined({ place: null, because })] };
  }
  const [forDevelopment] = facts.dockerfiles;
  if (forDevelopment !== undefined) {
    const because = say`ce dépôt contient ${application.path}, et seulement des Dockerfiles de développement, d’essai ou d’exemple (${forDevelopment})`;
    return { examined, findings: [undetermined({ place: null, because })] };
  }
  if (!application.sure) {
    const because = say`ce dépôt contient ${application.path} et aucun Dockerfile ; si rien n’est à construire ici, il n’y a rien à faire`;
    return { examined, findings: [undetermined({ place: null, because })] };
  }
  const because = say`ce dépôt contient une application (${application.path}) et aucun Dockerfile`;
  return { examined, findings: [violation({ place: null, because })] };
};
