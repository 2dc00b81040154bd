import { turnTitles } from '../../portfolio/titles.ts';
import { spentBy } from '../../render/clocks.ts';
import { capital } from '../../render/conditions.ts';
import type { Turn } from '../../clocks/spent.ts';
import type { Figures, PhaseFigures } from '../../portfolio/figures.ts';

/** A bar: the phase that it is of, its part in it, and its length. */
export interface Bar {
  readonly phase: string;
  readonly part: string;
  readonly value: number;
}

/** A chart of bars, one row a phase, and what it says in words for whom no picture is shown. */
export interface Chart {
  readonly name: 'dossiers-par-phase' | 'temps-par-phase' | 'a-qui-le-temps';
  readonly title: string;
  readonly unit: string;
  readonly width: number;
  readonly height: (figures: Figures) => number;
  /** The parts of a row, in their order, the first at the left or above; one alone needs no legend. */
  readonly parts: readonly string[];
  /** Parts of a row add up, or stand one under the other. */
  readonly parted: 'stacked' | 'grouped';
  readonly bars: (figures: Figures) => readonly Bar[];
  readonly says: (figures: Figures) => string;
}

const width = 560;
const middle = 'Médiane';
const most = '9 sur 10 en moins de';
const turns: readonly Turn[] = ['projet', 'service-team', 'nobody', 'unknown'];

/** By name. */
export const charts: Readonly<Record<Chart['name'], Chart>> = {
  'dossiers-par-phase': {
    name: 'dossiers-par-phase',
    title: 'Dossiers ouverts par phase',
    unit: 'dossiers',
    width,
    height: ({ phases }) => 70 + 34 * Math.max(1, held(phases).length),
    parts: ['Dossiers ouverts'],
    parted: 'stacked',
    bars: ({ phases }) => held(phases).map(({ title, open }) => ({ phase: title, part: 'Dossiers ouverts', value: open })),
    says: ({ phases }) => sentence(held(phases).map(({ title, open }) => `${title} ${open}`)),
  },
  'temps-par-phase': {
    name: 'temps-par-phase',
    title: 'Jours ouvrés par phase, sur un an',
    unit: 'jours ouvrés',
    width,
    height: ({ phases }) => 90 + 48 * Math.max(1, timed(phases).length),
    parts: [middle, most],
    parted: 'grouped',
    bars: ({ phases }) =>
      timed(phases).flatMap(({ title, median, ninetieth }) => [
        { phase: title, part: middle, value: median ?? 0 },
        { phase: title, part: most, value: ninetieth ?? 0 },
      ]),
    says: ({ phases }) =>
      sentence(
        timed(phases).flatMap(({ title, median, ninetieth }) =>
          median === null || ninetieth === null ? [] : [`${title} ${french.format(median)} en médiane, ${ninetieth} pour neuf sur dix`],
        ),
      ),
  },
  'a-qui-le-temps': {
    name: 'a-qui-le-temps',
    title: 'À qui le temps a compté, sur un an',
    unit: 'jours ouvrés',
    width,
    height: ({ phases }) => 90 + 34 * Math.max(1, timed(phases).length),
    parts: turns.map(partOf),
    parted: 'stacked',
    bars: ({ phases }) =>
      timed(phases).flatMap(({ title, spent }) => turns.map((turn) => ({ phase: title, part: partOf(turn), value: spent[turn] }))),
    says: ({ phases }) =>
      sentence(
        timed(phases).map(
          ({ title, spent }) => `${title} : ${turns.map((turn) => `${spent[turn]} ${spentBy(turn, spent[turn])}`).join(', ')}`,
        ),
      ),
  },
};

/** The chart of that name; null for none. */
export function chartNamed(name: string): Chart | null {
  return Object.values(charts).find((chart) => chart.name === name) ?? null;
}

const french = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

function partOf(turn: Turn): string {
  return capital(turnTitles[turn]);
}

/** Phases in which dossiers stay: one that ends them holds none for long. */
function held(phases: readonly PhaseFigures[]): readonly PhaseFigures[] {
  return phases.filter(({ closes, open }) => !closes || open > 0);
}

/** Phases in which time passes. */
export function timed(phases: readonly PhaseFigures[]): readonly PhaseFigures[] {
  return phases.filter(({ closes }) => !closes);
}

function sentence(parts: readonly string[]): string {
  return parts.length === 0 ? 'Aucune donnée encore.' : `${parts.join(' ; ')}.`;
}
