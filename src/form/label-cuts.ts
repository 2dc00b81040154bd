import { headingLabel } from './heading-label.ts';

/** The lines from one heading that bears a label to the next. Lines count from 0, `end` is excluded. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  /** Normalised label of the heading on its first line, null for the lines before the first one. */
  readonly label: string | null;
  /** Whether blank lines stand around the heading, as GitHub writes them. */
  readonly laidOut: boolean;
}

/**
 * Cuts a body before each line that would be the heading of a label were it not inside some block. Such a line starts at the margin,
 * so that nothing but a block left open can hold it: a heading ends paragraphs, lists and quotes.
 */
export function cutAtLabels(lines: readonly string[], labels: ReadonlySet<string>): Chunk[] {
  const cuts = lines.flatMap((line, start) => {
    const label = /^###[ \t]/.test(line) ? headingLabel(line.slice(3), labels) : null;
    return label === null ? [] : [{ start, label }];
  });
  const isBlank = (line: number) => (lines[line] ?? '').trim() === '';
  return [{ start: 0, label: null }, ...cuts].map(({ start, label }, index) => ({
    start,
    end: cuts[index]?.start ?? lines.length,
    label,
    laidOut: isBlank(start - 1) && isBlank(start + 1),
  }));
}
