import { optionMatcher } from './match-option.ts';
import { type Remark, remarkedOption } from './remarked-option.ts';

/** The options that a line names, in its order, and the parts of the line that name none. */
export interface MatchedOptions {
  readonly options: readonly string[];
  /** What is added to one: « Internet (prod) ». */
  readonly remarks: readonly Remark[];
  readonly unknown: readonly string[];
}

interface Step {
  /** Parts from here on that belong to an option, the most that can be had. */
  readonly covered: number;
  /** Parts that the option taken here is made of; 1 where the part is unknown. */
  readonly width: number;
  readonly option: string | null;
  readonly remark: string;
}

/**
 * Reader of lines in which several options are joined by `, `, or as people join them (« et », `+`, `/`, `;`). Options may contain commas themselves, so the line is cut in the way
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
      let best: Step = { covered: steps[start + 1]?.covered ?? 0, width: 1, option: null, remark: '' };
      for (const width of widths) {
        if (start + width > parts.length) continue;
        const covered = width + (steps[start + width]?.covered ?? 0);
        if (covered <= best.covered) continue;
        const option = match(parts.slice(start, start + width).join(', '));
        if (option !== null) best = { covered, width, option, remark: '' };
      }
      const remarked = best.option === null ? remarkedOption(parts[start] ?? '', match) : null;
      if (remarked !== null) best = { ...best, covered: best.covered + 1, option: remarked.option, remark: remarked.text };
      steps[start] = best;
    }
    const found = new Set<string>();
    const remarks: Remark[] = [];
    const unknown: string[] = [];
    for (let start = 0; start < parts.length; start += steps[start]?.width ?? 1) {
      const option = steps[start]?.option ?? null;
      const part = parts[start] ?? '';
      const remark = steps[start]?.remark ?? '';
      if (option !== null && remark !== '') remarks.push({ option: spelling.get(option) ?? option, text: remark });
      if (option !== null) found.add(spelling.get(option) ?? option);
      else if (part !== '') unknown.push(part);
    }
    return { options: [...found], remarks, unknown };
  };
}

/** Marks that join options; those within parentheses belong to what stands there. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  const lastClosing = text.lastIndexOf(')');
  let depth = 0;
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(/[(),;/+&|]|\s(?:et|ou|puis|ainsi que)(?=\s)/gi)) {
    if (mark === '(') depth += index < lastClosing ? 1 : 0;
    else if (mark === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      parts.push(text.slice(from, index).trim());
      from = index + mark.length;
    }
  }
  return [...parts, text.slice(from).trim()];
}
