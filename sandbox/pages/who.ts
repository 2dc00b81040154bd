import { parse } from 'hono/utils/cookie';
import type { Site } from './site.ts';

/** The people of a site, and who reads it without having said who they are. */
export interface People {
  readonly github: Pick<Site['github'], 'seed'>;
  readonly visitor: Site['visitor'];
}

/** The cookie that says who reads. */
export const WHO = 'qui';

/** Login of who reads, by the `Cookie` header of a request: who they said they are, else the visitor of the site, else null. */
export function whoReads({ github: { seed }, visitor }: People, cookies: string | undefined): string | null {
  const said = parse(cookies ?? '', WHO)[WHO];
  return said !== undefined && seed.users.some(({ login }) => login === said) ? said : visitor;
}
