import type { IssueEvent } from '../../src/dossier/observation.ts';

/** The events of an issue, oldest first, and what the labels were called at the time. */
export function createToyEvents() {
  let events: readonly IssueEvent[] = [];
  /** By event id: the name of a label that was renamed since. */
  let namesThen: ReadonlyMap<string, string> = new Map();
  return {
    all: () => events,
    add: (event: IssueEvent) => void (events = [...events, event]),
    /** Events show the new name of a label from then on. */
    renameLabel: (from: string, to: string) => {
      const isNamed = (event: IssueEvent) => 'label' in event && event.label === from;
      namesThen = new Map([...events.filter(isNamed).map(({ id }) => [id, from] as const), ...namesThen]);
      events = events.map((event) => (isNamed(event) ? { ...event, label: to } : event));
    },
    forget: (forgotten: (event: IssueEvent) => boolean) => void (events = events.filter((event) => !forgotten(event))),
    formerLabels: (): Readonly<Record<string, string>> =>
      Object.fromEntries(events.flatMap((event) => ('label' in event ? [[event.id, namesThen.get(event.id) ?? event.label]] : []))),
    kept: () => ({ events, namesThen }),
    goBack: (kept: { readonly events: typeof events; readonly namesThen: typeof namesThen }) => void ({ events, namesThen } = kept),
  };
}
