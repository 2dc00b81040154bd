/** What is said of a flow in several places, as one text in their order: « annuaire : authentification ». What another part says already is left out; null for none. */
export function joinReasons(...parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null);
  const own = said.filter((part, index) => !said.some((other, at) => at !== index && holds(other, part) && (other !== part || at < index)));
  return own.length === 0 ? null : own.join(' : ');
}

function holds(whole: string, part: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase());
}
