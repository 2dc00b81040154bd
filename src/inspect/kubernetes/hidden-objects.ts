import { say } from '../../words/sentence.ts';
import type { Opaque } from '../sight.ts';
import { deliveredBy } from '../delivery/delivery-sources.ts';
import { kindStanding } from './kinds.ts';
import type { Resource } from './resource.ts';

/** What an object makes that nobody sees here: it deploys what is written elsewhere, or an operator does with it what the checks do not know. */
export function hiddenByObject(resource: Resource): readonly Opaque[] {
  const { place } = resource;
  const name = `${resource.kind} ${resource.name}`.trim();
  const standing = kindStanding(resource);
  switch (standing) {
    case 'known':
    case 'tool':
      return [];
    case 'delivers':
      return [
        {
          place,
          because: say`l’objet ${name} déploie ${deliveredBy(resource)}, qui n’a pas été lu`,
          hides: 'objects',
        },
      ];
    case 'unknown':
      return [
        {
          place,
          because: say`l’objet ${name} est d’un genre que l’application ne connaît pas : ce qu’il fait déployer n’a pas été vu`,
          hides: 'objects',
        },
      ];
    default:
      return standing satisfies never;
  }
}
