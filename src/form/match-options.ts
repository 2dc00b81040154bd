import { optionMatcher } from './match-option.ts';

/** The options that a line names, in its order, and the parts of the line that name none. */
export interface MatchedOptions {
  readonly options: readonly string[];
  readonly unknown: readonly string[];
}

interface Step {
  /** Parts from here on that belong to an option, the most that can be had. */
  readonly covered: number;
  /** Parts that the option taken here is made of; 1 where the part is unknown. */
  readonly width: number;
  readonly option: string | null;
}

/**
 * Reader of lines in which several options are joined by `, `. Options may contain commas themselves, so the line is cut in the way
 * that leaves the least of it unknown, and the longest option wins between equals. Linear in the line.
 */
export function optionsMatcher(options: readonly string[]): (line: string) => MatchedOptions {
  const match = optionMatcher(options.map((option) => partsOf(option).join(', ')));
  const spelling = new Map(options.map((option) => [partsOf(option).join(', '), option]));
  const widths = [...new Set(options.map((option) => partsOf(option).length))].toSorted((a, b) => b - a);

  return (line) => {
    const parts = partsOf(line);
    const steps: Step[] = [];
    for (let start = parts.length - 1; start >= 0; start--) {
      let best: Step = { covered: steps[start + 1]?.covered ?? 0, width: 1, option: null };
      for (const width of widths) {
        if (start + width > parts.length) continue;
        const covered = width + (steps[start + width]?.covered ?? 0);
        if (covered <= best.covered) continue;
        const option = match(parts.slice(start, start + width).join(', '));
        if (option !== null) best = { covered, width, option };
      }
      steps[start] = best;
    }
    const found = new Set<string>();
    const unknown: string[] = [];
    for (let start = 0; start < parts.length; start += steps[start]?.width ?? 1) {
      const option = steps[start]?.option ?? null;
      const part = parts[start] ?? '';
      if (option !== null) found.add(spelling.get(option) ?? option);
      else if (part !== '') unknown.push(part);
    }
    return { options: [...found], unknown };
  };
}

function partsOf(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
