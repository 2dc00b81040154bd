import { say, type Sentence } from '../../words/sentence.ts';
import { imageCatalogue } from '../kubernetes/cloud-native-pg.ts';
import { hasTriggeredImage, withTriggers } from '../kubernetes/image-triggers.ts';
import { isPostgresCluster } from '../kubernetes/kinds.ts';
import type { Place } from '../../dossier/checks/check.ts';
import type { ValuesFile } from '../helm/values.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Repository } from '../repository.ts';
import { at, textOf } from '../yaml/node.ts';
import { type Judged, type RuleFinding, together, undetermined } from './finding.ts';
import { eachContainer, type InWorkload } from './rule.ts';

/** An image as a manifest writes it. */
export interface WrittenImage {
  readonly written: string;
  readonly place: Place;
  readonly resource: Resource;
}

/** An image that something else than the object gives it, whatever image it writes. */
export interface GivenImage {
  readonly place: Place;
  readonly because: Sentence;
  readonly resource: Resource;
}

interface Judges {
  readonly image: (image: WrittenImage) => readonly RuleFinding[];
  /** Of what is given, where nothing is said of what is written. */
  readonly given: (image: GivenImage) => readonly RuleFinding[];
  readonly values: (file: ValuesFile) => readonly RuleFinding[];
}

/** Judges the image of each container, and what the values of charts say of images; what charts hide is not known. */
export function eachImage(repository: Repository, { image, given, values }: Judges): Judged {
  const judge = ({ workload: { resource }, container }: InWorkload): readonly RuleFinding[] => {
    const node = at(container.node, 'image');
    const written = textOf(node);
    if (node === null || written === null) {
      const catalogue = isPostgresCluster(resource) ? imageCatalogue(resource.body) : null;
      if (catalogue === null) return [];
      return given({ place: catalogue.place, because: say`l’image est celle que donne le catalogue ${textOf(catalogue) ?? ''}`, resource });
    }
    const { place } = node;
    const findings = image({ written, place, resource: withTriggers(resource, container.name) });
    if (findings.length > 0 || !hasTriggeredImage(resource, container.name)) return findings;
    return given({ place, because: say`OpenShift remplace l’image ${written} par celle que donne un flux d’images`, resource });
  };
  return together([{ examined: [], findings: repository.values.flatMap(values) }, eachContainer(repository, judge)]);
}

/** What is given is not known here. */
export function unknownImage({ place, because, resource }: GivenImage): readonly RuleFinding[] {
  return [undetermined({ place, because }, resource)];
}
