import { z } from 'zod';
import type { Payload } from './delivery.ts';

const issue = z.object({ id: z.number(), title: z.string(), body: z.string().nullable() });
const comment = z.object({ id: z.number(), body: z.string() });
const label = z.object({ id: z.number(), name: z.string(), color: z.string(), description: z.string().nullish() });
const seen = z.object({
  issue: issue
    .extend({ labels: z.array(label).catch([]) })
    .optional()
    .catch(undefined),
  comment: comment.optional().catch(undefined),
  label: label.optional().catch(undefined),
});

type Fields = Readonly<Record<string, string | null>>;

/**
 * Makes payloads whole: `edited` events get `changes.<field>.from` with the value before, which the emulator leaves out. The value before is what
 * earlier payloads showed; a thing never shown before gets no `from`. Call it with every payload, in the order of the events.
 */
export function changeTracker(): (event: string, payload: Payload) => Payload {
  const known = new Map<string, Fields>();
  const remember = (key: string, fields: Fields): Payload => {
    const before = known.get(key);
    known.set(key, fields);
    return before === undefined ? {} : changesBetween(before, fields);
  };
  return (event, payload) => {
    const { issue: ofIssue, comment: ofComment, label: ofLabel } = seen.parse(payload);
    const changes: Record<string, Payload> = {};
    if (ofIssue) changes['issues'] = remember(`issue ${ofIssue.id}`, { title: ofIssue.title, body: ofIssue.body });
    for (const one of ofIssue?.labels ?? []) remember(`label ${one.id}`, labelFields(one));
    if (ofComment) changes['issue_comment'] = remember(`comment ${ofComment.id}`, { body: ofComment.body });
    if (ofLabel) changes['label'] = remember(`label ${ofLabel.id}`, labelFields(ofLabel));
    return payload['action'] === 'edited' && changes[event] ? { ...payload, changes: changes[event] } : payload;
  };
}

function labelFields({ name, color, description }: z.infer<typeof label>): Fields {
  return { name, color, description: description ?? '' };
}

function changesBetween(before: Fields, after: Fields): Payload {
  return Object.fromEntries(
    Object.entries(before)
      .filter(([field, value]) => after[field] !== value)
      .map(([field, value]) => [field, { from: value ?? '' }]),
  );
}
