/** True for a text in which something is left to put in before it is used: `${X}`, `{{ x }}`, `$(X)`, `<x>`, `__X__`… */
export function isTemplated(text: string): boolean {
  return /\$[{(A-Z_a-z]|\{\{|<%|<[\w-]+>|__\w+__|@\w+@|%\w+%|\b(REPLACE|CHANGE)[-_]?(ME|WITH)/i.test(text);
}
