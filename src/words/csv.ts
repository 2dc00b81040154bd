import { visible } from './visible-text.ts';

/** A line of CSV (RFC 4180 with `;`, as French spreadsheets expect), safe to open: no cell is a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(';');
}

/**
 * A cell that begins as a formula gets an apostrophe, which spreadsheets do not show ("CSV Injection", OWASP). Hidden characters go first: whoever
 * copies the table may lose them. Signs of other widths and heights (`＝`, `﹢`) count as the plain one, as spreadsheets take them.
 */
function csvCell(text: string): string {
  const line = visible(text).replace(/[\n\t]+/g, ' ');
  const safe = /^\s*['=+\-−@]/.test(line.normalize('NFKC')) ? `'${line}` : line;
  return /[";,]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
