/** True for a text in which something is left to put in before it is used: `${X}`, `{{ x }}`, `$(X)`, `<x>`, `__X__`, `#{X}#`, `[[x]]`, `((x))`, `@x.y@`, `ko://x`… */
export function isTemplated(text: string): boolean {
  return /\$[{(A-Z_a-z]|\{\{|<%|<[\w-]+>|__\w+__|@\w[\w.]*@|#\{[\w.]+\}|\[\[\s*[a-z_][\w.-]*\s*\]\]|\(\(\s*[a-z_][\w.-]*\s*\)\)|%\w+%|\b(REPLACE|CHANGE)[-_]?(ME|WITH)|^ko:\/\//i.test(
    text,
  );
}

/** True for a file that a program writes anew before anybody reads it as YAML: it holds `{{`, `{%`, `<%` or `%{`. */
export function isTemplateFile(text: string): boolean {
  return /\{\{|\{%|<%|%\{/.test(text);
}
