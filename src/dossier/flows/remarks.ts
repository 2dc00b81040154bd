import { isInternalHost } from '../prerequisites/host.ts';
import type { Flow } from './flow.ts';

/** What deserves a second look in a flow that is legal all the same. */
export type FlowRemark = 'internal-on-internet' | 'everywhere' | 'every-port' | 'no-port' | 'plain-http' | 'wildcard';

/** The remarks on a flow, in order of weight. */
export function remarksOn({ zone, destination, ports, protocol }: Flow): readonly FlowRemark[] {
  const host = destination.replace(/^\*\./, '').replace(/\/\d{1,3}$/, '');
  const width = ports.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const found: readonly (readonly [FlowRemark, boolean])[] = [
    ['everywhere', /^(?:0\.0\.0\.0|::)\/0$/.test(destination)],
    ['internal-on-internet', zone === 'internet' && isInternalHost(host) && !/^(?:0\.0\.0\.0|::)\//.test(destination)],
    ['every-port', width >= 60_000],
    ['no-port', ports.length === 0 && protocol !== 'icmp'],
    ['plain-http', ports.some(({ from, to }) => from <= 80 && 80 <= to) && width < 60_000],
    ['wildcard', destination.startsWith('*.')],
  ];
  return found.flatMap(([remark, holds]) => (holds ? [remark] : []));
}
