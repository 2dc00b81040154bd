/** A Mermaid flowchart, reduced to its nodes and links. */
export interface Flowchart {
  readonly direction: 'TB' | 'LR' | 'RL' | 'BT';
  /** Label by id, in the order in which they come. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly links: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

const directions = { TB: 'TB', TD: 'TB', LR: 'LR', RL: 'RL', BT: 'BT' } as const;
const header = /^\s*(?:flowchart|graph)\s+(TB|TD|LR|RL|BT)\s*;?\s*$/;
const node =
  /^([\p{L}\p{N}_][\p{L}\p{N}_.-]*?)(?:\[\(?"?([^"\]]*?)"?\)?\]|\(\[?"?([^")\]]*?)"?\]?\)|\{"?([^"}]*?)"?\})?(?=\s*(?:$|;|--|==|-\.))/u;
const link = /^\s*(?:--\s+([^->|]+?)\s+-->|(?:-->|---|-\.->|==>)(?:\|"?([^"|]*)"?\|)?)\s*/;

/** More nodes than this are no drawing to read. */
const MOST_NODES = 60;

/** Reads a flowchart made of nodes and links ("Flowcharts Syntax", Mermaid documentation); null for anything else. Linear in the text. */
export function readFlowchart(text: string): Flowchart | null {
  const [first = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*%%/.test(line));
  const named = header.exec(first)?.[1];
  if (named === undefined || !isDirection(named)) return null;
  const nodes = new Map<string, string>();
  const links: Flowchart['links'][number][] = [];
  for (const line of lines) if (!readLine(line.trim(), { nodes, links })) return null;
  return nodes.size === 0 || nodes.size > MOST_NODES ? null : { direction: directions[named], nodes, links };
}

function isDirection(name: string): name is keyof typeof directions {
  return name in directions;
}

/** Reads one chain, `a --> b --> c`; false when the line holds something else. */
function readLine(line: string, chart: { nodes: Map<string, string>; links: Flowchart['links'][number][] }): boolean {
  let left = line.replace(/;$/, '');
  let from: string | null = null;
  let label = '';
  while (left !== '') {
    const found = node.exec(left);
    if (found === null) return false;
    const [whole, id = '', ...labels] = found;
    const text = labels.find((each) => each !== undefined);
    if (text !== undefined || !chart.nodes.has(id)) chart.nodes.set(id, text ?? id);
    if (from !== null) chart.links.push({ from, to: id, label });
    left = left.slice(whole.length);
    const next = link.exec(left);
    if (left.trim() === '') return true;
    if (next === null) return false;
    label = next[1] ?? next[2] ?? '';
    from = id;
    left = left.slice(next[0].length);
    if (left === '') return false;
  }
  return true;
}
