import { isInternalHost } from '../../answers/host.ts';
import { normaliseText } from '../../form/normalise-label.ts';
import type { Flow } from './flow.ts';

/** What deserves a second look in a flow that is legal all the same. */
export type FlowRemark =
  | 'incoming'
  | 'internal-on-internet'
  | 'everywhere'
  | 'every-port'
  | 'no-port'
  | 'plain-http'
  | 'wildcard'
  | 'merged';

/** « flux entrant depuis … », « en entrée : … vers notre appli »: said of who calls the application, which opens nothing for it. */
const incoming =
  /^(?:flux )?(?:entrante?s?|inbound|ingress|(?:en )?entree)(?! (?:de gamme|en vigueur))\b|\bvers (?:(?:notre|nos) (?:appli(?:cation)?s?|plateforme|pods?)\b|l'appli(?:cation)?$)/;

/** The remarks on a flow, in order of weight. */
export function remarksOn({ zone, destination, ports, protocol, lines, justification }: Flow): readonly FlowRemark[] {
  const everywhere = /^(?:0\.0\.0\.0|::)\/0$/.test(destination);
  const host = destination.replace(/^\*\./, '').replace(/\/\d{1,3}$/, '');
  const width = ports.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const found: readonly (readonly [FlowRemark, boolean])[] = [
    ['incoming', incoming.test(normaliseText(justification ?? ''))],
    ['everywhere', everywhere],
    ['internal-on-internet', zone === 'internet' && !everywhere && isInternalHost(host)],
    ['every-port', width >= 60_000],
    ['no-port', ports.length === 0 && protocol !== 'icmp'],
    ['plain-http', ports.some(({ from, to }) => from <= 80 && 80 <= to) && width < 60_000],
    ['wildcard', destination.startsWith('*.')],
    ['merged', lines.length > 1],
  ];
  return found.flatMap(([remark, holds]) => (holds ? [remark] : []));
}
