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
const alone = /^-{1,2}(?:server[.-])?(?:https?[.-])?(?:port|listen|bind|bind[.-]address|listen[.-]address|urls)$/i;

/** Options of servers that are known to mean it, by program: elsewhere `-b` and `-p` mean anything. */
const short: readonly (readonly [program: RegExp, option: RegExp])[] = [
  [/^(gunicorn|hypercorn|puma|thin|rackup)$/, /^-b(.*)$/],
  [/^(http-server|serve|static-web-server|json-server|puma|thin|rackup|rails|flask|daphne|next|nuxt|hugo|httpd)$/, /^-p(.*)$/],
  [/^serve$/, /^-l(.*)$/],
  [/^php$/, /^-S(.*)$/],
  [/^jekyll$/, /^-P(.*)$/],
  [/^mkdocs$/, /^-a(.*)$/],
  [/^uwsgi$/, /^--https?(?:-socket)?=?(.*)$/],
];

/** Servers that take it as a word of its own, after theirs (Django, Python). */
const byPosition = /^(runserver|runserver_plus|http\.server|SimpleHTTPServer)$/;

/** Programs that call a server: a port of theirs is one to call. */
const client =
  /^(psql|pg_\w+|pgbench|createdb|createuser|dropdb|vacuumdb|mysql|mysqldump|mysqladmin|mysqlsh|mariadb|mariadb-\w+|redis-cli|valkey-cli|mongo|mongosh|mongodump|mongorestore|mongoimport|mongoexport|sqlcmd|cqlsh|clickhouse-client|influx|ldap\w+|curl|wget|http|ssh|scp|sftp|sshpass|rsync|nc|ncat|netcat|telnet|nmap|ping|lftp|smbclient|amqp-\w+|mosquitto_(pub|sub)|kafka-(topics|console|consumer)[\w.-]*|etcdctl|openssl|swaks|wait-for[\w.-]*|wait-port|locust|k6|ab|wrk|hey|vegeta)$/;

/** What starts another program. */
const starter = /^(exec|env|sudo|nohup|time|tini|dumb-init|gosu|su-exec|\w+=.*|-.*)$/;

/** A word of a command, and the index of the one that it was written in. */
interface CommandWord {
  readonly text: string;
  readonly index: number;
}

/** The ports that the words of a command ask a program to listen on, each with the index of the word that says it. Those of programs that call a server are none. */
export function listeningPorts(words: readonly string[]): readonly { readonly port: number; readonly index: number }[] {
  return commandsOf(words).flatMap((command) => {
    const programs = command.map(({ text }) => text.slice(text.lastIndexOf('/') + 1));
    if (client.test(programs.find((program) => !starter.test(program)) ?? '')) return [];
    const shorts = short.filter(([program]) => programs.some((name) => program.test(name)));
    const texts = command.map(({ text }) => text);
    return command.flatMap(({ text, index }, at) => {
      const value =
        shortValue(shorts, texts, at) ??
        withValue.exec(text.slice(0, 300))?.[1] ??
        (alone.test(text)
          ? texts[at + 1]
          : byPosition.test(text)
            ? texts.slice(at + 1, at + MAX_AFTER).find((word) => portOf(word) !== null)
            : undefined);
      const port = value === undefined ? null : portOf(value);
      return port === null ? [] : [{ port, index }];
    });
  });
}

/** The commands that a shell runs one after the other, in its own words or in a script that it is given (`sh -c`). */
function commandsOf(words: readonly string[]): readonly (readonly CommandWord[])[] {
  const commands: CommandWord[][] = [[]];
  for (const [index, word] of words.entries()) {
    const isScript = /^-\w*c$/.test(words[index - 1] ?? '') && /\s/.test(word);
    const pieces = isScript
      ? word
          .slice(0, MAX_SCRIPT)
          .split(/([;\n]|&&|\|\|)|[ \t]+/)
          .filter((piece) => piece !== undefined && piece !== '')
      : [word];
    if (isScript) commands.push([]);
    for (const piece of pieces) {
      const [, text = '', end = ''] = /^(.*?)(;|\n|&&|\|\|?|&)?$/s.exec(piece) ?? [];
      const startsAnother = text === '--' && !(words[index + 1] ?? '-').startsWith('-');
      if (text !== '' && !startsAnother) commands.at(-1)?.push({ text, index });
      if (end !== '' || startsAnother) commands.push([]);
    }
  }
  return commands;
}

/** Words after a server's own among which its port is looked for. */
const MAX_AFTER = 20;

/** A longer script is no start command of anybody's. */
const MAX_SCRIPT = 10_000;

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
