/** Variables that give the port a server listens on; `SMTP_PORT` and the like are those of others. */
export const portVariable =
  /^(PORT|HTTPS?_PORT|SERVER_PORT|APP_PORT|LISTEN_PORT|WEB_PORT|NGINX_PORT|APACHE_PORT|NITRO_PORT|UVICORN_PORT|FLASK_RUN_PORT|QUARKUS_HTTP_PORT|ASPNETCORE_(HTTPS?_PORTS|URLS))$/;

/** The first and last port of `80`, `80/tcp` or `8000-8010/udp`; null for anything else. */
export function readPorts(text: string | null): readonly [number, number] | null {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(?:tcp|udp|sctp))?$/i.exec(text?.trim() ?? '') ?? [];
  return first === undefined || last === undefined ? null : [Number(first), Number(last)];
}

/** An option that names the port or the address to listen on, with its value. */
const withValue = /^-{1,2}D?(?:server[.-])?(?:https?[.-])?(?:port|listen|bind|bind[.-]address|listen[.-]address|addr|address|urls?)=(.*)$/i;
const alone = /^-{1,2}(?:server[.-])?(?:https?[.-])?(?:port|listen|bind|bind[.-]address|listen[.-]address)$/i;

/** Short options of servers that are known to mean it, by program: elsewhere `-b` and `-p` mean anything. */
const short: readonly (readonly [program: RegExp, option: RegExp])[] = [
  [/^(gunicorn|hypercorn|puma|thin|rackup)$/, /^-b(.*)$/],
  [/^(http-server|serve|static-web-server|puma|thin|rackup|rails|http\.server)$/, /^-p(.*)$/],
  [/^php$/, /^-S(.*)$/],
];

/** The ports that the words of a command ask a program to listen on, each with the index of the word that says it. */
export function listeningPorts(words: readonly string[]): readonly { readonly port: number; readonly index: number }[] {
  const shorts = short.filter(([program]) => words.some((word) => program.test(word.slice(word.lastIndexOf('/') + 1))));
  return words.flatMap((word, index) => {
    const value =
      shortValue(shorts, words, index) ?? withValue.exec(word.slice(0, 300))?.[1] ?? (alone.test(word) ? words[index + 1] : undefined);
    const port = value === undefined ? null : portOf(value);
    return port === null ? [] : [{ port, index }];
  });
}

function shortValue(shorts: typeof short, words: readonly string[], index: number): string | null {
  const [, joined] = shorts.map(([, option]) => option.exec((words[index] ?? '').slice(0, 300))).find((found) => found !== null) ?? [];
  return joined === undefined ? null : joined === '' ? (words[index + 1] ?? '') : joined;
}

/** The port in a value of an option or variable that says where to listen: `80`, `:80`, `0.0.0.0:80`, `[::]:80`, `http://+:80`; an address elsewhere is one to call, not to listen on. */
export function portOf(value: string): number | null {
  const [, port] =
    /^(?:\w+:\/\/)?(?:0\.0\.0\.0|\[::\]|\*|\+|localhost|127\.0\.0\.1)?:?(\d{1,5})(?:[;/,].*)?$/.exec(value.replaceAll(/["']/g, '')) ?? [];
  return port === undefined ? null : Number(port);
}
