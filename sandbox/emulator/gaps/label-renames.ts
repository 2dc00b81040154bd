import { z } from 'zod';
import { bodyOf, type Gap, parseJson } from '../exchange.ts';
import { match } from '../route.ts';

export interface LabelRenames {
  readonly gap: Gap;
  /** The name that the label of an event bears now; `name` is the one of the time, which REST keeps. */
  nameNow(eventNodeId: string, name: string): string;
}

const events = z.array(z.object({ node_id: z.string(), created_at: z.string() })).catch([]);

/**
 * Follows the names of labels: GraphQL shows an event with the name that its label bears today. Must see the emulator's instants as they are, with their
 * milliseconds: a renaming concerns the events before it.
 */
export function labelRenames(): LabelRenames {
  const renamed: { readonly repository: string; readonly from: string; readonly to: string; readonly at: number }[] = [];
  const seen = new Map<string, { readonly repository: string; readonly at: number }>();
  return {
    gap: async (request, forward) => {
      const at = Date.now();
      const response = await forward(request);
      const listed = match(request, 'GET /repos/:owner/:repo/issues/:number/events');
      if (listed !== null) {
        const repository = `${listed['owner']}/${listed['repo']}`;
        for (const event of events.parse(parseJson(response.body)))
          seen.set(event.node_id, { repository, at: Date.parse(event.created_at) });
      }
      const changed = match(request, 'PATCH /repos/:owner/:repo/labels/:name');
      const { new_name: to } = bodyOf(request);
      if (changed !== null && response.status === 200 && typeof to === 'string') {
        renamed.push({ repository: `${changed['owner']}/${changed['repo']}`, from: changed['name'] ?? '', to, at });
      }
      return response;
    },
    nameNow: (eventNodeId, name) => {
      const event = seen.get(eventNodeId);
      const later = renamed.filter(({ repository, at }) => event !== undefined && repository === event.repository && at >= event.at);
      return later.reduce((current, { from, to }) => (current === from ? to : current), name);
    },
  };
}
