import { say } from '../../words/sentence.ts';
import { hidden, type Opaque } from '../sight.ts';
import { asMap, at, isAbsent, type Node, textOf } from '../yaml/node.ts';

/** The line on which an object of Kubernetes itself says its kind, with its colon or without. */
const ownKindLine =
  /^["']?kind["']?[ \t]*:?[ \t]*["']?(Pod|Deployment|DeploymentConfig|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|Service|Ingress|Route|ConfigMap|Secret|PersistentVolume|PersistentVolumeClaim|List)\b/m;

/** True for a text that may hold an object of a kind of Kubernetes itself. */
export function namesOwnKind(text: string): boolean {
  return ownKindLine.test(text);
}

/** An object of Kubernetes that does not say its version: it is refused, and so not judged. One that describes nothing is none: a chart's values may well say a kind. */
export function withoutVersion(document: Node): readonly Opaque[] {
  const [body, kind] = [asMap(document), textOf(at(document, 'kind'))];
  if (body === null || kind === null || !namesOwnKind(`kind: ${kind}`) || !isAbsent(at(body, 'apiVersion'))) return [];
  if (asMap(at(body, 'metadata')) === null && asMap(at(body, 'spec')) === null) return [];
  const name = textOf(at(body, 'metadata', 'name')) ?? '';
  return [
    hidden(
      body.place,
      say`l’objet ${`${kind} ${name}`.trim()} n’a pas de champ ${'apiVersion'} : Kubernetes le refuse, et il n’est pas jugé`,
    ),
  ];
}
