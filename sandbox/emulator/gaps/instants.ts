import type { ApiResponse, Gap } from '../exchange.ts';

/** Keys of GitHub's JSON that hold instants end in `_at`; inside a JSON string the quotes would be escaped, so user text never matches. */
const milliseconds = /("[a-z_]+_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z"/g;

/** JSON text with its instants in whole seconds: GitHub gives no milliseconds, so two events of one second are told apart by their ids only. */
export function inSeconds(text: string): string {
  return text.replace(milliseconds, '$1Z"');
}

/** Instants in answers are whole seconds, and `since` is compared as an instant: the emulator compares it as text. */
export const instants: Gap = async (request, forward) => {
  const since = Date.parse(request.query.get('since') ?? '');
  if (Number.isNaN(since)) return secondsOnly(await forward(request));
  const query = new URLSearchParams(request.query);
  query.set('since', new Date(Math.floor(since / 1_000) * 1_000).toISOString());
  return secondsOnly(await forward({ ...request, query }));
};

function secondsOnly(response: ApiResponse): ApiResponse {
  if (response.headers['content-type']?.startsWith('application/json') !== true) return response;
  return { ...response, body: Buffer.from(inSeconds(response.body.toString('utf8'))) };
}
