import { tokens } from '../../answers/tokens.ts';
import type { FlowDraft } from './flow.ts';
import { isCalledPort } from './figures.ts';
import { readDestination } from './read-destination.ts';
import { isDocumentLink } from './documents.ts';

export interface LostMarks {
  readonly hosts: readonly string[];
  readonly ports: readonly string[];
}

const nothing: LostMarks = { hosts: [], ports: [] };

/** Finds the hosts, addresses and ports that a text names and that none of these flows holds, as written: nothing is lost in silence. Linear in the text. */
export function lostMarks(drafts: readonly FlowDraft[]): (text: string) => LostMarks {
  const said = drafts.flatMap(({ destination, addresses, source, justification }) => [
    destination,
    ...addresses,
    source ?? '',
    justification ?? '',
  ]);
  const whole = said.join('\n').toLowerCase();
  const isWritten = (port: string) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(whole);
  return (text) => {
    if (!/\w[.:]\w|port|tcp|udp/i.test(text)) return nothing;
    const hosts = tokens(text).filter((token) => /[.:]/.test(token) && !whole.includes(token.toLowerCase()) && !isHeld(whole, token));
    const ports = calledPorts(text).filter((port) => !isWritten(port) && !drafts.some((draft) => hasPort(draft, Number(port))));
    return { hosts: [...new Set(hosts)], ports: [...new Set(ports)] };
  };
}

const netmask = /^(?:255(?:\.\d{1,3}){3}|0\.0\.\d{1,3}\.\d{1,3})$/;

/** True for what names no machine, or one that is held under another writing. */
function isHeld(whole: string, token: string): boolean {
  if (netmask.test(token) || isDocumentLink(token)) return true;
  const destination = readDestination(token);
  return destination === null || whole.includes(destination.name);
}

/** « port 443 », « ports 80 et 443 », `443/tcp`, `tcp/443`, `hote:443`. */
function calledPorts(text: string): readonly string[] {
  if (!/port|tcp|udp|:\d/i.test(text)) return [];
  const attached = [...text.matchAll(/(?:[a-z_\]-]|\.\d{1,3}):(\d{2,5})(?![\d-])/gi)].map(([, port = '']) => port);
  const figures = [...text.matchAll(/(?<![\w.:/-])(?:(?:tcp|udp)[/:-]?)?(\d{2,5})(?:\/(?:tcp|udp))?(?!\w|\.\w|:\/\/|\/\d)/gi)];
  const called = figures.flatMap(({ 0: written, 1: port = '', index }) =>
    /tcp|udp/i.test(written) || isCalledPort(text.slice(Math.max(0, index - 60), index)) ? [port] : [],
  );
  return [...attached, ...called].filter((port) => Number(port) <= 65_535);
}

function hasPort({ ports }: FlowDraft, port: number): boolean {
  return ports.some(({ from, to }) => from <= port && port <= to);
}
