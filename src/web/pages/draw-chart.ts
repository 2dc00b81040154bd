import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom/worker';
import type { Figures } from '../../portfolio/figures.ts';
import type { Chart } from './charts.ts';

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
  const bars = chart.bars(figures);
  const longest = Math.max(0, ...bars.map(({ phase }) => phase.length));
  const grouped = chart.parted === 'grouped';
  const phases = [...new Set(bars.map(({ phase }) => phase))];
  const fill = (part: string) => `var(--part-${chart.parts.indexOf(part) + 1})`;
  const svg = Plot.plot({
    document,
    width: chart.width,
    height: chart.height(figures),
    marginLeft: grouped ? 30 : Math.min(220, 20 + longest * 7),
    marginRight: 40,
    marginTop: chart.parts.length > 1 ? 40 : 10,
    marginBottom: 40,
    x: {
      label: chart.unit,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 5,
      tickFormat: (value: number) => french.format(value),
      grid: true,
      nice: true,
      zero: true,
    },
    y: grouped ? { axis: null, domain: chart.parts } : { label: null, domain: phases, tickSize: 0 },
    ...(grouped ? { fy: { label: null, domain: phases, axis: 'left' } } : {}),
    marks: [
      Plot.barX(bars, {
        x: 'value',
        y: grouped ? 'part' : 'phase',
        ...(grouped ? { fy: 'phase' } : {}),
        fill: ({ part }: { part: string }) => fill(part),
      }),
    ],
  });
  return String(svg);
}

const french = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
