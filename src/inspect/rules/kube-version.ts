import { say } from '../../words/sentence.ts';
import type { KubeVersion } from '../helm/kube-versions.ts';
import { type RuleFinding, undetermined, violation } from './finding.ts';
import type { Rule } from './rule.ts';

/** `kube-version`: what a chart asks of Kubernetes holds on the platforms of the process; Helm installs nothing otherwise. Silent on charts that ask for nothing. */
export const kubeVersion: Rule = ({ kubeVersions }) => ({
  examined: kubeVersions.map(({ place }) => place),
  findings: kubeVersions.flatMap(judge),
});

function judge({ place, wanted, clusters }: KubeVersion): readonly RuleFinding[] {
  if (clusters.length === 0) {
    const because = say`ce chart demande Kubernetes ${wanted} : la version de la plateforme n’est pas connue ici (${'helm template --kube-version <version>'} le vérifie)`;
    return [undetermined({ place, because })];
  }
  return clusters.flatMap(({ platform, kubernetes, takes }): RuleFinding[] => {
    switch (takes) {
      case 'yes':
        return [];
      case 'no':
        return [
          violation({
            place,
            because: say`ce chart demande Kubernetes ${wanted}, et ${platform} a la version ${kubernetes} : Helm refuse de l’installer`,
          }),
        ];
      case 'some':
        return [
          undetermined({
            place,
            because: say`ce chart demande Kubernetes ${wanted}, et ${platform} a la version ${kubernetes} : le correctif exact en décide`,
          }),
        ];
      case 'unknown':
        return [undetermined({ place, because: say`ce chart demande Kubernetes ${wanted}, que Helm n’a pas comparé aux plateformes` })];
      default:
        return takes satisfies never;
    }
  });
}
