import type { Registries } from '../../config/registries-schema.ts';
import { say } from '../../words/sentence.ts';
import { named, type Neighbours } from '../kubernetes/neighbours.ts';
import { withTriggers } from '../kubernetes/image-triggers.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { at, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { registryStanding } from '../images/registries.ts';
import { lacking, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import { eachAmongOthers, type Rule } from './rule.ts';

/** The secret that the platform makes in each environment ("Accès aux images Harbor", /guide/tutorials of its documentation). */
const secret = 'registry-pull-secret';

/** `registry-pull-secret`: pods whose image comes from the platform's own registry name the secret that opens it, by themselves or by their service account. */
export const registryPullSecret: Rule = (repository) =>
  eachAmongOthers(repository, ({ workloads }, neighbours) => {
    const concerned = workloads.filter((workload) => privateImage(workload, repository.registries) !== null);
    return concerned.length === 0
      ? null
      : concerned.flatMap((workload) => judge(workload, { neighbours, registries: repository.registries }));
  });

interface Around {
  readonly neighbours: Neighbours;
  readonly registries: Registries;
}

interface PrivateImage {
  readonly node: Node;
  readonly written: string;
  /** Surely the platform's own registry. */
  readonly sure: boolean;
  /** The object, which OpenShift may give another image. */
  readonly resource: Resource;
}

/** The first image of the pod that the platform keeps in its own Harbor, by the start of its name. */
function privateImage({ resource, containers }: Workload, registries: Registries): PrivateImage | null {
  const images = containers.flatMap((container): PrivateImage[] => {
    const node = at(container.node, 'image');
    const written = textOf(node);
    if (node === null || written === null) return [];
    const standing = registryStanding(written, registries);
    // The addresses that stand for whole domains are the platform's; public registries are written one by one.
    const isOwn = standing.kind === 'allowed' && isOfDomain(written, registries);
    return isOwn || standing.kind === 'perhaps-platform'
      ? [{ node, written, sure: isOwn, resource: withTriggers(resource, container.name) }]
      : [];
  });
  const sure = images.filter((image) => image.sure);
  return sure.find((image) => image.resource.open === null) ?? sure[0] ?? images[0] ?? null;
}

function isOfDomain(written: string, registries: Registries): boolean {
  const domains = registries.filter(({ prefix }) => prefix.startsWith('*.'));
  return domains.length > 0 && registryStanding(written, domains).kind === 'allowed';
}

function judge(workload: Workload, { neighbours, registries }: Around): readonly RuleFinding[] {
  const { pod } = workload;
  const image = privateImage(workload, registries);
  if (image === null) return [];
  const { resource } = image;
  const account = textOf(at(pod, 'serviceAccountName')) ?? textOf(at(pod, 'serviceAccount')) ?? 'default';
  const accounts = named(resource, neighbours, { kind: 'ServiceAccount', name: account });
  const lists = [pod, ...accounts.map(({ body }) => body)].map((holder) => at(holder, 'imagePullSecrets'));
  const given = lists.flatMap(itemsOf).map((item) => textOf(at(item, 'name')) ?? '');
  if (given.includes(secret)) return [];
  const { place } = image.node;
  const [other] = given;
  if (other !== undefined) {
    const because = say`l’image ${image.written} vient du Harbor de la plateforme, et le pod emploie ${other} ; le secret que la plateforme crée est ${secret}`;
    return [undetermined({ place, because, fix }, resource)];
  }
  if (!image.sure || account !== 'default' || isTemplated(account)) {
    const because = say`si l’image ${image.written} vient du Harbor de la plateforme, son pod doit employer ${secret}, ou son compte de service ${account}`;
    return [
      accounts.length > 0 && image.sure ? lacking({ place, because, fix }, resource) : undetermined({ place, because, fix }, resource),
    ];
  }
  const because = say`l’image ${image.written} vient du Harbor de la plateforme, et le pod n’emploie pas ${secret} : ${'ImagePullBackOff'}`;
  return [lacking({ place, because, fix }, resource)];
}

const fix = yamlFix('imagePullSecrets: # à côté de containers', `  - name: ${secret}`);
