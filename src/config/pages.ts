import { nearestKey } from '../yaml/nearest-key.ts';
import { listed } from '../yaml/problem.ts';
import type { Mistake } from './place-mistakes.ts';
import type { Failure } from './failure.ts';
import type { ChecklistItem, Prerequisite, Procedure } from './procedure.ts';
import { isPageId } from './texts.ts';

/** Every page that is named by its id is in the table. */
export function pagesAreKnown({ pages, mirror, prerequisites, failures, phases }: Procedure): readonly Mistake[] {
  const named = [
    { path: ['mirror', 'console'], page: mirror.console },
    ...prerequisites.map(({ documentation }, at) => ({ path: ['prerequisites', at, 'documentation'], page: documentation })),
    ...failures.map(({ page }, at) => ({ path: ['failures', at, 'page'], page })),
    ...phases.flatMap(({ checklist }, phase) =>
      checklist.map(({ link }, at) => ({ path: ['phases', phase, 'checklist', at, 'link'], page: link })),
    ),
  ];
  const known = pages.map(({ id }) => id);
  return named.flatMap(({ path, page }): Mistake[] => {
    if (page === undefined || !isPageId(page) || known.includes(page)) return [];
    const nearest = nearestKey(page, known);
    return [
      {
        path,
        missing: { list: 'pages', id: page },
        message: `la page « ${page} » n’est pas dans « pages »`,
        fix: nearest === null ? `écrivez une adresse complète, ou une de ces pages : ${listed(known)}` : `écrivez « ${nearest} »`,
        elsewhere: `décrivez « ${page} » dans pages (id, title, url)`,
      },
    ];
  });
}

/** The procedure with the address of each page in place of its id. */
export function withPages(procedure: Procedure): Procedure {
  const addresses = new Map(procedure.pages.map(({ id, url }) => [id, url]));
  const addressOf = (page: string) => addresses.get(page) ?? page;
  const ofItem = (item: ChecklistItem) => (item.link === undefined ? item : { ...item, link: addressOf(item.link) });
  const ofPrerequisite = (prerequisite: Prerequisite) =>
    prerequisite.documentation === undefined ? prerequisite : { ...prerequisite, documentation: addressOf(prerequisite.documentation) };
  const ofFailure = (failure: Failure) => (failure.page === undefined ? failure : { ...failure, page: addressOf(failure.page) });
  return {
    ...procedure,
    mirror: { ...procedure.mirror, console: addressOf(procedure.mirror.console) },
    prerequisites: procedure.prerequisites.map(ofPrerequisite),
    failures: procedure.failures.map(ofFailure),
    phases: procedure.phases.map((phase) => ({ ...phase, checklist: phase.checklist.map(ofItem) })),
  };
}
