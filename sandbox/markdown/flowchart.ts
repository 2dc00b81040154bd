import { Graph, layout } from '@dagrejs/dagre';
import { escapeHtml } from './html-text.ts';
import { type Flowchart, readFlowchart } from './read-flowchart.ts';

const LINE_HEIGHT = 18;
const CHARACTER = 7.4;
const PADDING = 14;
const MARGIN = 8;

/** A Mermaid flowchart as SVG, laid out by dagre; null for a diagram that is no flowchart, or uses more of the language than nodes and links. */
export function drawFlowchart(text: string): string | null {
  const chart = readFlowchart(text);
  if (chart === null) return null;
  const graph = placed(chart);
  const { width = 0, height = 0 } = graph.graph();
  const nodes = [...chart.nodes].map(([id, label]) => drawNode(graph.node(id), label));
  const links = chart.links.map(({ from, to, label }, index) => drawLink(graph.edge(from, to, String(index)), label));
  const told = chart.links.map(({ from, to }) => `${chart.nodes.get(from) ?? from} → ${chart.nodes.get(to) ?? to}`).join(' ; ');
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`;
  return `<svg role="img" aria-label="${escapeHtml(told)}" ${size}>${links.join('')}${nodes.join('')}</svg>`;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function placed({ direction, nodes, links }: Flowchart): Graph {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, marginx: MARGIN, marginy: MARGIN, nodesep: 28, ranksep: 44 });
  for (const [id, label] of nodes) graph.setNode(id, sizeOf(label, PADDING));
  for (const [index, { from, to, label }] of links.entries()) {
    graph.setEdge(from, to, { ...(label === '' ? { width: 0, height: 0 } : sizeOf(label, 4)), labelpos: 'c' }, String(index));
  }
  layout(graph);
  return graph;
}

function sizeOf(label: string, padding: number) {
  const lines = linesOf(label);
  const longest = Math.max(...lines.map((line) => line.length));
  return { width: longest * CHARACTER + 2 * padding, height: lines.length * LINE_HEIGHT + padding };
}

function linesOf(label: string): readonly string[] {
  return label.split(/<br ?\/?>/);
}

function drawNode({ x, y, width, height }: Box, label: string): string {
  return `<rect class="node" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6"/>${drawText({ x, y }, label)}`;
}

function drawLink({ points, x, y }: { points: readonly { x: number; y: number }[]; x: number; y: number }, label: string): string {
  const [before, end] = points.slice(-2);
  if (before === undefined || end === undefined) return '';
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`).join(' ');
  const turn = round((Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI);
  const head = `<path class="head" d="M-9 -5 L0 0 L-9 5 Z" transform="translate(${round(end.x)} ${round(end.y)}) rotate(${turn})"/>`;
  return `<path class="link" d="${path}"/>${head}${label === '' ? '' : drawText({ x, y }, label)}`;
}

function drawText({ x, y }: { x: number; y: number }, label: string): string {
  const lines = linesOf(label);
  const top = y - ((lines.length - 1) * LINE_HEIGHT) / 2;
  return lines.map((line, index) => `<text x="${round(x)}" y="${round(top + index * LINE_HEIGHT)}">${escapeHtml(line)}</text>`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
