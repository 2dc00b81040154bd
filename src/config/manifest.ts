import { parseDocument } from 'yaml';
import { z } from 'zod';

/** What is told of app.yml before it is sent to GitHub, or French lines that say what to change in it. */
export type ReadManifest =
  | {
      readonly ok: true;
      readonly public: boolean;
      readonly webhook: string;
      /** Where people who sign in are sent back. */ readonly callbacks: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

const schema = z.object({
  public: z.boolean({ error: 'true ou false attendu' }),
  hook_attributes: z.object({ url: z.url({ error: 'adresse attendue' }) }, { error: 'adresse du webhook attendue (url)' }),
  callback_urls: z.array(z.url({ error: 'adresse attendue' })).default([]),
});

/**
 * Reads app.yml. Probot puts it as JSON into an attribute of its page, between apostrophes and without escaping: an apostrophe in a text ends the
 * attribute, and what looks like a character reference (`&lt;`) is replaced. Such a text is refused, with the lines where it may be.
 */
export function readManifest(text: string): ReadManifest {
  const document = parseDocument(text);
  if (document.errors.length > 0) return { ok: false, problems: ['app.yml : ce fichier n’est pas du YAML correct'] };
  const manifest: unknown = document.toJS();
  if (/['&]/.test(JSON.stringify(manifest))) return { ok: false, problems: suspects(text) };
  const read = schema.safeParse(manifest);
  return read.success
    ? { ok: true, public: read.data.public, webhook: read.data.hook_attributes.url, callbacks: read.data.callback_urls }
    : { ok: false, problems: read.error.issues.map(({ path, message }) => `app.yml : ${path.join('.')} : ${message}`) };
}

/** The lines with such a sign outside a comment. */
function suspects(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (/['&]/.test(line.replace(/(?:^|\s)#.*$/, '')) ? [index + 1] : []))
    .map((line) => `app.yml:${line} : ni apostrophe droite (écrivez ’) ni &, que la page d’enregistrement transmettrait mal`);
}
