import { entriesOf, type Node } from './node.ts';

/** A value as YAML on one line; numbers and truth values keep their type. Pure. */
export function flow(node: Node): string {
  switch (node.kind) {
    case 'map':
      return `{${entriesOf(node)
        .map(({ key, value }) => `${JSON.stringify(key)}: ${flow(value)}`)
        .join(', ')}}`;
    case 'list':
      return `[${node.items.map(flow).join(', ')}]`;
    case 'scalar':
      return node.text === null
        ? 'null'
        : node.plain && /^(true|false|-?\d+(\.\d+)?)$/.test(node.text)
          ? node.text
          : JSON.stringify(node.text);
    default:
      return node satisfies never;
  }
}
