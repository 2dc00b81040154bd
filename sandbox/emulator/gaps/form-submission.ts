import { parse } from 'yaml';
import { z } from 'zod';
import { parseForm } from '../../../src/form/parse-form.ts';
import { renderAnswers } from '../../../src/form/render-answers.ts';
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
 * not set labels, and each is an event of the author. An empty body is the form sent without an answer: its questions, as GitHub writes them.
 * `upstream` sets the labels past the check of rights.
 */
export function formSubmission(upstream: Forward): Gap {
  return async (request, forward) => {
    const place = match(request, 'POST /:owner/:repo/issues');
    if (place === null || request.caller.kind !== 'user') return forward(request);
    const sent = submitted.safeParse(bodyOf(request));
    if (!sent.success) return refuse(422, 'form, title and body are expected');
    const { form, title, body } = sent.data;
    const repository = ['repos', place['owner'] ?? '', place['repo'] ?? ''];
    const text = await textOf(reading(request, [...repository, 'contents', '.github', 'ISSUE_TEMPLATE', form]), forward);
    if (text === null) return refuse(422, `no issue form ${form}`);
    const { labels } = template.parse(parse(text));
    const written = { title, body: body === '' ? unanswered(text, form) : body };
    const opened = await forward(withBody({ ...request, path: [...repository, 'issues'] }, written));
    const issue = created.safeParse(parseJson(opened.body));
    if (!issue.success || labels.length === 0) return opened;
    await upstream(withBody({ ...request, path: [...repository, 'issues', String(issue.data.number), 'labels'] }, { labels }));
    return opened;
  };
}

async function textOf(request: ApiRequest, forward: Forward): Promise<string | null> {
  const found = file.safeParse(parseJson((await forward(request)).body));
  return found.success ? Buffer.from(found.data.content, 'base64').toString('utf8') : null;
}

function unanswered(text: string, name: string): string {
  const parsed = parseForm(text, name);
  return parsed.ok ? renderAnswers(parsed.form, {}) : '';
}
