import { withTriggers } from '../kubernetes/image-triggers.ts';
import type { Place } from '../../dossier/checks/check.ts';
import type { ValuesFile } from '../helm/values.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Repository } from '../repository.ts';
import { at, textOf } from '../yaml/node.ts';
import { type Judged, type RuleFinding, together } from './finding.ts';
import { eachContainer, type InWorkload } from './rule.ts';

/** An image as a manifest writes it. */
export interface WrittenImage {
  readonly written: string;
  readonly place: Place;
  readonly resource: Resource;
}

interface Judges {
  readonly image: (image: WrittenImage) => readonly RuleFinding[];
  readonly values: (file: ValuesFile) => readonly RuleFinding[];
}

/** Judges the image of each container, and what the values of charts say of images; what charts hide is not known. */
export function eachImage(repository: Repository, { image, values }: Judges): Judged {
  const judge = ({ workload: { resource }, container }: InWorkload): readonly RuleFinding[] => {
    const node = at(container.node, 'image');
    const written = textOf(node);
    return node === null || written === null ? [] : image({ written, place: node.place, resource: withTriggers(resource, container.name) });
  };
  return together([{ examined: [], findings: repository.values.flatMap(values) }, eachContainer(repository, judge)]);
}
