import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom/worker';
import type { Figures } from '../../portfolio/figures.ts';
import type { Bar, Chart } from './charts.ts';

/**
 * What paints a picture by itself, as it is shown in an image: no rule of the page reaches it. The colours are those of the design system, dark where the reader's system is;
 * each part differs by its lightness as well.
 */
const colours = `
:root { color: #161616; --part-1: #000091; --part-2: #6a6af4; --part-3: #929292; --part-4: #ddd; --back: #fff; }
@media (prefers-color-scheme: dark) { :root { color: #fff; --part-1: #cacafb; --part-2: #6a6af4; --part-3: #7b7b7b; --part-4: #4a4a4a; --back: #161616; } }
text { font-family: Marianne, arial, sans-serif; font-size: 13px; }
`;

/** Draws a chart as an SVG file, with its title and its words for whom does not see it. */
export function drawChart(chart: Chart, figures: Figures): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = Plot.plot({ document, ...optionsOf(chart, figures) });
  svg.setAttribute('xmlns', namespace);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', 'titre description');
  const add = (name: 'title' | 'desc' | 'style', text: string) => {
    const element = document.createElementNS(namespace, name);
    element.textContent = text;
    svg.prepend(element);
    return element;
  };
  add('style', colours);
  add('desc', chart.says(figures)).setAttribute('id', 'description');
  add('title', chart.title).setAttribute('id', 'titre');
  return svg.outerHTML;
}

function optionsOf(chart: Chart, figures: Figures): Plot.PlotOptions {
  const bars = chart.bars(figures);
  const phases = [...new Set(bars.map(({ phase }) => phase))];
  const longest = Math.max(0, ...phases.map(({ length }) => length));
  const colour = (part: string) => `var(--part-${chart.parts.indexOf(part) + 1})`;
  const marginLeft = Math.min(220, 20 + longest * 8);
  const legend = chart.parts.length > 1 ? legendOf(chart.parts, { colour, left: 8 - marginLeft }) : [];
  return {
    width: chart.width,
    height: chart.height(figures),
    marginLeft,
    marginRight: 45,
    marginTop: chart.parts.length > 1 ? 40 : 10,
    marginBottom: 40,
    x: {
      label: chart.unit,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 5,
      grid: true,
      zero: true,
      nice: true,
      tickFormat: (value: number) => french.format(value),
    },
    ...(chart.parted === 'stacked'
      ? { y: { label: null, domain: phases, tickSize: 0 } }
      : { y: { axis: null, domain: chart.parts }, fy: { label: null, domain: phases, axis: 'left' } }),
    marks: [
      Plot.barX(bars, {
        x: 'value',
        fill: ({ part }: Bar) => colour(part),
        ...(chart.parted === 'stacked' ? { y: 'phase' } : { y: 'part', fy: 'phase' }),
      }),
      ...legend,
    ],
  };
}

/** The parts and their colours, above the bars, from a place on. */
function legendOf(parts: readonly string[], { colour, left }: { colour: (part: string) => string; left: number }): readonly Plot.Markish[] {
  let right = left;
  return parts.flatMap((part) => {
    const dx = right;
    right += 30 + part.length * 7;
    const place = { frameAnchor: 'top-left', facet: 'super', dy: -22 } as const;
    return [
      Plot.dot([part], { ...place, dx: dx + 6, symbol: 'square', r: 6, fill: colour(part) }),
      Plot.text([part], { ...place, dx: dx + 17, textAnchor: 'start', lineAnchor: 'middle', fill: 'currentColor' }),
    ];
  });
}

const namespace = 'http://www.w3.org/2000/svg';
const french = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
