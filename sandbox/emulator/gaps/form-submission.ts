import { parse } from 'yaml';
import { z } from 'zod';
import { type ApiRequest, bodyOf, type Forward, type Gap, parseJson, reading, refuse, withBody } from '../exchange.ts';
import { match } from '../route.ts';

const submitted = z.object({ form: z.string(), title: z.string(), body: z.string() });
const created = z.object({ number: z.number() });
const file = z.object({ content: z.string() });
const template = z.object({
  labels: z.union([z.array(z.string()), z.string().transform((list) => list.split(',').map((label) => label.trim()))]).catch([]),
});

/**
 * `POST /:owner/:repo/issues` does what GitHub's own page does when a form is sent: the issue gets the labels of the form even if its author may
 * not set labels, and each is an event of the author. `upstream` sets them past the check of rights.
 */
export function formSubmission(upstream: Forward): Gap {
  return async (request, forward) => {
    const place = match(request, 'POST /:owner/:repo/issues');
    if (place === null || request.caller.kind !== 'user') return forward(request);
    const sent = submitted.safeParse(bodyOf(request));
    if (!sent.success) return refuse(422, 'form, title and body are expected');
    const { form, title, body } = sent.data;
    const repository = ['repos', place['owner'] ?? '', place['repo'] ?? ''];
    const labels = await labelsOf(reading(request, [...repository, 'contents', '.github', 'ISSUE_TEMPLATE', form]), forward);
    if (labels === null) return refuse(422, `no issue form ${form}`);
    const opened = await forward(withBody({ ...request, path: [...repository, 'issues'] }, { title, body }));
    const issue = created.safeParse(parseJson(opened.body));
    if (!issue.success || labels.length === 0) return opened;
    await upstream(withBody({ ...request, path: [...repository, 'issues', String(issue.data.number), 'labels'] }, { labels }));
    return opened;
  };
}

async function labelsOf(request: ApiRequest, forward: Forward): Promise<readonly string[] | null> {
  const found = file.safeParse(parseJson((await forward(request)).body));
  if (!found.success) return null;
  return template.parse(parse(Buffer.from(found.data.content, 'base64').toString('utf8'))).labels;
}
