import { at, type ListNode, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** References within what they name, as many as GitLab follows ("!reference tags", CI/CD YAML syntax reference). */
const MAX_LEVELS = 10;

/** Values that references bring at most: a few that name one another bring a great many. */
const MAX_NODES = 20_000;

/** Where a reference names what no file that was read gives. */
const unknown = '$reference';

/** The CI file with what each `!reference` names in its place; what none of the files gives is a text that is not known. Time is bounded. */
export function followReferences(body: MapNode): MapNode {
  return { ...body, entries: followEntries(body, { body, level: 0, left: { nodes: MAX_NODES } }) };
}

interface Following {
  readonly body: MapNode;
  readonly level: number;
  readonly left: { nodes: number };
}

function followEntries(map: MapNode, following: Following): MapNode['entries'] {
  return new Map([...map.entries].map(([key, { place, value }]) => [key, { place, value: follow(value, following) }]));
}

function follow(node: Node, following: Following): Node {
  if (following.level > 0) following.left.nodes -= 1;
  if (node.kind === 'scalar') return node;
  if (node.kind === 'map') return { ...node, entries: followEntries(node, following) };
  if (node.isReference) return named(node, following);
  const items = node.items.flatMap((item) => {
    const value = follow(item, following);
    return item.kind === 'list' && item.isReference && value.kind === 'list' ? value.items : [value];
  });
  return { ...node, items };
}

function named({ items, place }: ListNode, { body, level, left }: Following): Node {
  const found = at(body, ...items.map((item) => textOf(item) ?? ''));
  if (found === null || level >= MAX_LEVELS || left.nodes <= 0) return { kind: 'scalar', place, text: unknown, plain: true };
  return follow(found, { body, level: level + 1, left });
}
