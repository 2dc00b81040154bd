import type { Finding, Place, Snippet } from '../../dossier/checks/check.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { SourcePlace } from '../yaml/node.ts';

/** A finding that still knows which kustomization assembles the object, since several may say the same of one line, and which line Helm made. */
export interface RuleFinding extends Finding {
  readonly place: SourcePlace | null;
  readonly assembledBy: string | null;
}

/** What a rule saw: the places of the objects it looked at, and what it has to say. */
export interface Judged {
  readonly examined: readonly Place[];
  readonly findings: readonly RuleFinding[];
}

/** Where, why, and what to write instead. */
export interface Told {
  readonly place: SourcePlace | null;
  readonly because: Sentence;
  readonly fix?: Snippet | null;
}

/** Something that is surely not as it must be. */
export function violation({ place, because, fix = null }: Told, resource: Resource | null = null): RuleFinding {
  return { outcome: 'violation', place, because, fix, assembledBy: resource?.assembledBy ?? null };
}

/** Something that the repository's files do not tell. */
export function undetermined({ place, because, fix = null }: Told, resource: Resource | null = null): RuleFinding {
  return { outcome: 'undetermined', place, because, fix, assembledBy: resource?.assembledBy ?? null };
}

/** Objects that a chart of somebody else makes, which the repository only names: what it holds itself is judged without them. */
export function unseen({ place, because }: Told): RuleFinding {
  return { outcome: 'unseen', place, because, fix: null, assembledBy: null };
}

/** Something that holds, and that the platform would rather have otherwise. */
export function advice({ place, because, fix = null }: Told, resource: Resource | null = null): RuleFinding {
  return { outcome: 'advice', place, because, fix, assembledBy: resource?.assembledBy ?? null };
}

/** Something that an object lacks: no violation where what is not read may still bring it. */
export function lacking(told: Told, resource: Resource): RuleFinding {
  return resource.conditional === null ? replaceable(told, resource) : undetermined(told, resource);
}

/** Something that an object writes and that is often replaced later, as images are: no violation where what is not read may still do it. */
export function replaceable(told: Told, resource: Resource): RuleFinding {
  if (resource.open === null) return violation(told, resource);
  return undetermined({ ...told, because: [...told.because, ' ; ', ...resource.open] }, resource);
}

/** What settles a doubt about a policy of which the text is not public. */
export const policyTells: Sentence = say`(${'kubectl get clusterpolicy -o yaml'} le dit)`;

/** A YAML snippet. */
export function yamlFix(...lines: readonly string[]): Snippet {
  return { language: 'yaml', text: lines.join('\n') };
}

/** A Dockerfile snippet. */
export function dockerfileFix(...lines: readonly string[]): Snippet {
  return { language: 'dockerfile', text: lines.join('\n') };
}

/** What is seen and said of several things together. */
export function together(all: readonly Judged[]): Judged {
  return { examined: all.flatMap(({ examined }) => examined), findings: all.flatMap(({ findings }) => findings) };
}
