import { headingLabel } from './heading-label.ts';

/** The lines of a body with its labels as headings of level 3, whichever way they are written, and the answers that stand on the line of their title. */
export interface PlainHeadings {
  /** With those titles as headings, as many as the body has; what they hold is in `content`. */
  readonly lines: readonly string[];
  /** As written, without the marks of a quotation that holds the whole body. */
  readonly content: readonly string[];
  /** By number of line, from 1: « ### Nom du projet : Suivi ». */
  readonly inline: ReadonlyMap<number, string>;
}

/** A line that bears a label, in one way of writing them. */
interface Marked {
  /** `###`; other levels, escaped by an editor or not, `<h3>`, bold, underlined, all of them quoted or not; `bare` without a mark. */
  readonly style: string;
  /** As written, and normalised. */
  readonly title: string;
  readonly label: string;
  readonly answer: string;
}

const GITHUB = '###';

/**
 * Reads the way in which a body writes its labels: GitHub's own (`###`) where one is written so; else the way in which most of them are, for a body that was
 * typed again, pasted from a mail or made by another tool. Linear in the body.
 */
export function plainHeadings(lines: readonly string[], labels: ReadonlySet<string>): PlainHeadings {
  const seen = lines.map((line, index) => markedLine(line, { below: lines[index + 1] ?? '', labels }));
  const marked = seen.every((one) => one === null) ? bareTitles(lines, labels) : seen;
  const style = styleOf(marked);
  const inline = new Map<number, string>();
  // GitHub's own titles are left as they are; one that holds its answer counts where no other bears its label.
  const borne = new Set(
    style === GITHUB
      ? marked.flatMap((one, index) =>
          one?.style === GITHUB && one.answer === '' && /^ {0,3}#/.test(lines[index] ?? '') ? [one.label] : [],
        )
      : [],
  );
  const isTitle = marked.map((one) => one !== null && one.style === style && !borne.has(one.label));
  const titled = lines.map((line, index) => {
    const one = marked[index];
    if (one === undefined || one === null || isTitle[index] !== true) return line;
    if (one.answer !== '') inline.set(index + 1, one.answer);
    return `### ${one.title}`;
  });
  // GitHub's own way leaves all that is not a title as it is.
  if (style === GITHUB) return { lines: titled, content: lines, inline };
  const content = lines.map((line, index) => {
    if (style.endsWith('_') && isTitle[index - 1] === true) return '';
    return style.startsWith('>') ? line.replace(quotation, '') : line;
  });
  return { lines: titled.map((line, index) => (isTitle[index] === true ? line : (content[index] ?? ''))), content, inline };
}

/** Labels without any mark, as a mail in plain text leaves them, where no line bears one otherwise and there are several; else none. */
function bareTitles(lines: readonly string[], labels: ReadonlySet<string>): readonly (Marked | null)[] {
  const titles = lines.map((line) =>
    line.length > LONGEST_TITLE || line.trim() === '' ? null : named(line.trim(), { style: 'bare', labels }),
  );
  const bearing = new Set(titles.flatMap((one) => one?.label ?? []));
  return bearing.size >= Math.max(2, Math.min(FEWEST_BARE, labels.size)) ? titles : lines.map(() => null);
}

/** Characters of a line that bears a label without a mark, with its answer; longer, it is a text. */
const LONGEST_TITLE = 300;
/** Labels without a mark that make a form of a text. */
const FEWEST_BARE = 5;

const quotation = /^ {0,3}> ?/;

/** GitHub's own way goes first; a single line in bold or in a quotation is no form. */
function styleOf(marked: readonly (Marked | null)[]): string {
  const found = new Map<string, Set<string>>();
  for (const one of marked) if (one !== null) found.set(one.style, (found.get(one.style) ?? new Set()).add(one.label));
  if (found.has(GITHUB)) return GITHUB;
  const [most] = [...found]
    .filter(([style, bearing]) => /^#{1,6}$/.test(style) || bearing.size > 1)
    .toSorted(([, a], [, b]) => b.size - a.size);
  return most?.[0] ?? GITHUB;
}

const unseen = /^[\u200b\u2060\ufeff]+/;
const html = /^<h([1-6])\b[^<>]{0,200}>(.{1,500})<\/h[1-6]>\s*$/i;
const bold = /^(?:[-*+•]\s+)?(?:\*\*|__)(.{1,300}?)(?:\*\*|__)\s*(.*)$/;

/** What such a line begins with, or what stands below it: most lines are told by that. */
const marks = /^[ \u200b\u2060\ufeff]{0,8}[#<*_>+•\\-]/;
const underline = /^(?:> ?)? {0,3}(?:-{3,}|={3,})\s*$/;

/** Longest line that bears a label, in characters. */
const LONGEST = 1000;

function markedLine(line: string, { below, labels }: { readonly below: string; readonly labels: ReadonlySet<string> }): Marked | null {
  if (line.length > LONGEST || (!marks.test(line) && !underline.test(below))) return null;
  const [, quote = '', text = ''] = /^ {0,3}(>?) {0,3}(.*)$/.exec(line.replace(unseen, '')) ?? [];
  const [, hashes, blank = '', title = ''] = /^(\\?#{1,6})([ \t]*)(.*)$/.exec(text) ?? [];
  // Without a space no heading is seen on GitHub (CommonMark 0.31, "ATX headings").
  if (hashes !== undefined) return named(title, { style: quote + hashes + (blank === '' ? '.' : ''), labels });
  const [, level, inner = ''] = html.exec(text) ?? [];
  if (level !== undefined) return named(inner, { style: `${quote}h${level}`, labels });
  const [, strong, rest = ''] = bold.exec(text) ?? [];
  if (strong !== undefined) {
    const label = headingLabel(strong, labels);
    const answer = rest.replace(/^[:–—-]\s*/, '');
    return label === null || (rest !== '' && answer === rest && !/:\s*$/.test(strong))
      ? null
      : { style: `${quote}**`, title: strong, label, answer };
  }
  const underlined = underline.test(below) ? headingLabel(text, labels) : null;
  return underlined === null ? null : { style: `${quote}_`, title: text.trim(), label: underlined, answer: '' };
}

/** A title that bears a label, or a label and what answers it: « Nom du projet : Suivi ». */
function named(title: string, { style, labels }: { readonly style: string; readonly labels: ReadonlySet<string> }): Marked | null {
  const label = headingLabel(title, labels);
  if (label !== null) return { style, title, label, answer: '' };
  const [, before = '', answer = ''] = /^(.{1,200}?)\s?:\s(.+)$/.exec(title) ?? [];
  const leading = before === '' ? null : headingLabel(before, labels);
  return leading === null ? null : { style, title: before, label: leading, answer };
}
