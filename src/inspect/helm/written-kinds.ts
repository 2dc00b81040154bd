/**
 * True for a template that writes ConfigMaps and Secrets and nothing else, whatever the values are: what it hides is their data. Each line that begins at the
 * margin is a key, a separator, a comment, or an action that prints nothing; anything else may write any object. Pure.
 */
export function writesOnlyData(text: string): boolean {
  const margin = text
    .replaceAll(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, '')
    .replaceAll(indented, '$1')
    .split(/\r?\n/)
    .filter((line) => /^\S/.test(line) && !line.startsWith('#'));
  const written = margin.filter((line) => !silent.test(line));
  if (written.some((line) => line !== '---' && !/^[A-Za-z]+:/.test(line))) return false;
  const documents = written
    .join('\n')
    .split(/^---$/m)
    .filter((document) => document.trim() !== '');
  return documents.length > 0 && documents.every(isData);
}

/** An action alone on its line that prints nothing ("Actions", text/template). */
const silent = /^\{\{-?\s*(if|else|end|with|range|\$\w+\s*:?=)(?![^}]*\}\}.*\{\{)[^}]*\}\}\s*$/;

/** Under a key, an action that begins its line and indents all that it prints ("indent", Sprig). */
const indented =
  /(:[ \t]*(?:[|>][-+\d]{0,3})?[ \t]*\r?\n)\{\{[^{}\n]{1,500}\|[ \t]*n?indent[ \t]+[1-9]\d{0,2}[ \t]*-?\}\}[ \t]*(?=\r?\n|$)/g;

function isData(document: string): boolean {
  const kinds = [...document.matchAll(/^kind:(.*)$/gm)].map(([, kind = '']) => kind.trim());
  const versions = [...document.matchAll(/^apiVersion:(.*)$/gm)].map(([, version = '']) => version.trim());
  return kinds.length > 0 && kinds.every((kind) => /^(ConfigMap|Secret)$/.test(kind)) && versions.every((version) => version === 'v1');
}
