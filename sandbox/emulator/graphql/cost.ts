import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, type ValueNode } from 'graphql';

/** What a query weighs for GitHub. */
export interface QueryCost {
  readonly points: number;
  readonly nodes: number;
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * The points and the nodes of a query, as GitHub counts them before it executes it: each connection is asked for once for every node that holds it, as if all
 * pages were full; a hundred of those make a point ("Rate limits and query limits for the GraphQL API", GitHub documentation).
 */
export function costOf(document: DocumentNode, variables: Variables): QueryCost {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
  );
  const total = { requests: 0, nodes: 0 };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) add(definition.selectionSet, 1, { fragments, variables, total });
  return { points: Math.max(1, Math.round(total.requests / 100)), nodes: total.nodes };
}

interface Counting {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  readonly total: { requests: number; nodes: number };
}

function add({ selections }: SelectionSetNode, holders: number, counting: Counting): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = counting.fragments.get(selection.name.value);
      if (fragment !== undefined) add(fragment.selectionSet, holders, counting);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet, holders, counting);
    else addField(selection, holders, counting);
  }
}

function addField(field: FieldNode, holders: number, counting: Counting): void {
  const { variables, total } = counting;
  const argument = (...names: readonly string[]) => field.arguments?.find(({ name }) => names.includes(name.value))?.value;
  const ids = argument('ids');
  const size = ids === undefined ? numberIn(argument('first', 'last'), variables) : lengthOf(ids, variables);
  if (size !== null) {
    total.nodes += holders * size;
    if (ids === undefined) total.requests += holders;
  }
  if (field.selectionSet !== undefined) add(field.selectionSet, holders * (size ?? 1), counting);
}

function numberIn(value: ValueNode | undefined, variables: Variables): number | null {
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.VARIABLE ? Number(variables[value.name.value] ?? 0) : null;
}

function lengthOf(value: ValueNode, variables: Variables): number {
  if (value.kind === Kind.LIST) return value.values.length;
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return Array.isArray(given) ? given.length : 1;
}
