import { type Gap, json, refuse } from '../exchange.ts';
import { match } from '../route.ts';
import type { Attempt, Delivery } from '../delivery.ts';

export interface HookDeliveries {
  /** Events on their way to the App, oldest first. */
  readonly deliveries: () => readonly Delivery[];
  readonly redeliver: (id: string) => void;
}

/** The deliveries of the App's events, and their delivering again, which the emulator has not ("List deliveries for an app webhook", "Redeliver a delivery"). */
export function hookDeliveries({ deliveries, redeliver }: HookDeliveries): Gap {
  return (request, forward) => {
    const rows = () =>
      deliveries().flatMap((delivery, index) =>
        delivery.attempts.map((attempt, rank) => row(delivery, { attempt, id: index * 100 + rank + 1, rank })),
      );
    if (match(request, 'GET /app/hook/deliveries') !== null) {
      const size = Number(request.query.get('per_page') ?? 30);
      const before = Number(request.query.get('cursor') ?? Number.POSITIVE_INFINITY);
      const listed = rows()
        .toSorted((one, other) => other.id - one.id)
        .filter(({ id }) => id < before);
      const page = listed.slice(0, size);
      const answer = json(200, page);
      if (listed.length <= size) return Promise.resolve(answer);
      const query = new URLSearchParams({ per_page: String(size), cursor: String(page.at(-1)?.id) });
      const link = `<http://${request.headers['host'] ?? ''}/app/hook/deliveries?${query.toString()}>; rel="next"`;
      return Promise.resolve({ ...answer, headers: { ...answer.headers, link } });
    }
    const asked = match(request, 'POST /app/hook/deliveries/:id/attempts');
    if (asked === null) return forward(request);
    const found = rows().find(({ id }) => String(id) === asked['id']);
    if (found === undefined) return Promise.resolve(refuse(404, 'Not Found'));
    redeliver(found.guid);
    return Promise.resolve(json(202, {}));
  };
}

function row(
  { id: guid, event, action, at: delivered_at }: Delivery,
  { attempt, id, rank }: { attempt: Attempt; id: number; rank: number },
) {
  const status_code = attempt.outcome === 'answered' ? attempt.status : 0;
  return {
    id,
    guid,
    delivered_at,
    redelivery: rank > 0,
    duration: 0.1,
    status: status_code >= 200 && status_code < 300 ? 'OK' : 'failed to connect to host',
    status_code,
    event,
    action,
    installation_id: null,
    repository_id: null,
  };
}
