/** « ▰▰▰▱▱▱▱▱▱▱ 3/10 »: never full before the end, never empty once begun. */
export function progressBar(done: number, total: number): string {
  const width = 10;
  if (total === 0) return '—';
  const exact = Math.floor((done / total) * width);
  const full = done > 0 ? Math.max(1, exact) : 0;
  return `${'▰'.repeat(full)}${'▱'.repeat(width - full)} ${done}/${total}`;
}
