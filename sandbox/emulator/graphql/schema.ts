import { readFileSync } from 'node:fs';
import { buildSchema, type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';

const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();
let built: GraphQLSchema | null = null;

/** GitHub's public schema, built at the first call and once for the whole process: it costs some 200 ms. */
export function publicSchema(): GraphQLSchema {
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  built ??= buildSchema(readFileSync(file, 'utf8'), { assumeValid: true, noLocation: true });
  return built;
}

/** The query as a document that the schema allows, or all that is wrong with it. The same text is read once. */
export function readDocument(query: string): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(query);
  if (known !== undefined) return known;
  const read = readOnce(query);
  documents.set(query, read);
  return read;
}

function readOnce(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const problems = validate(publicSchema(), document);
    return problems.length === 0 ? document : problems;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
