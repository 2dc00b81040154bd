import { readDestination } from './read-destination.ts';

/** A line in which links, masks, ranges and series are written in the one way that its words are read in. Linear. */
export function plainLine(text: string): string {
  return plainMasks(plainPorts(plainSeries(plainAddresses(plainTelephones(plainRules(plainShares(plainOptions(plainLinks(text)))))))));
}

/** `ldap(s)://host` and « http(s) » as the one that is to be opened. */
function plainOptions(text: string): string {
  return text.replace(/\b(http|ldap|ftp|smtp|imap|amqp|mqtt)\(s\)/gi, '$1s');
}

/** `\\server\share` and `//server/share` as the URL that they stand for. */
function plainShares(text: string): string {
  if (!/\\\\\w|\/\/\w/.test(text)) return text;
  return text.replace(/(?<![\w:@/\\])(?:\\\\|\/\/)([a-z][\w.-]{1,200})[\\/](?=[\w$])/gi, 'smb://$1/');
}

/** A rule of a firewall: `src=10.1.1.1 dst=10.2.2.2 dport=443 proto=tcp`, `permit tcp 10.1.1.0/24 host 10.2.2.2 eq 443`. */
function plainRules(text: string): string {
  if (!/=|\beq\s\d/i.test(text)) return text;
  return text
    .replace(
      /^(\W{0,3})(?:permit|allow|accept)\s(\w{2,5})\s(?:host\s)?(\S{1,100}(?:\s0(?:\.\d{1,3}){3})?)\s(?:host\s)?(\S{1,100})\seq\s/i,
      '$1$3 -> $4 $2 port ',
    )
    .replace(/\b(?:src|source|from)=(\S{1,200})\s(?=.{0,60}\b(?:dst|dest|destination|to)=)/i, '$1 -> ')
    .replace(/\b(?:dst|dest|destination|to|proto(?:cole?)?|service)=/gi, '')
    .replace(/\b(?:dst_?|d)?ports?=/gi, 'port ');
}

/** « 01 23 45 67 89 » as one word. */
function plainTelephones(text: string): string {
  if (!/\d[ .]\d\d[ .]\d/.test(text)) return text;
  return text.replace(/(?<![\d.])(?:\+33[ .]?|0)[1-9](?:[ .]\d\d){4}(?![\d.])/g, (written) => written.replaceAll(' ', '.'));
}

/** « 8000 à 8010 », `8000 .. 8010` as `8000-8010`, `>1024` as `1025-65535`. */
function plainPorts(text: string): string {
  if (!/à|\.\.|\bau\b|\bto\b|[>≥]|sup/i.test(text)) return text;
  return plainLimits(text).replace(/(?<![\w.-])(\d{1,5})(?:\s{0,3}(?:à|\.\.)\s{0,3}|\s{1,3}(?:au|to)\s{1,3})(?=\d{1,5}(?![\d.]))/gi, '$1-');
}

/** The ports above one: `>1024`, `>= 1024`, « supérieurs à 1024 ». Small numbers and those that count something else stay. */
function plainLimits(text: string): string {
  return text.replace(
    /(?<![-=<>\w])(>=|>|≥|supérieurs?\s(?:ou égaux\s)?à)\s?(\d{4,5})(?=\s{0,3}(?:$|[,;)(/|—–]|tcp|udp))/gi,
    (written, sign: string, figure: string) => {
      const from = Number(figure) + (/^(?:>=|≥)|égaux/i.test(sign) ? 0 : 1);
      return from > 65_535 ? written : `${from}-65535`;
    },
  );
}

/** `10.1.2.0 255.255.255.0`, `10.1.2.0 0.0.0.255` and `10.1.2.0 /24` as `10.1.2.0/24`. */
function plainMasks(text: string): string {
  if (!/\d [/]\d|255|\d 0\.0\./.test(text)) return text;
  return text
    .replace(/(\d{1,3}(?:\.\d{1,3}){3})\s(0\.0\.\d{1,3}\.\d{1,3})(?![\d.])/g, (written, address: string, wildcard: string) => {
      const bits = wildcard.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
      const [, zeros] = /^(0{8,32})1*$/.exec(bits.join('')) ?? [];
      return zeros === undefined ? written : `${address}/${zeros.length}`;
    })
    .replace(/(\d{1,3}(?:\.\d{1,3}){3}) \/(?=(?:[12]?\d|3[0-2])(?![\d.]))/g, '$1/')
    .replace(/(\d{1,3}(?:\.\d{1,3}){3})[\s/]{1,3}(255(?:\.\d{1,3}){3})(?![\d.])/g, (written, address: string, mask: string) => {
      const bits = mask.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
      const [, ones] = /^(1{8,32})0*$/.exec(bits.join('')) ?? [];
      return ones === undefined || bits.length !== 4 ? written : `${address}/${ones.length}`;
    });
}

/** « 10.1.2.10 à 10.1.2.20 », `10.1.2.[10-20]` as `10.1.2.10-10.1.2.20`; « 10.1.2.10, .11 et .12 » as three addresses. */
function plainAddresses(text: string): string {
  if (!/\d\.\d/.test(text)) return text;
  return text
    .replace(/(?<![\d.])((?:\d{1,3}\.){3})\[(\d{1,3})\s?(?:-|–|\.\.|à)\s?(\d{1,3})\]/g, '$1$2-$1$3')
    .replace(
      /(?<![\d.])((\d{1,3}\.\d{1,3})(?:\.\d{1,3}){2})\s{0,2}(?:à|au|to|jusqu['’]à|\.\.|-|–|—)\s{0,2}((\d{1,3}\.\d{1,3})(?:\.\d{1,3}){2})(?![\d./])/gi,
      (...[written = '', first = '', net = '', last = '', otherNet = '']: readonly string[]) =>
        net === otherNet ? `${first}-${last}` : written,
    )
    .replace(
      /(?<![\d.])((?:\d{1,3}\.){3})(\d{1,3})((?:\s?(?:,|;|\/|&|et|ou)\s?\.\d{1,3}(?![\d.])){1,50})(:\d{1,5})?/g,
      (...[, net = '', first = '', others = '', port = '']: readonly string[]) =>
        [first, ...[...others.matchAll(/\.(\d{1,3})/g)].map(([, last = '']) => last)].map((last) => `${net}${last}${port}`).join(', '),
    );
}

/** Names of one series that are written out, at the most. */
const LONGEST_SERIES = 64;

/** `dc01/dc02.exemple.fr`, « srv1 à srv3.exemple.fr », `kafka-{1,2}.exemple.fr`, `kafka[1-3].exemple.fr:9092` as the names that they stand for. */
function plainSeries(text: string): string {
  const paired = text.includes('/')
    ? text.replace(
        /(?<![\w./:-])([a-z][a-z-]{0,40}\d{1,3})\/([a-z][a-z-]{0,40}\d{1,3})((?:\.[a-z][\w-]{0,60}){2,6})(?![\w.])/gi,
        '$1$3, $2$3',
      )
    : text;
  const ranged = /\s(?:à|a|au)\s[a-z-]{1,40}\d/i.test(paired)
    ? paired.replace(
        /(?<![\w./:-])([a-z][a-z-]{0,40})(\d{1,3})((?:\.[a-z][\w-]{0,60}){2,6})?\s(?:à|a|au)\s\1(\d{1,3})((?:\.[a-z][\w-]{0,60}){2,6})(?![\w.])/gi,
        (...[written = '', head = '', from = '', domain = '', to = '', tail = '']: readonly (string | undefined)[]) =>
          domain === '' || domain === tail ? `${head}[${from}-${to}]${tail}` : written,
      )
    : paired;
  if (!/[[{]/.test(ranged)) return ranged;
  return ranged.replace(
    /(?<![\w.-])([a-z][\w.-]{0,60})(?:\{(\w[\w-]{0,30}(?:,\s?\w[\w-]{0,30}){1,20})\}|[[{](\d{1,3})(?:-|\.\.)(\d{1,3})[\]}])([\w.-]{0,80}(?::\d{1,5})?(?:\/(?:tcp|udp))?)(?![\w{[])/gi,
    (...[written = '', head = '', listed, from = '', to = '', tail = '']: readonly (string | undefined)[]) => {
      const members = listed === undefined ? numbersFrom(from, to) : listed.split(',').map((member) => member.trim());
      const names = members.map((member) => `${head}${member}${tail}`);
      const [first = ''] = names;
      return names.length <= LONGEST_SERIES && readDestination(first) !== null ? names.join(', ') : written;
    },
  );
}

/** `08` to `10` as `08`, `09`, `10`; none where they go down. */
function numbersFrom(from: string, to: string): readonly string[] {
  const count = Math.max(0, Number(to) - Number(from) + 1);
  return Array.from({ length: count }, (_, rank) => String(Number(from) + rank).padStart(from.length, '0'));
}

/** `[host](https://host)` as its address, with its text where that says something else. */
function plainLinks(text: string): string {
  if (!text.includes('](')) return text;
  return text.replace(/!?\[([^\][]{0,200})\]\(([^()\s]{1,300})\)/g, (_, label: string, url: string) =>
    readDestination(label.trim()) === null ? `${label} ${url}` : url,
  );
}
