import { z } from 'zod';
import type { Frozen } from '../../words/frozen.ts';

/** Where the destination is: inside the ministry (MI, RIE), or on the Internet. */
const zones = z.enum(['mi', 'internet']);
export type Zone = z.infer<typeof zones>;

const protocols = z.enum(['tcp', 'udp', 'icmp']);
export type Protocol = z.infer<typeof protocols>;

/** Ports from `from` to `to`, both included. */
const portRange = z.object({ from: z.number(), to: z.number() });
export type PortRange = Frozen<z.infer<typeof portRange>>;

/** What makes a flow the same one: it keeps its identity whatever moves around it in the form. */
export const flowContentSchema = z.object({
  zone: zones,
  /** Component or environment that calls, as written; null when it is not said. */
  source: z.string().nullable(),
  /** Host name, `*.name`, IP address or range, in lower case. */
  destination: z.string(),
  protocol: protocols,
  /** Sorted, apart from one another; empty when no port is said, and for ICMP. */
  ports: z.array(portRange),
});
export interface FlowContent extends Frozen<z.infer<typeof flowContentSchema>> {}

/** What makes that flow the same one, without the rest. */
export function contentOf({ zone, source, destination, protocol, ports }: FlowContent): FlowContent {
  return { zone, source, destination, protocol, ports };
}

/** One network opening that the application needs. */
export interface Flow extends FlowContent {
  /** `F-` and six letters, from the content. */
  readonly id: string;
  readonly justification: string | null;
  /** Addresses that are written as those of the destination, which is a name; they do not change its identity. */
  readonly addresses: readonly string[];
  /** Lines of the answer that declare it, from 1; several where one holds the others. */
  readonly lines: readonly number[];
}

/** A flow as one line of an answer declares it. */
export type FlowDraft = Omit<FlowContent, 'zone'> & Pick<Flow, 'justification' | 'addresses'> & { readonly line: number };
