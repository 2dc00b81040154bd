/** The text that a form sent in a field, its ends of lines as GitHub keeps them; empty without one. */
export function fieldOf(form: FormData, name: string): string {
  const sent = form.get(name);
  return typeof sent === 'string' ? sent.replaceAll('\r\n', '\n') : '';
}
