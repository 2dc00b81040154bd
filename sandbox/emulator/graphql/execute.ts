import { defaultFieldResolver, execute, GraphQLError, type GraphQLFieldResolver } from 'graphql';
import { z } from 'zod';
import { type ApiResponse, json, refuse } from '../exchange.ts';
import { publicSchema, readDocument } from './schema.ts';

/** An error with GitHub's own `type`, such as `NOT_FOUND`. */
export class TypedError extends GraphQLError {
  constructor(type: string, message: string) {
    super(message, { extensions: { type } });
  }
}

const sent = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/**
 * Executes a query over `root`, whose functions are called with a field's arguments. Answers as GitHub does: 200 also with errors, each with its `type`.
 * A field of the schema that `root` does not hold is an error, never a silent null.
 */
export async function executeQuery(body: unknown, root: object): Promise<ApiResponse> {
  const request = sent.safeParse(body);
  if (!request.success) return refuse(400, 'A query attribute must be specified and must be a string.');
  const document = readDocument(request.data.query);
  if (!('kind' in document)) return json(200, { errors: document.map(shown) });
  const { data, errors } = await execute({
    schema: publicSchema(),
    document,
    rootValue: root,
    variableValues: request.data.variables ?? {},
    operationName: request.data.operationName ?? null,
    fieldResolver,
  });
  return json(200, { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors: errors.map(shown) }) });
}

const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (...asked) => {
  const [source, , , { fieldName, parentType }] = asked;
  if (typeof source === 'object' && source !== null && fieldName in source) return defaultFieldResolver(...asked);
  throw new GraphQLError(`the embedded GitHub does not hold ${parentType.name}.${fieldName}`);
};

function shown({ message, path, locations, extensions }: GraphQLError) {
  const { type } = extensions;
  return { ...(type === undefined ? {} : { type }), ...(path === undefined ? {} : { path }), locations, message };
}
