/** Where a container may write its logs: its own outputs, or nowhere. */
const output = /^(\/dev\/(stdout|stderr|null|fd\/\d|tty)|\/proc\/(self|1)\/fd\/\d|-|stdout|stderr)$/;

/** The file that a start command sends its logs to, by a redirection or an option; null where none is seen. */
export function logFile(words: readonly string[]): string | null {
  const text = words.join(' ').slice(0, 20_000);
  const found = [
    ...text.matchAll(/(?:^|[^<>&-])(?:[12&])?>>?\s*["']?([^\s"'|;&<>()]+)/g),
    ...text.matchAll(/\btee\s+(?:-a\s+)?["']?([^\s"'|;&<>()-][^\s"'|;&<>()]*)/g),
    ...text.matchAll(/(?:^|\s)--?(?:log|access|error)[-_]?(?:file|log-?file|path|log)[=\s]+["']?([^\s"'|;&<>()]+)/gi),
  ].flatMap(([, file]) => (file === undefined ? [] : [file]));
  return found.find((file) => isLog(file) && !output.test(file)) ?? null;
}

/** True for a variable that sends logs to a file. */
export function isOwnLog(name: string, value: string): boolean {
  return (
    /(^|_)LOG(GING)?_?(FILE|PATH|DIR|FILENAME|FILE_NAME|FILE_PATH|FOLDER|DIRECTORY)$/i.test(name) &&
    /[/\\]|\.log$/.test(value) &&
    !output.test(value)
  );
}

function isLog(file: string): boolean {
  return /\.log$|(^|\/)logs?(\/|$)/i.test(file);
}
