import { say } from '../../words/sentence.ts';
import { isApplicationFile } from '../gather-facts.ts';
import { undetermined, violation } from './finding.ts';
import type { Rule } from './rule.ts';

/** `dockerfile-present`: a repository holds its Dockerfiles, unless it is for infrastructure only. */
export const dockerfilePresent: Rule = ({ facts, paths }) => {
  const [first] = facts.dockerfiles;
  if (first !== undefined) return { examined: facts.dockerfiles.map((path) => ({ path, line: 1 })), findings: [] };
  const application = paths.find(isApplicationFile);
  if (application === undefined && facts.infrastructure.length > 0) return { examined: [], findings: [] };
  const examined = [{ path: '.', line: 1 }];
  if (application === undefined) {
    const because = say`aucun Dockerfile n’a été trouvé, et rien ne dit si ce dépôt contient une application`;
    return { examined, findings: [undetermined({ place: null, because })] };
  }
  if (facts.infrastructure.length > 0) {
    const because = say`ce dépôt d’infrastructure contient aussi ${application}, et aucun Dockerfile`;
    return { examined, findings: [undetermined({ place: null, because })] };
  }
  const because = say`ce dépôt contient une application (${application}) et aucun Dockerfile`;
  return { examined, findings: [violation({ place: null, because })] };
};
