/** Where the destination is: inside the ministry (MI, RIE), or on the Internet. */
export type Zone = 'mi' | 'internet';

export type Protocol = 'tcp' | 'udp' | 'icmp';

/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** What makes a flow the same one: it keeps its identity whatever moves around it in the form. */
export interface FlowContent {
  readonly zone: Zone;
  /** Component or environment that calls, as written; null when it is not said. */
  readonly source: string | null;
  /** Host name, `*.name`, IP address or range, in lower case. */
  readonly destination: string;
  readonly protocol: Protocol;
  /** Sorted, apart from one another; empty when no port is said, and for ICMP. */
  readonly ports: readonly PortRange[];
}

/** What makes that flow the same one, without the rest. */
export function contentOf({ zone, source, destination, protocol, ports }: FlowContent): FlowContent {
  return { zone, source, destination, protocol, ports };
}

/** One network opening that the application needs. */
export interface Flow extends FlowContent {
  /** `F-` and six letters, from the content. */
  readonly id: string;
  readonly justification: string | null;
  /** Lines of the answer that declare it, from 1; several where one holds the others. */
  readonly lines: readonly number[];
}

/** A flow as one line of an answer declares it. */
export type FlowDraft = Omit<FlowContent, 'zone'> & { readonly justification: string | null; readonly line: number };
