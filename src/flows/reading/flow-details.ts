import { bareText } from '../../answers/bare-text.ts';
import type { FlowDraft, PortRange, Protocol } from './flow.ts';
import { joinReasons } from './join-reasons.ts';
import { joinRanges } from './ports.ts';
import { readFlowLine } from './read-flow-line.ts';
import { trimProse } from './trim-prose.ts';

const detail =
  /^(?:ports?|proto(?:cole)?s?|usages?|raisons?|objets?|motifs?|justifications?|sources?|sens|direction|commentaires?|remarques?|nb|note|description|environnements?|volumetrie|volume|frequence|nature|authentification|auth|contacts?|responsable|chiffrement|statut|date|type|service|besoin|finalite|via|proxy|pour)\b/;

/** True for « Port : 443 » under the flow that it completes, of a line that declares none. */
export function isDetail(line: string): boolean {
  const { key } = keyAndValue(line.slice(0, 200));
  return (key !== '' && detail.test(key)) || bareDetail.test(line);
}

/** A cell pasted on a line of its own: « 636 », « port 636 », « 443/tcp », « TCP ». */
const bareDetail = /^(?:ports?\s(?:n°\s?)?)?(?:\d{2,5}(?:\s?[/-]\s?\w{2,5})?|tcp|udp|icmp|(?:tcp|udp)[ /:-]?\d{2,5})$/i;

/** True for « Hôte : annuaire.exemple.fr », which says where the flow goes that the line above names. */
export function isPlace(line: string): boolean {
  return /^(?:hotes?|hosts?|hostname|serveurs?|server|adresses?(?: ip)?|@ip|destinations?|dest|cibles?|urls?|uri|fqdn|ip|machines?|nom dns)$/.test(
    keyAndValue(line.slice(0, 200)).key,
  );
}

/**
 * A draft with the ports, protocol, source and justification that the details below it give, one for each protocol of their ports. What the line itself says counts
 * first, but for its ports.
 */
export function completed(draft: FlowDraft, details: readonly string[]): readonly FlowDraft[] {
  const read = details.map((text) => (bareDetail.test(text) ? { key: 'port', value: text } : keyAndValue(text)));
  const told = read.reduce<FlowDraft>((flow, { key, value }) => {
    if (/^(?:source|environnement)/.test(key)) return { ...flow, source: flow.source ?? trimProse(value) };
    const reason = /^(?:usage|raison|objet|motif|justif|description|besoin|finalite|pour)/.test(key) ? trimProse(value) : null;
    return reason === null ? flow : { ...flow, justification: joinReasons(flow.justification, reason) };
  }, draft);
  const places = read.flatMap(({ key, value }) => (/^(?:ports?|proto)/.test(key) ? (placeOf(key, value) ?? []) : []));
  // « Protocole : UDP » is said of the ports that do not say theirs.
  const protocol = places.findLast(({ implied, named }) => named !== null && implied)?.named ?? draft.protocol;
  const withPorts = places.filter(({ ports }) => ports.length > 0);
  // « Protocole : HTTPS » gives a port where none is written.
  const written = withPorts.filter(({ implied }) => !implied);
  const opened = Map.groupBy(written.length > 0 ? written : withPorts, ({ named }) => named ?? protocol);
  if (opened.size === 0) return [{ ...told, protocol }];
  return [...opened].map(([of, among]) => ({ ...told, protocol: of, ports: joinRanges(among.flatMap(({ ports }) => ports)) }));
}

interface Place {
  readonly ports: readonly PortRange[];
  /** Null where it is not said. */
  readonly named: Protocol | null;
  /** A protocol alone: its ports, if any, are those that it usually has. */
  readonly implied: boolean;
}

/** « Port : 443/udp », « Protocole : HTTPS ». */
function placeOf(key: string, value: string): Place | null {
  const [read] = readFlowLine(`hote.invalid ${value}`, 0).drafts;
  if (read === undefined) return null;
  const named = key.startsWith('proto') || /\b(?:tcp|udp|icmp)\b/i.test(value);
  return { ports: read.ports, named: named ? read.protocol : null, implied: !/\d{2}/.test(value) };
}

function keyAndValue(text: string): { readonly key: string; readonly value: string } {
  const [, name = '', value = ''] = /^([^:=]{1,40})[:=](.*)$/s.exec(text) ?? [];
  return { key: bareText(name), value };
}
