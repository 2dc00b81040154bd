import type { AnswerLine } from '../../answers/answer-lines.ts';
import { readFlowLine } from './read-flow-line.ts';

/** A variable and its value: `SMTP_HOST=smtp.exemple.fr`, `export HTTPS_PROXY="…"`, `spring.datasource.url=jdbc:…`, `API_URL: https://…`. */
const variable =
  /^(?:export\s|set\s|ENV\s|name:\s)?["']?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[A-Za-z]\w*(?:[._-]\w+)+(?==))["']?\s?(=|:\s|:(?=\S+:\/\/))\s?["']?(\S[^"']*)["']?$/;

/**
 * Lines of configuration as lines of flows: the value, then the name of the variable as its reason. `SMTP_PORT=587` becomes the port of the `SMTP_HOST` above it,
 * or below. Variables that name no machine are left out.
 */
export function plainVariables(lines: readonly AnswerLine[]): readonly AnswerLine[] {
  const read = lines.map((line, index) => ({ line, ...variableOf(line.text, lines[index - 1]?.text ?? '') }));
  const ports = new Map(read.flatMap(({ name, value }) => (isPort(name, value) ? [[stem(name), value] as const] : [])));
  const hosts = new Set(read.flatMap(({ name }) => (holdsHost.test(name) ? [stem(name)] : [])));
  return read.flatMap(({ line, name, value }) => {
    if (name === '') return /^name\s?:\s?[A-Z][A-Z0-9_]*$/.test(line.text) ? [] : [line];
    if (isPort(name, value) && hosts.has(stem(name))) return [];
    const port = hosts.has(stem(name)) && !/:\/\/|:\d/.test(value) ? ports.get(stem(name)) : undefined;
    const text = `${value}${port === undefined ? '' : `:${port}`} ${name.replaceAll('.', ' ')}`;
    if (readFlowLine(text, 0).drafts.length > 0) return [{ ...line, text }];
    return holdsHost.test(name) || /[.:]/.test(value) ? [line] : [];
  });
}

const holdsHost = /[_.](?:HOST(?:NAME)?|SERVERS?|ADDR(?:ESS)?|URLS?|URI|ENDPOINT)$/i;

/** `above` is the line before: Kubernetes writes `name:` on it, and `value:` below. */
function variableOf(text: string, above: string): { readonly name: string; readonly value: string } {
  const [, named] = /^name\s?:\s?([A-Z][A-Z0-9_]*)$/.exec(above.slice(0, 200)) ?? [];
  const [, below] = /^value\s?:\s?["']?([^\s"']{1,300})["']?$/.exec(text.slice(0, 400)) ?? [];
  if (named !== undefined && below !== undefined) return { name: named, value: below };
  const [, name = '', sign = '', value = ''] = text.length > 500 ? [] : (variable.exec(text) ?? []);
  // « API : api.exemple.fr » is a label; a variable has several words, or an equals sign.
  const isVariable = name !== '' && !/no_proxy/i.test(name) && (sign === '=' || /_/.test(name));
  return isVariable ? { name, value } : { name: '', value: '' };
}

function isPort(name: string, value: string): boolean {
  return /[_.]PORT$/i.test(name) && /^\d{1,5}$/.test(value);
}

/** What the variables of one machine have in common. */
function stem(name: string): string {
  return name.replace(/[._](?:HOST(?:NAME)?|SERVERS?|ADDR(?:ESS)?|URLS?|URI|ENDPOINT|PORT)$/i, '').toLowerCase();
}
