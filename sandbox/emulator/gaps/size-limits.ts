import { z } from 'zod';
import { type ApiRequest, type ApiResponse, bodyOf, type Forward, type Gap, invalid, parseJson, reading } from '../exchange.ts';
import { match } from '../route.ts';

const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 256;
const LABEL_NAME_LIMIT = 50;
const LABEL_DESCRIPTION_LIMIT = 100;
const LABELS_PER_ISSUE = 100;

const names = z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])).catch([]);

/** Refuses, as GitHub does with 422, texts and names that are too long, blank comments, and more than a hundred labels on an issue. */
export const sizeLimits: Gap = async (request, forward) => {
  if (request.method === 'GET') return forward(request);
  return tooLongText(request) ?? badLabel(request) ?? (await tooManyLabels(request, forward)) ?? forward(request);
};

function tooLongText(request: ApiRequest): ApiResponse | null {
  const isIssue = match(request, 'POST /repos/:owner/:repo/issues') ?? match(request, 'PATCH /repos/:owner/:repo/issues/:number');
  const isComment = commentRoute(request);
  if (isIssue === null && isComment === null) return null;
  const { title, body } = bodyOf(request);
  if (lengthOf(body) > BODY_LIMIT) {
    const resource = isComment === null ? 'Issue' : 'IssueComment';
    return invalid({ resource, code: 'custom', field: 'body', message: `body is too long (maximum is ${BODY_LIMIT} characters)` });
  }
  if (lengthOf(title) > TITLE_LIMIT) {
    return invalid({
      resource: 'Issue',
      code: 'custom',
      field: 'title',
      message: `title is too long (maximum is ${TITLE_LIMIT} characters)`,
    });
  }
  return isComment !== null && typeof body === 'string' && body.trim() === ''
    ? invalid({ resource: 'IssueComment', code: 'missing_field', field: 'body' })
    : null;
}

function commentRoute(request: ApiRequest) {
  return (
    match(request, 'POST /repos/:owner/:repo/issues/:number/comments') ?? match(request, 'PATCH /repos/:owner/:repo/issues/comments/:id')
  );
}

function badLabel(request: ApiRequest): ApiResponse | null {
  const isLabel = match(request, 'POST /repos/:owner/:repo/labels') ?? match(request, 'PATCH /repos/:owner/:repo/labels/:name');
  const { name, new_name: newName, description, labels } = bodyOf(request);
  const wanted = isLabel === null ? names.parse(labels) : [name, newName];
  if (wanted.some((one) => lengthOf(one) > LABEL_NAME_LIMIT)) {
    return invalid({
      resource: 'Label',
      code: 'custom',
      field: 'name',
      message: `name is too long (maximum is ${LABEL_NAME_LIMIT} characters)`,
    });
  }
  return isLabel !== null && lengthOf(description) > LABEL_DESCRIPTION_LIMIT
    ? invalid({ resource: 'Label', code: 'custom', field: 'description' })
    : null;
}

async function tooManyLabels(request: ApiRequest, forward: Forward): Promise<ApiResponse | null> {
  const wanted = new Set(names.parse(bodyOf(request)['labels']));
  if (wanted.size === 0) return null;
  if (match(request, 'POST /repos/:owner/:repo/issues/:number/labels') !== null) {
    const present = await forward(reading(request, request.path, { per_page: '100' }));
    for (const name of names.parse(parseJson(present.body))) wanted.add(name);
  }
  return wanted.size > LABELS_PER_ISSUE ? invalid({ resource: 'Issue', code: 'invalid', field: 'labels' }) : null;
}

/** In characters as people count them, not in UTF-16 units. */
function lengthOf(text: unknown): number {
  return typeof text === 'string' ? Array.from(text).length : 0;
}
