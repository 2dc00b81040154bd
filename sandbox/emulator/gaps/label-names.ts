import { z } from 'zod';
import { type ApiRequest, bodyOf, type Forward, type Gap, invalid, parseJson, reading, withBody } from '../exchange.ts';
import { match, repositoryOf } from '../route.ts';

const labels = z.array(z.object({ name: z.string() })).catch([]);
const wantedNames = z.array(z.string());

/** How many labels the emulator gives a page. */
const PAGE = 100;

/** A repository's labels are the same whatever their letter case, for GitHub; the emulator would make `Phase` and `phase` two. */
export const labelNames: Gap = async (request, forward) => {
  const named =
    match(request, 'GET|PATCH|DELETE /repos/:owner/:repo/labels/:name') ??
    match(request, 'DELETE /repos/:owner/:repo/issues/:number/labels/:name');
  const { labels: wanted, name, new_name: newName } = bodyOf(request);
  const isCreation = match(request, 'POST /repos/:owner/:repo/labels') !== null;
  const list = wantedNames.safeParse(wanted).data ?? null;
  if (repositoryOf(request) === null || (named === null && !isCreation && list === null)) return forward(request);

  const known = await knownLabels(request, forward);
  const asKnown = (label: string) => known.get(label.toLowerCase()) ?? label;
  if (isCreation && typeof name === 'string' && known.has(name.trim().toLowerCase())) return alreadyExists();
  if (list !== null) return forward(withBody(request, { ...bodyOf(request), labels: list.map(asKnown) }));
  if (named === null) return forward(request);
  const current = asKnown(named['name'] ?? '');
  const clash = typeof newName === 'string' ? known.get(newName.trim().toLowerCase()) : undefined;
  if (clash !== undefined && clash !== current) return alreadyExists();
  return forward({ ...request, path: [...request.path.slice(0, -1), current] });
};

/** Labels of the request's repository as they are written, by their name in lower case. */
async function knownLabels(request: ApiRequest, forward: Forward): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (let page = 1; ; page += 1) {
    const path = [...request.path.slice(0, 3), 'labels'];
    const found = labels.parse(parseJson((await forward(reading(request, path, { per_page: String(PAGE), page: String(page) }))).body));
    for (const { name } of found) known.set(name.toLowerCase(), name);
    if (found.length < PAGE) return known;
  }
}

function alreadyExists() {
  return invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
}
