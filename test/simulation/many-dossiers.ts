import { z } from 'zod';
import { bodyOf, type ApiRequest, type Forward, type Gap, json, parseJson, withBody } from '../../sandbox/emulator/exchange.ts';
import { type Seal, sealState, unsealState } from '../../src/apply/sealed-state.ts';
import { readSealed } from '../../src/render/marker.ts';
import { dossierKey, repositoryNamed } from '../../src/words/key.ts';

/** A GitHub on which the first dossier of a hub stands for as many more as one likes, each with its own number and its own sealed state. */
export interface ManyDossiers {
  readonly gap: Gap;
  /** How many open dossiers there are from now on, the real ones included. */
  grow(count: number): void;
}

/** GitHub gives as many in a page. */
const MOST_REAL = 100;

const comment = z.looseObject({ id: z.string(), fullDatabaseId: z.string(), body: z.string() });
const issue = z.looseObject({
  id: z.string(),
  fullDatabaseId: z.string(),
  number: z.number(),
  url: z.string(),
  repository: z.object({ databaseId: z.number(), nameWithOwner: z.string() }).loose(),
  comments: z.looseObject({ nodes: z.array(comment) }),
});
type Issue = z.infer<typeof issue>;

const page = z.object({ data: z.object({ repository: z.object({ issues: z.object({ nodes: z.array(issue) }) }) }) });
const asked = z.object({
  query: z.string(),
  variables: z.looseObject({ size: z.number().optional(), after: z.string().nullish(), number: z.number().optional() }),
});
type Asked = z.infer<typeof asked>;

/** Until it grows, all is as it is. Fewer than a hundred real dossiers are open, nothing is ever left to do in the first, and none of their texts is signed by another secret. */
export function createManyDossiers(secrets: Seal['secrets']): ManyDossiers {
  let count = 0;
  let real: readonly [Issue, ...Issue[]] | null = null;

  /** The real ones, with what they hold now. */
  async function readReal(request: ApiRequest, forward: Forward, question: Asked): Promise<readonly [Issue, ...Issue[]]> {
    const variables = { ...question.variables, size: MOST_REAL, after: null };
    const { body } = await forward(withBody(request, { ...question, variables }));
    const [first, ...others] = page.parse(parseJson(body)).data.repository.issues.nodes;
    if (first === undefined) throw new Error('there is no dossier to make many of');
    return [first, ...others];
  }

  async function pageOf(request: ApiRequest, forward: Forward, question: Asked) {
    const { size, after } = question.variables;
    if ((after ?? null) === null || real === null) real = await readReal(request, forward, question);
    const known = real;
    const start = Number(after ?? 0);
    const end = Math.min(start + (size ?? 1), count);
    const nodes = Array.from({ length: end - start }, (_, index) => known[start + index] ?? copyOf(known[0], start + index + 1, secrets));
    return json(200, { data: { repository: { issues: { nodes, pageInfo: { hasNextPage: end < count, endCursor: String(end) } } } } });
  }

  return {
    grow: (wanted) => {
      count = wanted;
    },
    gap: async (request, forward) => {
      if (count === 0 || request.path[0] !== 'graphql') return forward(request);
      const question = asked.parse(bodyOf(request));
      const { number } = question.variables;
      if (question.query.includes('issues(first: $size') && question.query.includes('dossierFields'))
        return pageOf(request, forward, question);
      if (number === undefined || real === null || real.some((one) => one.number === number)) return forward(request);
      const [first] = real;
      return json(200, {
        data: { repository: { databaseId: first.repository.databaseId, hasIssuesEnabled: true, issue: copyOf(first, number, secrets) } },
      });
    },
  };
}

/** The same dossier under another number. */
function copyOf(made: Issue, number: number, secrets: Seal['secrets']): Issue {
  if (number === made.number) return made;
  const hub = repositoryNamed(made.repository.nameWithOwner);
  const sealFor = (dossier: number): Seal => ({
    hubId: made.repository.databaseId,
    number: dossier,
    key: dossierKey(hub, dossier),
    secrets,
  });
  const renumbered = (text: string) => text.replaceAll(`/issues/${made.number}`, `/issues/${number}`);
  const nodes = made.comments.nodes.map((one, index) => {
    const sealed = readSealed(one.body);
    const state = sealed === null ? null : unsealState(sealed, sealFor(made.number));
    const body = sealed === null || state === null ? one.body : one.body.replace(sealed, sealState(state, sealFor(number)));
    return { ...one, id: `IC_${number}_${index}`, fullDatabaseId: String(10_000_000_000 + number * 100 + index), body: renumbered(body) };
  });
  return {
    ...made,
    id: `I_${number}`,
    fullDatabaseId: String(20_000_000_000 + number),
    number,
    url: renumbered(made.url),
    comments: { ...made.comments, nodes },
  };
}
