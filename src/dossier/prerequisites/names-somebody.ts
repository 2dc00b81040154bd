/** Signs of a person: an account, an e-mail address, a title before a name, an initial, or a first name and a name. */
const signs = [
  /(?:^|[\s(,:;])@[a-z\d]/i,
  /[\w.-]@[a-z\d]/i,
  /github\.com\/[a-z\d]/i,
  /\bgithub\s?[:=]\s?[a-z\d]|[a-z\d]\s?\((?:compte )?github\)/i,
  /(?:^|[\s(,:;-])(?:M|MM|Mr|Mme|Mlle|Mmes|Dr|Me|Cdt|Cne|Lt|Col|Adj|Cdr)\.? ?\p{Lu}/u,
  /(?:^|[\s(,:;-])\p{Lu}[.\s-][.\s-]{0,2}(?:\p{Lu}\.\s?)?\p{Lu}[\p{L}'’-]+/u,
  /(?<!\p{L})\p{Lu}{2,}(?:-\p{Lu}{2,})? \p{Lu}\p{Ll}+/u,
  /\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? (?:de |d’|d'|le |la |van |von )?\p{Lu}[\p{L}'’-]+/u,
];

/** True when a text seems to name a person; a service or a role alone is none. */
export function namesSomebody(text: string): boolean {
  return signs.some((sign) => sign.test(text.slice(0, 2000)));
}
