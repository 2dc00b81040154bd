/** The first line of every comment of the App: which slot it is. Trusted only together with its author. */
export function withMarker(slot: string, body: string): string {
  return `<!-- accostage:slot=${slot} -->\n${body}`;
}

/** The slot named by the first line of a body, null when there is none. */
export function readMarker(body: string): string | null {
  return /^<!-- accostage:slot=([a-z0-9/_+-]+) -->(?:\r?\n|$)/i.exec(body)?.[1] ?? null;
}

/** The last line of the status comment: the sealed state. */
export function withSealed(body: string, sealed: string | null): string {
  return sealed === null ? body : `${body}\n\n<!-- accostage:state=${sealed} -->`;
}

/** The sealed state of a status comment, null when there is none. */
export function readSealed(body: string): string | null {
  return /<!-- accostage:state=([\w-]+\.[\w-]+) -->\s*$/.exec(body)?.[1] ?? null;
}
