import { setGlobalProxyFromEnv } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Network } from './config/network.ts';

/**
 * Makes every call that this process makes from now on, by `fetch` as by `https`, go through the proxy and believe the private authorities. Node by
 * itself ignores HTTPS_PROXY unless it was started with NODE_USE_ENV_PROXY=1: the operator should not have to know.
 */
export function useNetwork({ proxy, authorities }: Network): void {
  if (proxy.HTTPS_PROXY !== undefined || proxy.HTTP_PROXY !== undefined) setGlobalProxyFromEnv(proxy);
  if (authorities.length > 0) setDefaultCACertificates([...getCACertificates('default'), ...authorities]);
}
